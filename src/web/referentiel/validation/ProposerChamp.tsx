import type { Fiche } from '#domain/referentiel/api.ts'
import type { Registre } from '#domain/referentiel/api-fiche.ts'
import { proposer } from '#domain/validation/api.ts'
import { useAct } from '#web/call.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { DateField, TextField } from '#web/ui/champs.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Formulaire } from '#web/ui/Formulaire.tsx'
import { date } from '#web/ui/format.ts'
import { useToast } from '#web/ui/toasts.tsx'
import { SaisieDeChamps } from '../fiche/SaisieDeChamps.tsx'
import { useSaisie } from '../fiche/useSaisie.ts'
import type { Proposition } from './usePropositions.ts'

/** The window that proposes another value: the fiche does not change, an agent decides. Starts from what the fiche says now. */
export function ProposerChamp({
  fiche,
  registre,
  code,
  attendent,
  refusee,
  fermer,
}: {
  fiche: Fiche
  registre: Registre
  code: string
  /** Already proposed for this champ. */
  attendent: Proposition[]
  /** The last one of the reader that was refused. */
  refusee?: Proposition
  fermer: () => void
}) {
  const acte = useAct(proposer)
  const dire = useToast()
  const saisie = useSaisie(fiche, registre, code)
  const { champs, libelle, valeurs, changer } = saisie
  const idDe = (champ: string) => `propose-${champ}`
  const envoyer = async () => {
    const reponse = await acte.run({ params: { uai: fiche.uai }, body: saisie.corps })
    if (!reponse) return
    fermer()
    dire(`${libelle} : votre proposition est transmise. Vous serez prévenu de la suite.`)
  }
  return (
    <Dialog title={`Proposer une correction : ${libelle}`} open onClose={fermer}>
      <Formulaire envoyer="Proposer" acte={acte} idOf={idDe} onSubmit={() => void envoyer()} fermer={fermer}>
        <p className="discret petit">
          Un agent de la collectivité décidera. D’ici là, chacun continue de lire la valeur actuelle.
        </p>
        {refusee && (
          <Alert
            kind="info"
            title={`Vous aviez proposé «\u00a0${valeurDite(refusee)}\u00a0» : refusé le ${date(refusee.close_le)}.`}
          >
            {refusee.decision?.motif}
          </Alert>
        )}
        {attendent.map((p) => (
          <Alert
            key={p.id}
            kind="info"
            title={
              p.de_moi
                ? `Vous avez déjà proposé «\u00a0${valeurDite(p)}\u00a0» : une nouvelle proposition la remplace.`
                : `${p.auteur.nom} propose déjà «\u00a0${valeurDite(p)}\u00a0» : l’agent verra les deux.`
            }
          />
        ))}
        <SaisieDeChamps
          champs={champs}
          registre={registre}
          valeurs={valeurs}
          changer={changer}
          idDe={idDe}
          error={acte.error}
        />
        <TextField
          id={idDe('motif')}
          label="Motif"
          optional
          help="Ce qui aidera à décider : d’où vient l’information."
          {...saisie.motif}
          error={acte.error('motif')}
        />
        <DateField
          id={idDe('valable_du')}
          label="Vrai depuis le"
          optional
          help="Le jour de l’acceptation si vous ne le dites pas."
          {...saisie.valable_du}
          error={acte.error('valable_du')}
        />
      </Formulaire>
    </Dialog>
  )
}

const valeurDite = ({ champs }: Proposition): string => champs.map((c) => c.proposee_texte || 'Vide').join(' ; ')
