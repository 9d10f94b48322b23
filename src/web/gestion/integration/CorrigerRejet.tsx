import { useState } from 'react'
import { corrigerRejet, type Rejet } from '#domain/integration/api.ts'
import { useAct } from '../../call.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/champs.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useToast } from '../../ui/toasts.tsx'
import css from './Integration.module.css'

type Props = { execution: number; rejet: Rejet | undefined; fermer: () => void }

/** A row put aside, corrected column by column. */
export function CorrigerRejet({ execution, rejet, fermer }: Props) {
  return (
    <Dialog title={`Corriger la ligne ${rejet?.numero ?? ''}`} open={rejet !== undefined} onClose={fermer}>
      {rejet && <Formulaire key={rejet.id} execution={execution} rejet={rejet} fermer={fermer} />}
    </Dialog>
  )
}

function Formulaire({ execution, rejet, fermer }: Props & { rejet: Rejet }) {
  const acte = useAct(corrigerRejet)
  const dire = useToast()
  const [ligne, setLigne] = useState(() => suggeree(rejet))
  const [filtre, setFiltre] = useState('')
  const envoyer = async () => {
    if (!(await acte.run({ params: { id: execution, rejet: rejet.id }, body: { ligne } }))) return
    dire('Ligne corrigée : rejouez-la quand vous êtes prêt.')
    fermer()
  }
  const colonnes = Object.keys(ligne)
  const montrees = colonnes.filter((c) => c.toLowerCase().includes(filtre.trim().toLowerCase()))
  return (
    <form
      className="pile"
      onSubmit={(e) => {
        e.preventDefault()
        void envoyer()
      }}
    >
      <Alert kind="alerte">{rejet.raison}</Alert>
      {colonnes.length > 12 && (
        <TextField label="Trouver une colonne" value={filtre} onChange={(e) => setFiltre(e.target.value)} />
      )}
      <div className={css.champs}>
        {montrees.map((colonne) => (
          <TextField
            key={colonne}
            label={colonne}
            value={ligne[colonne] ?? ''}
            maxLength={5_000}
            error={acte.error(`ligne.${colonne}`)}
            onChange={(e) => setLigne({ ...ligne, [colonne]: e.target.value })}
          />
        ))}
      </div>
      {acte.failure && <Alert kind="danger">{acte.failure.message}</Alert>}
      <div className="rang">
        <Button type="submit" kind="principal" busy={acte.pending}>
          Garder la correction
        </Button>
        <Button onClick={fermer}>Fermer</Button>
      </div>
    </form>
  )
}

/** The UAI that was meant, when only one fits, is already in its place. */
function suggeree({ ligne, uai, suggestion }: Rejet): Record<string, string> {
  if (!suggestion) return ligne
  return Object.fromEntries(
    Object.entries(ligne).map(([c, v]) => [c, uai && v.trim().toUpperCase() === uai ? suggestion : v]),
  )
}
