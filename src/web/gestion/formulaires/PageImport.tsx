import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { lireSchemaFormulaire } from '#domain/teleservices/api-document.ts'
import { listerFormulaires } from '#domain/teleservices/api-formulaires.ts'
import { examinerDocument, importerDocument, type RapportImport } from '#domain/teleservices/api-import.ts'
import { LIBELLES_THEMATIQUES, Thematique } from '#domain/teleservices/fiche.ts'
import { adresseDe, useAct, useRead } from '#web/call.ts'
import { Alert, ErrorSummary } from '#web/ui/Alert.tsx'
import { Button, ButtonAnchor } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { SelectField } from '#web/ui/champs.tsx'
import { FileDrop } from '#web/ui/FileDrop.tsx'
import { Page } from '#web/ui/Page.tsx'
import { erreursDe, Identite, lireIdentite } from './Identite.tsx'
import { RapportDImport } from './RapportDImport.tsx'

type Choisi = { nom: string; document: unknown; rapport: RapportImport }
const TAILLE_MAX = 5_000_000

/** A document of Préau or of demarches-simplifiees: what it would give, then where it goes. Nothing is made before. */
export function PageImport() {
  const examen = useAct(examinerDocument, { quiet: true })
  const [choisi, setChoisi] = useState<Choisi>()
  const [illisible, setIllisible] = useState<string>()
  const prendre = async ([fichier]: File[]) => {
    if (!fichier) return
    setChoisi(undefined)
    setIllisible(undefined)
    if (fichier.size > TAILLE_MAX) return setIllisible(`« ${fichier.name} » est trop lourd : 5 Mo au plus.`)
    let document: unknown
    try {
      document = JSON.parse((await fichier.text()).replace(/^\uFEFF/, ''))
    } catch {
      return setIllisible(`« ${fichier.name} » n’est pas du JSON : il a été coupé ou mal enregistré.`)
    }
    const rapport = await examen.run({ body: { document } })
    if (rapport) setChoisi({ nom: fichier.name, document, rapport })
  }
  return (
    <Page
      title="Importer un formulaire"
      crumbs={[{ label: 'Formulaires', to: '/gestion/formulaires' }]}
      intro="Un formulaire ou un téléservice exporté de Préau, ou une démarche de demarches-simplifiees. Rien n’est créé avant que vous ayez lu ce qu’il donnera."
      actions={
        <ButtonAnchor href={adresseDe(lireSchemaFormulaire)} icon="telecharger" download>
          Schéma du document (JSON Schema)
        </ButtonAnchor>
      }
    >
      <Card title="Le document">
        <FileDrop
          label="Document à importer"
          hint="Un fichier JSON, 5 Mo au plus. De demarches-simplifiees : la réponse de getDemarche ou de getDossier."
          accept="application/json,.json"
          onFiles={(f) => void prendre(f)}
        />
        <div role="status">{examen.pending && <p className="discret">Lecture du document…</p>}</div>
        {(illisible || examen.failure) && <Alert kind="danger">{illisible ?? examen.failure?.message}</Alert>}
      </Card>
      {choisi && <RapportDImport nom={choisi.nom} rapport={choisi.rapport} />}
      {choisi && choisi.rapport.defauts.length === 0 && <Destination key={choisi.nom} {...choisi} />}
    </Page>
  )
}

function Destination({ document, rapport }: Choisi) {
  const naviguer = useNavigate()
  const { vers: demande = '' } = useSearch({ strict: false }) as { vers?: string }
  const acte = useAct(importerDocument)
  const existants = useRead(listerFormulaires, { query: { par_page: 100 } })
  const [vers, setVers] = useState(demande)
  const envoyer = async (saisie: FormData) => {
    const { contact, ...identite } = lireIdentite(saisie)
    const thematique = Thematique.catch('aides').parse(saisie.get('thematique'))
    const nouveau = { ...identite, thematique, contact: contact.service ? contact : undefined }
    const fait = await acte.run({ body: { document, vers: vers ? { existant: vers } : { nouveau } } })
    if (fait) void naviguer({ to: '/gestion/formulaires/$code', params: { code: fait.code } })
  }
  return (
    <Card title="Où le mettre">
      <form
        className="pile"
        noValidate
        onSubmit={(e) => {
          e.preventDefault()
          void envoyer(new FormData(e.currentTarget))
        }}
      >
        <ErrorSummary errors={erreursDe(acte.failure, 'vers.nouveau.')} />
        <SelectField
          label="Ce document devient"
          empty="Un nouveau téléservice"
          value={vers}
          options={(existants.data?.elements ?? [])
            .filter((f) => !f.brouillon)
            .map((f) => ({ value: f.code, label: `Le brouillon de « ${f.titre} »` }))}
          help="Un formulaire qui a déjà un brouillon n’est pas proposé : publiez-le ou abandonnez-le d’abord."
          onChange={(e) => setVers(e.target.value)}
        />
        {!vers && (
          <>
            <SelectField
              name="thematique"
              label="Thématique"
              options={Object.entries(LIBELLES_THEMATIQUES).map(([value, label]) => ({ value, label }))}
            />
            <Identite titre={rapport.titre} erreur={(c) => acte.error(`vers.nouveau.${c}`) ?? acte.error(c)} />
            {rapport.genre === 'teleservice' && (
              <p className="petit discret">Laissez le service vide pour garder celui du document.</p>
            )}
          </>
        )}
        <div>
          <Button type="submit" kind="principal" busy={acte.pending}>
            Importer
          </Button>
        </div>
      </form>
    </Card>
  )
}
