import { useState } from 'react'
import { type Dossier, deposerDossier } from '#domain/dossiers/api.ts'
import { recapitulatif } from '#domain/formulaire/recapitulatif.ts'
import { useAct } from '#web/call.ts'
import { Question } from '#web/formulaire/Question.tsx'
import { Reponses } from '#web/formulaire/Reponses.tsx'
import { type Remplissage, useRemplissageCourant } from '#web/formulaire/useRemplissage.ts'
import { Alert, ErrorSummary } from '#web/ui/Alert.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { pluriel } from '#web/ui/format.ts'
import { useSessionExpiree } from '../reconnexion.ts'
import css from './dossiers.module.css'
import { Prevenir } from './Prevenir.tsx'
import { ValidationFinale } from './Validation.tsx'

type Props = {
  dossier: Dossier
  allerA: (etape: string) => void
  allerAuChamp: (etape: string, champ: string) => void
  onDepose: () => void
}

type Reste = { etape: string; champ: string; libelle: string; message: string }

/** The last page: read again, see what is missing, certify, deposit. */
export function Depot({ dossier, allerA, allerAuChamp, onDepose }: Props) {
  const remplissage = useRemplissageCourant()
  const { definition, i, parcours, enregistrement, pieces, tenter } = remplissage
  const [essai, setEssai] = useState<Reste[]>([])
  const [blocage, setBlocage] = useState<string>()
  const [attente, setAttente] = useState(false)
  const depot = useAct(deposerDossier)
  useSessionExpiree(depot.failure)
  const reste = resteDe(remplissage)
  const [premier] = reste
  const attestations = parcours.etapes.flatMap((e) => e.champs).filter((c) => c.champ.type === 'attestation')
  const etapeDe = (champ: string) => reste.find((r) => r.champ === champ)?.etape ?? ''

  const deposer = async () => {
    tenter()
    setBlocage(undefined)
    setEssai(reste)
    if (reste.length > 0) return
    if (pieces.envois.pending)
      return setBlocage('Un fichier est encore en cours d’envoi : déposez quand il est arrivé.')
    setAttente(true)
    const toutEnvoye = await enregistrement.vider()
    setAttente(false)
    if (!toutEnvoye)
      return setBlocage(
        'Vos dernières réponses ne sont pas encore enregistrées : vérifiez votre connexion, puis déposez de nouveau.',
      )
    const recu = await depot.run({ params: { cle: dossier.cle } })
    if (recu) onDepose()
  }

  return (
    <>
      <ErrorSummary
        title="Ce dossier ne peut pas encore être déposé"
        errors={essai.map((r) => ({ champ: r.champ, message: `${r.libelle} — ${r.message}` }))}
        onChoose={(champ) => allerAuChamp(etapeDe(champ), champ)}
      />
      {premier && essai.length === 0 && (
        <Alert kind="alerte" title={`${pluriel(reste.length, 'point reste', 'points restent')} à compléter`}>
          <ul>
            {reste.map((r) => (
              <li key={r.champ}>
                <button type="button" className={css.lien} onClick={() => allerAuChamp(r.etape, r.champ)}>
                  {r.libelle}
                </button>{' '}
                — {r.message}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <Card title="Vos réponses">
        <Reponses
          etapes={recapitulatif(definition, i.reponses, { sensibles: true }).map((e) => ({
            ...e,
            lignes: e.lignes.map(({ chemin, ...l }) => ({ champ: chemin, ...l })),
          }))}
          actions={(etape) => (
            <Button
              small
              icon="crayon"
              onClick={() => allerA(etape)}
              aria-label={`Modifier : ${definition.etapes.find((e) => e.id === etape)?.titre}`}
            >
              Modifier
            </Button>
          )}
        />
      </Card>
      {attestations.length > 0 && (
        <fieldset className="sans-bord pile" disabled={!dossier.droits.remplir.possible}>
          {attestations.map((vu) => (
            <Question key={vu.chemin} vu={vu} />
          ))}
        </fieldset>
      )}
      {blocage && <Alert kind="danger">{blocage}</Alert>}
      {depot.failure && depot.failure.status !== 401 && (
        <Alert kind="danger" title={depot.failure.message}>
          {depot.failure.erreurs.length > 0 && (
            <ul>
              {depot.failure.erreurs.map((e) => (
                <li key={e.champ}>{e.message}</li>
              ))}
            </ul>
          )}
        </Alert>
      )}
      {dossier.sans_compte ? (
        !dossier.droits.deposer.possible && <Alert title={dossier.droits.deposer.motif ?? PAS_MAINTENANT} />
      ) : (
        <ValidationFinale
          dossier={dossier}
          complet={reste.length === 0}
          sinon={!dossier.droits.deposer.possible && <Prevenir dossier={dossier} complet={reste.length === 0} />}
        />
      )}
      {dossier.droits.deposer.possible && (
        <div className="pile">
          <p className="discret">
            Une fois déposé, le dossier ne se modifie plus ; vous pourrez échanger avec le service.
          </p>
          <div>
            <Button kind="principal" icon="tampon" busy={depot.pending || attente} onClick={() => void deposer()}>
              Déposer le dossier
            </Button>
          </div>
        </div>
      )}
    </>
  )
}

const PAS_MAINTENANT = 'Cette demande ne se dépose pas maintenant.'

/** All that prevents the deposit: what lacks or is wrong, and what is on the screen without being saved. */
function resteDe({ parcours, i }: Remplissage): Reste[] {
  const vus = parcours.etapes.flatMap((e) =>
    e.champs.flatMap((c) => [c, ...(c.lignes ?? []).flatMap((l) => l.champs)].map((c2) => ({ ...c2, etape: e.id }))),
  )
  const brutes = vus.flatMap(({ chemin, champ, etape }) => {
    const brute = i.brutes[chemin]
    return brute ? [{ etape, champ: chemin, libelle: champ.libelle, message: brute.message }] : []
  })
  return [...brutes, ...parcours.manquants.filter((m) => !brutes.some((b) => b.champ === m.champ))]
}
