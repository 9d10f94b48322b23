import { useState } from 'react'
import { suivreEnsemble } from '#domain/referentiel/api-actions.ts'
import { useAct } from '#web/call.ts'
import { Button } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { nombre, pluriel } from '#web/ui/format.ts'
import { Menu } from '#web/ui/Menu.tsx'
import { useToast } from '#web/ui/toasts.tsx'
import { useVoitTout } from '../../referentiel/fusions/droit.ts'
import { FenetreMembres } from './FenetreMembres.tsx'
import { FenetreSaisie } from './FenetreSaisie.tsx'
import { FenetreTaches } from './FenetreTaches.tsx'
import { type Choisis, useFait } from './fait.tsx'

const FENETRES = {
  taches: 'Écrire une tâche',
  saisie: 'Saisir un champ',
  membres: 'Ajouter à un regroupement',
} as const
type Fenetre = keyof typeof FENETRES

/** What can be done at once on the établissements chosen, over all pages; each can be undone from its message. */
export function Actions({ choisis, suivis }: { choisis: Choisis; suivis: boolean }) {
  const [fenetre, setFenetre] = useState<Fenetre>()
  const voitTout = useVoitTout()
  const suivi = useAct(suivreEnsemble)
  const dire = useToast()
  const fait = useFait()
  const suivre = async (oui: boolean) => {
    const r = await suivi.run({ body: { liste: choisis.liste, suivre: oui } })
    if (!r) return dire(suivi.failure?.message ?? 'Cela n’a pas été fait. Réessayez.')
    fait(
      oui
        ? `Vous suivez ${pluriel(r.changes, 'établissement')} de plus.`
        : `Vous ne suivez plus ${pluriel(r.changes, 'établissement')}.`,
      r.action,
    )
  }
  const fermer = () => setFenetre(undefined)
  const props = { choisis, fermer, fini: fermer }
  return (
    <>
      <Button small kind="principal" icon="crayon" onClick={() => setFenetre('saisie')}>
        {FENETRES.saisie}
      </Button>
      <Button small icon="ajouter" onClick={() => setFenetre('taches')}>
        {FENETRES.taches}
      </Button>
      <Menu label="Autres actions">
        <button type="button" onClick={() => void suivre(true)}>
          Suivre
        </button>
        {suivis && (
          <button type="button" onClick={() => void suivre(false)}>
            Ne plus suivre
          </button>
        )}
        {voitTout && (
          <button type="button" onClick={() => setFenetre('membres')}>
            {FENETRES.membres}
          </button>
        )}
      </Menu>
      <Dialog
        title={fenetre ? `${FENETRES[fenetre]} · ${nombre(choisis.combien)}` : ''}
        open={fenetre !== undefined}
        onClose={fermer}
      >
        {fenetre === 'saisie' && <FenetreSaisie {...props} />}
        {fenetre === 'taches' && <FenetreTaches {...props} />}
        {fenetre === 'membres' && <FenetreMembres {...props} />}
      </Dialog>
    </>
  )
}
