import { useState } from 'react'
import { ButtonAnchor } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { Icone } from './Icone.tsx'
import css from './Preview.module.css'

/** A file that the browser may show: its address there, what it is, and whether it is light enough for a thumbnail. */
export type Preview = { href: string; kind: 'image' | 'pdf'; light: boolean }

/** The small picture of a file, or its sign; it opens the file in the page when it can be shown. */
export function Thumbnail({ name, href, preview }: { name: string; href: string; preview?: Preview }) {
  const [open, setOpen] = useState(false)
  if (!preview) return <Icone nom="document" />
  return (
    <>
      <button type="button" className={css.vignette} onClick={() => setOpen(true)} aria-label={`Voir ${name}`}>
        <Picture preview={preview} />
      </button>
      <Dialog title={name} open={open} onClose={() => setOpen(false)} wide>
        {preview.kind === 'image' ? (
          <img className={css.image} src={preview.href} alt={`Contenu de ${name}`} />
        ) : (
          // The door lets no script run in it; a sandbox would only forbid the browser's own PDF viewer.
          <iframe className={css.cadre} src={preview.href} title={`Contenu de ${name}`} />
        )}
        <div className="rang">
          <ButtonAnchor icon="telecharger" href={href} download>
            Télécharger
          </ButtonAnchor>
          <a href={preview.href} target="_blank" rel="noreferrer">
            Ouvrir dans un nouvel onglet
          </a>
        </div>
      </Dialog>
    </>
  )
}

function Picture({ preview: { href, kind, light } }: { preview: Preview }) {
  if (kind === 'image' && light) return <img src={href} alt="" loading="lazy" />
  return (
    <span className={css.page} aria-hidden="true">
      <Icone nom="document" taille={20} />
      {kind === 'pdf' ? 'PDF' : 'Image'}
    </span>
  )
}
