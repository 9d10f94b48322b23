import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { importerFichier, listerSources } from '#domain/integration/api.ts'
import { Echec, useRead } from '../../call.ts'
import { Alert } from '../../ui/Alert.tsx'
import { CheckboxField, DateField, SelectField } from '../../ui/champs.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { upload } from '../../upload.ts'
import css from './Integration.module.css'

type Props = { ouvert: boolean; fermer: () => void; source?: string }

/** Sends a file of a source, then shows its run as it goes. */
export function ImporterFichier({ ouvert, fermer, source }: Props) {
  return (
    <Dialog title="Importer un fichier" open={ouvert} onClose={fermer}>
      <Formulaire source={source} />
    </Dialog>
  )
}

function Formulaire({ source }: { source?: string }) {
  const sources = useRead(listerSources, {})
  const naviguer = useNavigate()
  const [choisie, setChoisie] = useState(source ?? '')
  const [aBlanc, setABlanc] = useState(true)
  const [jour, setJour] = useState('')
  const [part, setPart] = useState<number>()
  const [echec, setEchec] = useState<string>()
  const envoyer = async (fichier: File) => {
    if (!choisie) return setEchec('Choisissez d’abord la source de ce fichier.')
    setEchec(undefined)
    setPart(0)
    try {
      const query = { a_blanc: aBlanc ? ('true' as const) : undefined, date_donnees: jour || undefined }
      const { id } = await upload(importerFichier, { params: { source: choisie }, query }, fichier, {
        onProgress: setPart,
      })
      await naviguer({ to: '/gestion/integrations/$id', params: { id: String(id) }, search: {} })
    } catch (erreur) {
      setEchec(erreur instanceof Echec ? erreur.message : 'L’envoi a échoué : recommencez.')
      setPart(undefined)
    }
  }
  const importables = sources.data?.elements.filter((s) => s.importable) ?? []
  return (
    <form className="pile" onSubmit={(e) => e.preventDefault()}>
      {!source && (
        <SelectField
          label="Source"
          empty="Choisir une source"
          options={importables.map((s) => ({ value: s.code, label: s.libelle }))}
          value={choisie}
          onChange={(e) => setChoisie(e.target.value)}
        />
      )}
      <CheckboxField
        label="Essayer à blanc d’abord"
        help="Rien n’est écrit : vous voyez ce qui changerait, puis vous appliquez."
        checked={aBlanc}
        onChange={(e) => setABlanc(e.target.checked)}
      />
      <DateField
        label="Date des données"
        optional
        help="Sinon, elle est lue dans le fichier ou dans son nom."
        value={jour}
        onChange={(e) => setJour(e.target.value)}
      />
      {echec && <Alert kind="danger">{echec}</Alert>}
      {part === undefined ? (
        <FileDrop
          label="fichier de la source"
          hint="CSV, Excel (XLSX), JSON ou Parquet, compressé ou non."
          onFiles={([fichier]) => {
            if (fichier) void envoyer(fichier)
          }}
        />
      ) : (
        <div role="status">
          <label htmlFor="envoi">Envoi du fichier</label>
          <progress id="envoi" className={css.progression} value={part} max={1} />
        </div>
      )}
    </form>
  )
}
