import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answer } from '#domain/endpoint.ts'
import { importerFichier, lireSource } from '#domain/integration/api.ts'
import { enregistrerCorrespondance, essayerFichier } from '#domain/integration/api-correspondances.ts'
import { Echec, useAct, useRead } from '../../call.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Reading } from '../../ui/etats.tsx'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { Page } from '../../ui/Page.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { upload } from '../../upload.ts'
import { useRegleIntegrations } from './droits.ts'
import { TableauEssaye } from './TableauEssaye.tsx'

/** A file is sniffed, its columns recognised or given their expected name, the whole tried, then saved as a version. */
export function PageCorrespondance() {
  const { source: code = '' } = useParams({ strict: false })
  const lecture = useRead(lireSource, { params: { source: code } })
  const regle = useRegleIntegrations()
  return (
    <Reading query={lecture}>
      {(s) => (
        <Page
          title="Correspondance des colonnes"
          crumbs={[
            { label: 'Intégrations', to: '/gestion/integrations' },
            { label: s.libelle, to: '/gestion/integrations/sources/$source', params: { source: code } },
          ]}
          intro="Essayez un fichier : Préau reconnaît ses colonnes, et vous nommez celles qu’il ne reconnaît pas. Rien n’est importé."
        >
          {regle ? (
            <Atelier source={code} />
          ) : (
            <Alert kind="danger">Seul un administrateur règle la correspondance.</Alert>
          )}
        </Page>
      )}
    </Reading>
  )
}

type Essai = Answer<typeof essayerFichier>

function Atelier({ source }: { source: string }) {
  const [fichier, setFichier] = useState<File>()
  const [essai, setEssai] = useState<Essai>()
  const [colonnes, setColonnes] = useState<Record<string, string>>({})
  const [echec, setEchec] = useState<string>()
  const [occupe, setOccupe] = useState(false)
  const enregistrer = useAct(enregistrerCorrespondance)
  const dire = useToast()
  const naviguer = useNavigate()
  const essayer = async (choisi: File, dites?: Record<string, string>) => {
    setOccupe(true)
    setEchec(undefined)
    try {
      const query = { colonnes: dites && JSON.stringify(dites) }
      const lu = await upload(essayerFichier, { params: { source }, query }, choisi)
      setFichier(choisi)
      setEssai(lu)
      setColonnes(dites ?? correspondanceDe(lu))
    } catch (erreur) {
      setEchec(erreur instanceof Echec ? erreur.message : 'L’essai a échoué : recommencez.')
    }
    setOccupe(false)
  }
  const garder = async () => {
    const fait = await enregistrer.run({ params: { source }, body: { colonnes } })
    if (fait) dire(`Correspondance enregistrée : version ${fait.version}.`)
  }
  const aBlanc = async () => {
    if (!fichier) return
    try {
      const { id } = await upload(importerFichier, { params: { source }, query: { a_blanc: 'true' } }, fichier)
      await naviguer({ to: '/gestion/integrations/$id', params: { id: String(id) }, search: {} })
    } catch (erreur) {
      setEchec(erreur instanceof Echec ? erreur.message : 'L’envoi a échoué : recommencez.')
    }
  }
  const nommer = (entete: string, attendue: string) => {
    const { [entete]: _, ...reste } = colonnes
    setColonnes(attendue ? { ...reste, [entete]: attendue } : reste)
  }
  return (
    <>
      <Card title="Fichier à essayer">
        <div className="pile">
          <FileDrop
            label="fichier à essayer"
            button={fichier ? 'Essayer un autre fichier' : undefined}
            hint="CSV, Excel (XLSX), JSON ou Parquet, compressé ou non."
            onFiles={([f]) => f && void essayer(f)}
          />
          {occupe && <p role="status">Lecture du fichier…</p>}
          {echec && <Alert kind="danger">{echec}</Alert>}
        </div>
      </Card>
      {essai && fichier && (
        <>
          {essai.tableaux.map((t) => (
            <TableauEssaye
              key={t.feuille ?? 'seul'}
              tableau={t}
              attendues={essai.attendues}
              colonnes={colonnes}
              nommer={nommer}
            />
          ))}
          {enregistrer.failure && <Alert kind="danger">{enregistrer.failure.message}</Alert>}
          <div className="rang">
            <Button icon="recharger" busy={occupe} onClick={() => void essayer(fichier, colonnes)}>
              Essayer cette correspondance
            </Button>
            <Button kind="principal" busy={enregistrer.pending} onClick={() => void garder()}>
              Enregistrer comme nouvelle version
            </Button>
            <Button onClick={() => void aBlanc()}>Importer ce fichier à blanc</Button>
          </div>
        </>
      )}
    </>
  )
}

const correspondanceDe = ({ tableaux }: Essai): Record<string, string> =>
  Object.fromEntries(
    tableaux.flatMap((t) => t.colonnes.flatMap((c) => (c.attendue ? [[c.entete, c.attendue] as const] : []))),
  )
