import { type ReactNode, useId, useRef, useState } from 'react'
import { Button } from './Button.tsx'
import css from './FileDrop.module.css'

type Props = {
  /** Names the button for screen readers: « Choisir un fichier : Devis ». */
  label: string
  button?: string
  hint: ReactNode
  /** As the attribute of a native file input. */
  accept?: string
  multiple?: boolean
  onFiles: (files: File[]) => void
  id?: string
  invalid?: boolean
  describedBy?: string
}

/** A button to choose files, and the place around it where they may be dropped. */
export function FileDrop({ label, button, hint, accept, multiple, onFiles, id, invalid, describedBy }: Props) {
  const entree = useRef<HTMLInputElement>(null)
  const [survol, setSurvol] = useState(false)
  const indice = useId()
  const texte = button ?? (multiple ? 'Choisir des fichiers' : 'Choisir un fichier')
  const prendre = (liste: FileList | null) => {
    const fichiers = [...(liste ?? [])]
    if (fichiers.length > 0) onFiles(multiple ? fichiers : fichiers.slice(0, 1))
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut of the button inside.
    <div
      className={`${css.zone} ${survol ? css.survol : ''} ${invalid ? css.fautive : ''}`}
      onDragOver={(e) => {
        e.preventDefault()
        setSurvol(true)
      }}
      onDragLeave={() => setSurvol(false)}
      onDrop={(e) => {
        e.preventDefault()
        setSurvol(false)
        prendre(e.dataTransfer.files)
      }}
    >
      <input
        ref={entree}
        type="file"
        hidden
        tabIndex={-1}
        accept={accept}
        multiple={multiple}
        onChange={(e) => {
          prendre(e.target.files)
          // The same file may be chosen again, once corrected.
          e.target.value = ''
        }}
      />
      <Button
        id={id}
        icon="trombone"
        aria-label={`${texte} : ${label}`}
        aria-describedby={[indice, describedBy].filter(Boolean).join(' ')}
        onClick={() => entree.current?.click()}
      >
        {texte}
      </Button>
      <span className={css.indice} id={indice}>
        <span className={css.souris}>ou déposez-{multiple ? 'les' : 'le'} ici. </span>
        {hint}
      </span>
    </div>
  )
}
