import { type ReactNode, useEffect, useId, useRef } from 'react'
import { IconButton } from './Button.tsx'
import css from './Dialog.module.css'

/** A native modal dialog: focus on its first field and kept inside, Escape closes, focus comes back. */
export function Dialog({
  title,
  open,
  onClose,
  wide = false,
  children,
}: {
  title: string
  open: boolean
  onClose: () => void
  /** As wide as the window allows, for a document. */
  wide?: boolean
  children: ReactNode
}) {
  const boite = useRef<HTMLDialogElement>(null)
  const titre = useId()
  useEffect(() => {
    const element = boite.current
    if (open && element && !element.open) {
      element.showModal()
      const champs = [...element.querySelectorAll<HTMLElement>('form :is(input, textarea, select)')]
      const champ = champs.find((c) => c.matches(':checked')) ?? champs[0]
      champ?.focus()
    }
    if (!open && element?.open) element.close()
  }, [open])
  return (
    <dialog ref={boite} className={`${css.boite} ${wide ? css.large : ''}`} aria-labelledby={titre} onClose={onClose}>
      {open && (
        <div className={css.dedans}>
          <div className={css.tete}>
            <h2 id={titre}>{title}</h2>
            <IconButton label="Fermer" icon="effacer" onClick={onClose} />
          </div>
          {children}
        </div>
      )}
    </dialog>
  )
}
