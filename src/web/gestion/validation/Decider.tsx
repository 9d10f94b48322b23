import { useState } from 'react'
import { annulerChangement, lireRegistre } from '#domain/referentiel/api-fiche.ts'
import { accepterProposition, type Proposition, refuserProposition } from '#domain/validation/api.ts'
import { useAct, useRead } from '#web/call.ts'
import { depuisSaisie, enSaisie } from '#web/referentiel/fiche/ecrire.ts'
import { champsEnsemble, SaisieDeChamps } from '#web/referentiel/fiche/SaisieDeChamps.tsx'
import { Alert } from '#web/ui/Alert.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { TextAreaField, TextField } from '#web/ui/champs.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Formulaire } from '#web/ui/Formulaire.tsx'
import { useToast } from '#web/ui/toasts.tsx'

/** Three ways out: as is, with another value, or no, with a reason. What is accepted can be undone from the message. */
export function Decider({ proposition: p }: { proposition: Proposition }) {
  const [fenetre, setFenetre] = useState<'amender' | 'refuser'>()
  const acceptation = useAct(accepterProposition)
  const defaire = useAct(annulerChangement)
  const dire = useToast()
  const conclure = (faite: Proposition | undefined) => {
    if (!faite) return
    setFenetre(undefined)
    const { changement } = faite
    if (faite.etat === 'sans_effet') return dire('La fiche disait déjà cette valeur : la proposition est close.')
    if (faite.etat !== 'acceptee' || changement === null) return
    dire(`${faite.libelle} : c’est accepté, la fiche est corrigée.`, {
      label: 'Annuler',
      run: () =>
        void defaire
          .run({ params: { uai: faite.etablissement.uai, id: changement } })
          .then((r) => r && dire('La fiche dit de nouveau l’ancienne valeur.')),
    })
  }
  const params = { id: p.id }
  return (
    <Card title="Votre décision">
      {acceptation.failure && !fenetre && <Alert kind="danger" title={acceptation.failure.message} />}
      <div className="rang">
        {p.peut.accepter && (
          <>
            <Button
              kind="principal"
              busy={acceptation.pending}
              onClick={() => void acceptation.run({ params, body: {} }).then(conclure)}
            >
              Accepter
            </Button>
            <Button onClick={() => setFenetre('amender')}>Amender puis accepter</Button>
          </>
        )}
        <Button onClick={() => setFenetre('refuser')}>Refuser</Button>
      </div>
      {fenetre === 'amender' && <Amender proposition={p} fermer={() => setFenetre(undefined)} conclure={conclure} />}
      {fenetre === 'refuser' && <Refuser proposition={p} fermer={() => setFenetre(undefined)} />}
    </Card>
  )
}

function Amender({
  proposition: p,
  fermer,
  conclure,
}: {
  proposition: Proposition
  fermer: () => void
  conclure: (faite: Proposition | undefined) => void
}) {
  const acte = useAct(accepterProposition)
  const registre = useRead(lireRegistre, {}).data
  const depart = Object.fromEntries(
    p.champs.map((c) => [c.champ, c.champ === 'commune' ? c.proposee_texte : enSaisie(c.genre, c.proposee)]),
  )
  const [valeurs, setValeurs] = useState<Record<string, string>>(depart)
  const [motif, setMotif] = useState('')
  const idDe = (champ: string) => `amende-${champ}`
  const changes = p.champs.filter((c) => valeurs[c.champ] !== depart[c.champ])
  const envoyer = async () =>
    conclure(
      await acte.run({
        params: { id: p.id },
        body: {
          motif,
          ...(changes.length > 0
            ? {
                champs: Object.fromEntries(
                  changes.map((c) => [c.champ, depuisSaisie(c.genre, valeurs[c.champ] ?? '')]),
                ),
              }
            : {}),
        },
      }),
    )
  if (!registre) return null
  return (
    <Dialog title={`Amender puis accepter : ${p.libelle}`} open onClose={fermer}>
      <Formulaire envoyer="Accepter" acte={acte} idOf={idDe} onSubmit={() => void envoyer()} fermer={fermer}>
        <SaisieDeChamps
          champs={champsEnsemble(
            registre,
            p.champs.map((c) => c.champ),
          )}
          registre={registre}
          valeurs={valeurs}
          changer={(champ, valeur) => setValeurs((avant) => ({ ...avant, [champ]: valeur }))}
          idDe={idDe}
          error={acte.error}
        />
        <TextField
          id={idDe('motif')}
          label="Mot pour l’auteur"
          optional
          value={motif}
          error={acte.error('motif')}
          onChange={(e) => setMotif(e.target.value)}
        />
      </Formulaire>
    </Dialog>
  )
}

function Refuser({ proposition: p, fermer }: { proposition: Proposition; fermer: () => void }) {
  const acte = useAct(refuserProposition)
  const dire = useToast()
  const [motif, setMotif] = useState('')
  const idDe = (champ: string) => `refus-${champ}`
  const envoyer = async () => {
    if (!(await acte.run({ params: { id: p.id }, body: { motif } }))) return
    fermer()
    dire('C’est refusé : l’auteur est prévenu.')
  }
  return (
    <Dialog title={`Refuser : ${p.libelle}`} open onClose={fermer}>
      <Formulaire envoyer="Refuser" acte={acte} idOf={idDe} onSubmit={() => void envoyer()} fermer={fermer}>
        <TextAreaField
          id={idDe('motif')}
          label="Raison"
          help="L’auteur la lira."
          rows={3}
          value={motif}
          error={acte.error('motif')}
          onChange={(e) => setMotif(e.target.value)}
        />
      </Formulaire>
    </Dialog>
  )
}
