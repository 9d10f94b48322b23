import { type ReactNode, useId, useState } from 'react'
import type { Dossier } from '#domain/dossiers/api.ts'
import {
  lireValidation,
  renvoyerDossier,
  reprendreDossier,
  signerDossier,
  soumettreDossier,
  type Validation,
} from '#domain/dossiers/api-validation.ts'
import type { Cosignataire } from '#domain/formulaire/definition.ts'
import { useAct, useRead } from '#web/call.ts'
import { useRemplissageCourant } from '#web/formulaire/useRemplissage.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { Button } from '#web/ui/Button.tsx'
import { TextAreaField } from '#web/ui/champs.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Reading } from '#web/ui/etats.tsx'
import { dateHeure } from '#web/ui/format.ts'
import { useToast } from '#web/ui/toasts.tsx'

const FONCTIONS: Record<Cosignataire, string> = { gestionnaire: 'Adjoint gestionnaire' }

const useValidation = (cle: string) => useRead(lireValidation, { params: { cle } }, { keep: true })

/** On top of the draft: it is with the chef, or the chef sent it back. */
export function EtatValidation({ dossier }: { dossier: Dossier }) {
  const { data: v } = useValidation(dossier.cle)
  if (v?.soumis)
    return (
      <Alert kind="info" title={`À valider par le chef d’établissement, depuis le ${dateHeure(v.soumis.le)}`}>
        <p>
          Soumis par {v.soumis.par}
          {v.soumis.mot && ` : « ${v.soumis.mot} »`}
        </p>
        <Retour dossier={dossier} v={v} />
      </Alert>
    )
  if (v?.renvoye)
    return (
      <Alert kind="alerte" title={`Renvoyé par ${v.renvoye.par}, le ${dateHeure(v.renvoye.le)}`}>
        <p>« {v.renvoye.motif} »</p>
      </Alert>
    )
  return null
}

/** Takes it back, or sends it back: whoever may. */
function Retour({ dossier, v }: { dossier: Dossier; v: Validation }) {
  const reprise = useAct(reprendreDossier)
  const dire = useToast()
  const reprendre = async () => {
    if (await reprise.run({ params: { cle: dossier.cle } })) dire('Le dossier est de nouveau chez vous.')
  }
  return (
    <>
      {reprise.failure && <Alert kind="danger">{reprise.failure.message}</Alert>}
      {v.droits.reprendre && (
        <Button busy={reprise.pending} onClick={() => void reprendre()}>
          Reprendre pour modifier
        </Button>
      )}
      {v.droits.renvoyer && <Renvoi cle={dossier.cle} />}
    </>
  )
}

function Renvoi({ cle }: { cle: string }) {
  const [ouvert, setOuvert] = useState(false)
  const [motif, setMotif] = useState('')
  const [manque, setManque] = useState<string>()
  const renvoi = useAct(renvoyerDossier)
  const dire = useToast()
  const id = useId()
  const renvoyer = async () => {
    if (motif.trim() === '') return setManque('Dites ce qu’il faut changer.')
    if (!(await renvoi.run({ params: { cle }, body: { motif } }))) return
    setOuvert(false)
    dire('Le dossier est renvoyé, la personne est prévenue.')
  }
  return (
    <>
      <Button onClick={() => setOuvert(true)}>Renvoyer avec un motif</Button>
      <Dialog title="Renvoyer ce dossier" open={ouvert} onClose={() => setOuvert(false)}>
        <form
          className="pile"
          onSubmit={(e) => {
            e.preventDefault()
            void renvoyer()
          }}
        >
          {renvoi.failure && <Alert kind="danger">{renvoi.failure.message}</Alert>}
          <TextAreaField
            id={id}
            label="Ce qu’il faut changer"
            rows={4}
            maxLength={1000}
            value={motif}
            error={manque}
            onChange={(e) => setMotif(e.target.value)}
          />
          <div className="rang">
            <Button kind="principal" type="submit" busy={renvoi.pending}>
              Renvoyer
            </Button>
            <Button onClick={() => setOuvert(false)}>Annuler</Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}

/** At the end of the form: the signatures it asks, and its submission to the chef by those who do not deposit. */
export function ValidationFinale({
  dossier,
  complet,
  sinon,
}: {
  dossier: Dossier
  complet: boolean
  sinon: ReactNode
}) {
  const lecture = useValidation(dossier.cle)
  return (
    <Reading query={lecture} lines={2}>
      {(v) => (
        <>
          <Signatures cle={dossier.cle} v={v} />
          {v.droits.soumettre && <Soumission cle={dossier.cle} complet={complet} />}
          {v.droits.reprendre && (
            <p>Le chef d’établissement est prévenu : il relit ce dossier, le dépose ou vous le renvoie.</p>
          )}
          {!v.droits.soumettre && !v.droits.reprendre && sinon}
        </>
      )}
    </Reading>
  )
}

function Signatures({ cle, v }: { cle: string; v: Validation }) {
  const { enregistrement } = useRemplissageCourant()
  const signature = useAct(signerDossier)
  if (v.signatures.length === 0) return null
  const signer = async () => {
    if (!(await enregistrement.vider())) return
    await signature.run({ params: { cle } })
  }
  return (
    <Alert kind="info" title="Ce dossier se signe à deux">
      <p>La signature vaut pour les réponses et les pièces d’à présent : si l’une change, elle est à refaire.</p>
      <ul>
        {v.signatures.map(({ fonction, signature: s }) => (
          <li key={fonction}>
            {FONCTIONS[fonction]} : {s ? `signé par ${s.nom} le ${dateHeure(s.le)}` : 'signature attendue'}
          </li>
        ))}
        <li>Chef d’établissement : signe en déposant</li>
      </ul>
      {signature.failure && <Alert kind="danger">{signature.failure.message}</Alert>}
      {v.droits.signer && (
        <Button icon="tampon" busy={signature.pending} onClick={() => void signer()}>
          Signer ce dossier
        </Button>
      )}
    </Alert>
  )
}

function Soumission({ cle, complet }: { cle: string; complet: boolean }) {
  const { enregistrement } = useRemplissageCourant()
  const [mot, setMot] = useState('')
  const [blocage, setBlocage] = useState('')
  const soumission = useAct(soumettreDossier)
  const dire = useToast()
  const id = useId()
  const soumettre = async () => {
    setBlocage('')
    if (!(await enregistrement.vider()))
      return setBlocage(
        'Vos dernières réponses ne sont pas encore enregistrées : vérifiez votre connexion, puis réessayez.',
      )
    if (await soumission.run({ params: { cle }, body: { mot } })) dire('Le chef d’établissement est prévenu.')
  }
  return (
    <form
      className="pile"
      onSubmit={(e) => {
        e.preventDefault()
        void soumettre()
      }}
    >
      {!complet && (
        <p>Des points restent à compléter : le chef d’établissement pourra le faire, ou vous le renvoyer.</p>
      )}
      {(blocage || soumission.failure) && <Alert kind="danger">{blocage || soumission.failure?.message}</Alert>}
      <TextAreaField
        id={id}
        label="Un mot pour le chef d’établissement"
        optional
        rows={3}
        maxLength={1000}
        value={mot}
        onChange={(e) => setMot(e.target.value)}
      />
      <div>
        <Button kind="principal" icon="tampon" type="submit" busy={soumission.pending}>
          Soumettre au chef d’établissement
        </Button>
      </div>
    </form>
  )
}
