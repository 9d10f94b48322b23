import { useState } from 'react'
import { lireDossiersConcernes } from '#domain/dossiers/api-versions.ts'
import type { ChoixDeReprise } from '#domain/formulaire/reprise.ts'
import { attendReponse } from '#domain/formulaire/types/registre.ts'
import {
  comparerVersions,
  controlerBrouillon,
  lireAtelier,
  publierBrouillon,
  SuiteDesBrouillons,
} from '#domain/teleservices/api-formulaires.ts'
import { useAct, useRead } from '#web/call.ts'
import { Alert, ErrorSummary } from '#web/ui/Alert.tsx'
import { Button } from '#web/ui/Button.tsx'
import { RadioGroup, TextAreaField, TextField } from '#web/ui/champs.tsx'
import { Reading } from '#web/ui/etats.tsx'
import { pluriel } from '#web/ui/format.ts'
import { useToast } from '#web/ui/toasts.tsx'
import { Changements } from './Changements.tsx'
import { ChoixDesReponses } from './ChoixDesReponses.tsx'

type Props = {
  code: string
  revision: number
  premiere: boolean
  derniere?: number
  fermer: () => void
  onPublie: () => void
}

/** The publication report: what changes, who is concerned, what happens to the drafts, and when. */
export function FenetrePublication({ code, revision, premiere, derniere, fermer, onPublie }: Props) {
  const params = { code }
  const controle = useRead(controlerBrouillon, { params })
  const concernes = useRead(lireDossiersConcernes, { params })
  const ecart = useRead(
    comparerVersions,
    { params, query: { de: derniere ?? 1, a: 'brouillon' } },
    { enabled: !premiere },
  )
  const acte = useAct(publierBrouillon, { quiet: true })
  const dire = useToast()
  const [suite, setSuite] = useState<SuiteDesBrouillons>('suivre')
  const [note, setNote] = useState('')
  const [quand, setQuand] = useState('')
  const atelier = useRead(lireAtelier, { params })
  const cibles = (atelier.data?.brouillon?.definition.etapes ?? []).flatMap((e) =>
    e.champs.filter((c) => attendReponse(c) && c.type !== 'bloc_repetable'),
  )
  const [choix, setChoix] = useState<ChoixDeReprise[]>([])
  // A choice is only worth making when dossiers being filled follow.
  const suivent = suite === 'suivre' && (concernes.data?.brouillons ?? 0) > 0
  const envoyer = async () => {
    const publier_le = quand ? new Date(quand).toISOString() : undefined
    const fait = await acte.run({
      params,
      body: { revision, note: note || undefined, brouillons: suite, choix: suivent ? choix : [], publier_le },
    })
    if (!fait) return
    dire(fait.numero ? `Version ${fait.numero} publiée.` : 'La publication est prévue.')
    onPublie()
  }
  return (
    <Reading query={controle}>
      {({ defauts, avertissements }) => (
        <form className="pile" action={envoyer}>
          {defauts.length > 0 && (
            <Alert kind="danger" title={`Publication impossible : ${pluriel(defauts.length, 'point')} à corriger`}>
              <ul>
                {defauts.slice(0, 20).map((d) => (
                  <li key={d.chemin + d.message}>
                    <strong>{d.ou}</strong> : {d.message}
                  </li>
                ))}
              </ul>
            </Alert>
          )}
          {servicesPerdus(avertissements).length > 0 && (
            <Alert kind="alerte" title="Des dossiers n’auront pas de service">
              <ul>
                {servicesPerdus(avertissements).map((a) => (
                  <li key={a.chemin}>{a.message}</li>
                ))}
              </ul>
            </Alert>
          )}
          {acte.failure && (
            <ErrorSummary
              title={acte.failure.message}
              errors={acte.failure.erreurs.map((e) => ({ champ: '', message: e.message }))}
            />
          )}
          {premiere ? (
            <p>Première publication : le téléservice entre au catalogue du portail.</p>
          ) : (
            <section className="pile" aria-label="Ce qui change">
              <h3>Ce qui change depuis la version {derniere}</h3>
              <Reading query={ecart}>
                {({ changements }) =>
                  suivent ? (
                    <ChoixDesReponses changements={changements} cibles={cibles} choix={choix} onChange={setChoix} />
                  ) : (
                    <Changements changements={changements} />
                  )
                }
              </Reading>
            </section>
          )}
          <Reading query={concernes}>
            {({ brouillons, deposes }) =>
              brouillons > 0 ? (
                <RadioGroup
                  name="brouillons"
                  label={`${pluriel(brouillons, 'dossier')} en cours de remplissage`}
                  help={
                    deposes > 0
                      ? `${pluriel(deposes, 'dossier déposé garde sa', 'dossiers déposés gardent leur')} version, quoi qu’il arrive.`
                      : undefined
                  }
                  options={[
                    {
                      value: 'suivre',
                      label: 'passent à la nouvelle version',
                      help: 'les réponses qui s’y prêtent sont gardées, le reste est à compléter',
                    },
                    { value: 'garder', label: 'gardent leur version' },
                  ]}
                  value={suite}
                  onChange={(v) => setSuite(SuiteDesBrouillons.catch('suivre').parse(v))}
                />
              ) : (
                <p className="petit discret">
                  Aucun dossier n’est en cours de remplissage. Les dossiers déposés gardent leur version.
                </p>
              )
            }
          </Reading>
          <TextAreaField
            label="Ce qui change, pour l’histoire"
            optional
            rows={2}
            maxLength={500}
            value={note}
            onChange={(e) => setNote(e.target.value)}
          />
          <TextField
            label="Publier le"
            optional
            help="Sans date, la publication se fait maintenant."
            type="datetime-local"
            short
            value={quand}
            onChange={(e) => setQuand(e.target.value)}
          />
          <div className="rang">
            {defauts.length === 0 && (
              <Button type="submit" kind="principal" busy={acte.pending}>
                {quand ? 'Prévoir la publication' : 'Publier maintenant'}
              </Button>
            )}
            <Button onClick={fermer}>{defauts.length > 0 ? 'Revenir au brouillon' : 'Annuler'}</Button>
          </div>
        </form>
      )}
    </Reading>
  )
}

/** The rules whose service the collectivité has not: told here, since nothing else of the form will. */
const servicesPerdus = <R extends { chemin: string }>(avertissements: readonly R[]): R[] =>
  avertissements.filter((a) => /^routage.*\.service$/.test(a.chemin))
