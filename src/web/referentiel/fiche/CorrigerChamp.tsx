import type { Fiche } from '#domain/referentiel/api.ts'
import { annulerChangement, corrigerChamps, type Registre } from '#domain/referentiel/api-fiche.ts'
import { useAct } from '#web/call.ts'
import { Button } from '#web/ui/Button.tsx'
import { DateField, TextField } from '#web/ui/champs.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Formulaire } from '#web/ui/Formulaire.tsx'
import { useToast } from '#web/ui/toasts.tsx'
import { ecrireValeur, enSaisie } from './ecrire.ts'
import { SaisieDeChamps } from './SaisieDeChamps.tsx'
import { useSaisie } from './useSaisie.ts'

/** The window that corrects one champ: its value, from when it is true, why. What is done can be undone from the message. */
export function CorrigerChamp({
  fiche,
  registre,
  code,
  fermer,
  proposer,
}: {
  fiche: Fiche
  registre: Registre
  code: string
  fermer: () => void
  /** Leaves the decision to a colleague. */
  proposer: () => void
}) {
  const acte = useAct(corrigerChamps)
  const defaire = useAct(annulerChangement)
  const dire = useToast()
  const saisie = useSaisie(fiche, registre, code)
  const { champs, libelle, valeurs, changer } = saisie
  const connu = (c: string) => fiche.champs.find((x) => x.champ === c)
  const params = { uai: fiche.uai }
  const idDe = (champ: string) => `champ-${champ}`
  const envoyer = async () => {
    const reponse = await acte.run({ params, body: saisie.corps })
    if (!reponse) return
    fermer()
    const { changement } = reponse
    if (changement === null) return dire('Rien n’a changé.')
    dire(`${libelle} : c’est corrigé.`, {
      label: 'Annuler',
      run: () => void defaire.run({ params: { ...params, id: changement } }).then((r) => r && dire('C’est défait.')),
    })
  }
  return (
    <Dialog title={`Corriger : ${libelle}`} open onClose={fermer}>
      <Formulaire envoyer="Enregistrer" acte={acte} idOf={idDe} onSubmit={() => void envoyer()} fermer={fermer}>
        <SaisieDeChamps
          champs={champs}
          registre={registre}
          valeurs={valeurs}
          changer={changer}
          idDe={idDe}
          error={acte.error}
          suite={({ code, genre, unite }) => {
            const dessous = connu(code)?.saisie?.dessous
            if (dessous === undefined || dessous === null) return null
            return (
              <p className="petit">
                La source dit « {ecrireValeur(genre, dessous, unite)} ».{' '}
                <Button small onClick={() => changer(code, enSaisie(genre, dessous))}>
                  Reprendre cette valeur
                </Button>
              </p>
            )
          }}
        />
        <DateField
          id={idDe('valable_du')}
          label="Vrai depuis le"
          optional
          help="Aujourd’hui si vous ne le dites pas."
          {...saisie.valable_du}
          error={acte.error('valable_du')}
        />
        <TextField
          id={idDe('motif')}
          label="Motif"
          optional
          help="Il se lira à côté de la valeur."
          {...saisie.motif}
          error={acte.error('motif')}
        />
        <p className="petit discret">
          Pas certain de la valeur ?{' '}
          <Button small kind="discret" onClick={proposer}>
            La proposer à un collègue
          </Button>
        </p>
      </Formulaire>
    </Dialog>
  )
}
