import { useState } from 'react'
import { lireJournalEtablissement } from '#domain/instruction/api.ts'
import type { Fiche } from '#domain/referentiel/api.ts'
import { useRead } from '#web/call.ts'
import { ecrireValeur } from '#web/referentiel/fiche/ecrire.ts'
import css from '#web/referentiel/referentiel.module.css'
import { Button } from '#web/ui/Button.tsx'
import { Empty, Reading } from '#web/ui/etats.tsx'
import { date, dateHeure } from '#web/ui/format.ts'

type Changement = Fiche['historique'][number]
type Moment = { cle: string; le: string; titre: string; detail: string; changement?: Changement }

const GENRES: Record<Changement['genre'], string> = {
  creation: 'Entrée dans le référentiel',
  modification: 'Données mises à jour',
  passe: 'Appris après coup',
  fusion: 'Fusion',
  scission: 'Scission',
  annulation: 'Correction défaite',
}

const PAR_PAGE = 50
const MONTRES = 15

/** All that happened to the établissement, newest first: its data, the acts on it, its dossiers. */
export function Chronologie({ fiche }: { fiche: Fiche }) {
  const [nombre, setNombre] = useState(MONTRES)
  const journal = useRead(lireJournalEtablissement, { params: { uai: fiche.uai }, query: { par_page: PAR_PAGE } })
  return (
    <Reading query={journal}>
      {({ elements }) => {
        const moments: Moment[] = [
          ...fiche.historique.map(deChangement),
          // A correction is already told, with its values, by the history of the data.
          ...elements
            .filter((l) => !['fiche_corrigee', 'correction_annulee'].includes(l.code))
            .map((l) => ({ cle: `acte-${l.id}`, le: l.le, titre: l.phrase, detail: l.acteur })),
        ].sort((a, b) => b.le.localeCompare(a.le))
        if (moments.length === 0) return <Empty icon="archive" title="Rien ne s’est encore passé." />
        return (
          <div className="pile">
            <ol className={css.frise}>
              {moments.slice(0, nombre).map((m) => (
                <li key={m.cle}>
                  <p>{m.titre}</p>
                  <p className="discret petit">
                    {dateHeure(m.le)} · {m.detail}
                  </p>
                  {m.changement && <Valeurs changement={m.changement} />}
                </li>
              ))}
            </ol>
            {moments.length > nombre && (
              <p data-impression="non">
                <Button onClick={() => setNombre((n) => n + MONTRES)}>Voir plus ancien</Button>
              </p>
            )}
          </div>
        )
      }}
    </Reading>
  )
}

function deChangement(c: Changement): Moment {
  const depuis = c.valable_du < c.le.slice(0, 10) ? ` · vrai depuis le ${date(c.valable_du)}` : ''
  return {
    cle: `donnees-${c.id}`,
    le: c.le,
    titre: GENRES[c.genre],
    detail: [c.auteur, c.origine].filter(Boolean).join(' · ') + depuis,
    changement: c,
  }
}

function Valeurs({ changement }: { changement: Changement }) {
  if (changement.champs.length === 0) return null
  return (
    <ul className="petit">
      {changement.champs.map((c) => (
        <li key={c.champ}>
          {c.libelle} : {ecrire(c.avant)} → <strong>{ecrire(c.apres)}</strong>
        </li>
      ))}
    </ul>
  )
}

const ecrire = (valeur: string | number | boolean | null): string =>
  ecrireValeur(typeof valeur === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(valeur) ? 'jour' : 'texte', valeur)
