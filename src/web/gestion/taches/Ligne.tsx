import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { modifierEnregistrement } from '#domain/referentiel/api-rubriques.ts'
import type { Tache } from '#domain/referentiel/api-taches.ts'
import { useAct } from '#web/call.ts'
import { Confier } from '#web/referentiel/fiche/Confier.tsx'
import { Tag } from '#web/ui/Badge.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { date } from '#web/ui/format.ts'
import { useToast } from '#web/ui/toasts.tsx'
import css from './Taches.module.css'

/** One task: what, where, until when, for whom; done in one click, and undone from the message. */
export function LigneDeTache({ tache: t, courte }: { tache: Tache; courte?: boolean }) {
  const [confier, setConfier] = useState(false)
  const acte = useAct(modifierEnregistrement)
  const dire = useToast()
  const marquer = (faite: boolean) =>
    acte.run({ params: { uai: t.uai, rubrique: 'tache', id: t.id }, body: { valeurs: { faite } } })
  const basculer = async () => {
    const faite = t.faite_le === null
    if (!(await marquer(faite))) return dire('La tâche n’a pas changé. Rechargez la page.')
    dire(faite ? `« ${t.titre} » : c’est fait.` : `« ${t.titre} » est de nouveau à faire.`, {
      label: 'Annuler',
      run: () => void marquer(!faite).then((r) => r && dire('C’est défait.')),
    })
  }
  return (
    <li className={css.tache}>
      <div className={css.quoi}>
        <strong>{t.titre}</strong>
        {t.en_retard && (
          <>
            {' '}
            <span className={css.retard}>En retard</span>
          </>
        )}
        {t.faite_le && (
          <>
            {' '}
            <Tag>Faite</Tag>
          </>
        )}
        {t.detail && !courte && <p className={css.detail}>{t.detail}</p>}
        <p className="petit discret">
          <Link to="/gestion/etablissements/$uai" params={{ uai: t.uai }}>
            {t.nom}
          </Link>
          {[t.commune, echeance(t), courte ? undefined : pourQui(t)].filter(Boolean).map((mot) => ` · ${mot}`)}
        </p>
      </div>
      <div className="rang">
        <Button small icon={t.faite_le ? 'retour' : 'ok'} busy={acte.pending} onClick={() => void basculer()}>
          {t.faite_le ? 'À refaire' : 'Faite'}
          <span className="lecteur-seul"> : {t.titre}</span>
        </Button>
        {!courte && !t.faite_le && (
          <Button small kind="discret" onClick={() => setConfier(true)}>
            Confier<span className="lecteur-seul"> : {t.titre}</span>
          </Button>
        )}
      </div>
      <Dialog title={`Confier : ${t.titre}`} open={confier} onClose={() => setConfier(false)}>
        <Confier tache={t} fermer={() => setConfier(false)} />
      </Dialog>
    </li>
  )
}

const echeance = (t: Tache): string | undefined =>
  t.faite_le ? `faite le ${date(t.faite_le)}` : t.echeance ? `pour le ${date(t.echeance)}` : undefined

const pourQui = (t: Tache): string => (t.affecte_nom ? `à ${t.affecte_nom}` : 'à personne')
