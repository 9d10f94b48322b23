import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { deposerDocument } from '#domain/referentiel/api-rubriques.ts'
import { Echec } from '#web/call.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { Button } from '#web/ui/Button.tsx'
import { TextField } from '#web/ui/champs.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { FileDrop } from '#web/ui/FileDrop.tsx'
import { useToast } from '#web/ui/toasts.tsx'
import { upload } from '#web/upload.ts'

/** A file put on the fiche, with its category. */
export function DeposerDocument({ uai }: { uai: string }) {
  const client = useQueryClient()
  const dire = useToast()
  const [ouvert, setOuvert] = useState(false)
  const [categorie, setCategorie] = useState('')
  const [refus, setRefus] = useState<string>()
  const deposer = async (fichier: File | undefined) => {
    if (!fichier) return
    try {
      await upload(deposerDocument, { params: { uai }, query: { categorie: categorie || undefined } }, fichier)
      await client.invalidateQueries()
      setOuvert(false)
      dire(`${fichier.name} : c’est déposé.`)
    } catch (erreur) {
      setRefus(erreur instanceof Echec ? erreur.message : 'Le document n’a pas été déposé. Réessayez.')
    }
  }
  return (
    <>
      <Button small icon="ajouter" onClick={() => setOuvert(true)}>
        Ajouter un document
      </Button>
      <Dialog title="Ajouter un document" open={ouvert} onClose={() => setOuvert(false)}>
        <form className="pile" noValidate onSubmit={(e) => e.preventDefault()}>
          {refus && <Alert kind="danger" title={refus} />}
          <TextField
            label="Catégorie"
            optional
            help="Plan, convention, délibération…"
            value={categorie}
            onChange={(e) => setCategorie(e.target.value)}
          />
          <FileDrop label="Document" hint="20 Mo au plus." onFiles={(f) => void deposer(f[0])} />
        </form>
      </Dialog>
    </>
  )
}
