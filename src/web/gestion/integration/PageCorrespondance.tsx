import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answer } from '#domain/endpoint.ts'
import { importerFichier, lireSource } from '#domain/integration/api.ts'
import { enregistrerCorrespondance, essayerFichier } from '#domain/integration/api-correspondances.ts'
import { type Contenu, SANS_CORRESPONDANCE } from '#domain/integration/liens.ts'
import { Echec, useAct, useRead } from '../../call.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { SelectField } from '../../ui/champs.tsx'
import { Reading } from '../../ui/etats.tsx'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { Page } from '../../ui/Page.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { upload } from '../../upload.ts'
import { ValeursFixes } from './correspondance/ValeursFixes.tsx'
import { VersionsCorrespondance } from './correspondance/VersionsCorrespondance.tsx'
import { useRegleIntegrations } from './droits.ts'
import { TableauEssaye } from './TableauEssaye.tsx'

/** A file is sniffed, its columns recognised or linked and transformed, the whole tried, then saved as a version. */
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
          intro="Essayez un fichier : Préau reconnaît ses colonnes ; vous dites ce que deviennent les autres, et comment leurs cases se lisent. Rien n’est importé."
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
  const [contenu, setContenu] = useState<Contenu>(SANS_CORRESPONDANCE)
  const [echec, setEchec] = useState<string>()
  const [occupe, setOccupe] = useState(false)
  const enregistrer = useAct(enregistrerCorrespondance)
  const dire = useToast()
  const naviguer = useNavigate()
  const essayer = async (choisi: File, dit?: Contenu) => {
    setOccupe(true)
    setEchec(undefined)
    try {
      const champs: Record<string, string> = dit ? { contenu: JSON.stringify(dit) } : {}
      const lu = await upload(essayerFichier, { params: { source } }, choisi, { champs })
      setFichier(choisi)
      setEssai(lu)
      setContenu(lu.contenu)
    } catch (erreur) {
      setEchec(erreur instanceof Echec ? erreur.message : 'L’essai a échoué : recommencez.')
    }
    setOccupe(false)
  }
  const entetes = essai?.tableaux.flatMap((t) => t.colonnes.map((c) => c.entete)) ?? []
  const garder = async () => {
    const aGarder = { ...contenu, connues: [...new Set([...contenu.connues, ...entetes])] }
    const fait = await enregistrer.run({ params: { source }, body: { contenu: aGarder } })
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
              cibles={essai.cibles}
              contenu={contenu}
              changer={setContenu}
              change={contenu !== essai.contenu}
            />
          ))}
          <Card title="Pour tout le fichier">
            <div className="pile">
              <ValeursFixes contenu={contenu} cibles={essai.cibles} changer={setContenu} />
              <SelectField
                label="Colonne inconnue dans un prochain fichier"
                options={[
                  { value: 'ignorer', label: 'L’ignorer' },
                  { value: 'refuser', label: 'Refuser le fichier, et dire laquelle' },
                ]}
                value={contenu.inconnues}
                onChange={(e) =>
                  setContenu({ ...contenu, inconnues: e.target.value === 'refuser' ? 'refuser' : 'ignorer' })
                }
              />
              {enregistrer.failure && (
                <Alert kind="danger" title={enregistrer.failure.message}>
                  {enregistrer.failure.erreurs.map((e) => (
                    <p key={e.champ}>{e.message}</p>
                  ))}
                </Alert>
              )}
              <div className="rang">
                <Button icon="recharger" busy={occupe} onClick={() => void essayer(fichier, contenu)}>
                  Essayer cette correspondance
                </Button>
                <Button kind="principal" busy={enregistrer.pending} onClick={() => void garder()}>
                  Enregistrer comme nouvelle version
                </Button>
                <Button onClick={() => void aBlanc()}>Importer ce fichier à blanc</Button>
              </div>
              <p className="discret petit">L’import à blanc lit le fichier avec la dernière version enregistrée.</p>
            </div>
          </Card>
        </>
      )}
      <Card title="Versions enregistrées">
        <VersionsCorrespondance source={source} />
      </Card>
    </>
  )
}
