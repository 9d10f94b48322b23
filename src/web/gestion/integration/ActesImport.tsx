import { useState } from 'react'
import type { Answer } from '#domain/endpoint.ts'
import { annulerExecution, appliquerExecution, type Execution } from '#domain/integration/api.ts'
import { useAct } from '../../call.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { nombre, pluriel } from '../../ui/format.ts'
import { useToast } from '../../ui/toasts.tsx'
import { Valeur } from './Valeur.tsx'

/** Apply what waits, undo what was applied. */
export function ActesImport({ execution: e }: { execution: Execution }) {
  const appliquer = useAct(appliquerExecution)
  const dire = useToast()
  const attend = e.etat === 'a_blanc' || e.etat === 'partielle' || (e.etat === 'comparee' && e.a_confirmer !== null)
  const lancer = async () => {
    if (await appliquer.run({ params: { id: e.id } })) dire('L’import est en cours d’application.')
  }
  return (
    <>
      {appliquer.failure && <Alert kind="danger">{appliquer.failure.message}</Alert>}
      <div className="rang">
        {attend && (
          <Button kind="principal" icon="ok" busy={appliquer.pending} onClick={() => void lancer()}>
            {e.etat === 'partielle'
              ? 'Reprendre l’import'
              : `Appliquer ${pluriel(e.creees + e.modifiees, 'changement')}`}
          </Button>
        )}
        {['appliquee', 'annulee'].includes(e.etat) && e.creees + e.modifiees + e.absentes > 0 && (
          <Annuler execution={e} />
        )}
      </div>
    </>
  )
}

type Bilan = Answer<typeof annulerExecution>

function Annuler({ execution: e }: { execution: Execution }) {
  const annuler = useAct(annulerExecution)
  const [ouvert, setOuvert] = useState(false)
  const [bilan, setBilan] = useState<Bilan>()
  const lancer = async () => {
    const fait = await annuler.run({ params: { id: e.id } })
    if (fait) setBilan(fait)
  }
  return (
    <>
      {/* Once undone, only the account of it stays, in its dialog. */}
      {e.etat === 'appliquee' && (
        <Button kind="danger" icon="retour" onClick={() => setOuvert(true)}>
          Annuler cet import
        </Button>
      )}
      <Dialog title="Annuler cet import" open={ouvert} onClose={() => setOuvert(false)}>
        {bilan ? (
          <BilanAnnulation bilan={bilan} />
        ) : (
          <div className="pile">
            <p>
              Les {nombre(e.creees + e.modifiees)} changements de cet import seront défaits. Ce que quelqu’un a modifié
              depuis restera comme il est, et vous en aurez la liste.
            </p>
            {annuler.failure && <Alert kind="danger">{annuler.failure.message}</Alert>}
            <div className="rang">
              <Button kind="danger" busy={annuler.pending} onClick={() => void lancer()}>
                Défaire les changements
              </Button>
              <Button onClick={() => setOuvert(false)}>Garder l’import</Button>
            </div>
          </div>
        )}
      </Dialog>
    </>
  )
}

function BilanAnnulation({ bilan: { restaurees, modifiees_depuis } }: { bilan: Bilan }) {
  return (
    <div className="pile" role="status">
      <p>
        {pluriel(restaurees, 'enregistrement revenu', 'enregistrements revenus')} à l’état d’avant.{' '}
        {modifiees_depuis.length === 0 && 'Rien n’avait été modifié depuis.'}
      </p>
      {modifiees_depuis.length > 0 && (
        <>
          <p>{pluriel(modifiees_depuis.length, 'valeur modifiée', 'valeurs modifiées')} depuis, gardées :</p>
          <ul>
            {modifiees_depuis.slice(0, 100).map((m) => (
              <li key={`${m.uai}-${m.champ}`}>
                {m.uai}, {m.champ} : <Valeur valeur={m.valeur} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
