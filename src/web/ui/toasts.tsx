import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'
import css from './toasts.module.css'

type Toast = { id: number; text: string; action?: { label: string; run: () => void } }
type Say = (text: string, action?: Toast['action']) => void

const Toasts = createContext<Say>(() => {})

/** Says that an act is done, and offers to undo it when that is possible. */
export const useToast = (): Say => useContext(Toasts)

let suivant = 1

/** How long a message stays: longer when something can be done from it. */
const DUREE_EN_MS = 8_000
const DUREE_AVEC_ACTION_EN_MS = 20_000

/** Short messages at the bottom, read aloud; they leave by themselves, unless the pointer or the focus is on them. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [liste, setListe] = useState<Toast[]>([])
  const retirer = useCallback((id: number) => setListe((l) => l.filter((t) => t.id !== id)), [])
  const dire = useCallback<Say>((text, action) => {
    const id = suivant++
    setListe((l) => [...l.slice(-2), { id, text, action }])
  }, [])
  return (
    <Toasts value={dire}>
      {children}
      <div className={css.pile} role="status" aria-live="polite" data-impression="non">
        {liste.map((t) => (
          <OneToast key={t.id} toast={t} remove={retirer} />
        ))}
      </div>
    </Toasts>
  )
}

function OneToast({ toast: { id, text, action }, remove }: { toast: Toast; remove: (id: number) => void }) {
  const [tenu, setTenu] = useState(false)
  useEffect(() => {
    if (tenu) return
    const fin = setTimeout(() => remove(id), action ? DUREE_AVEC_ACTION_EN_MS : DUREE_EN_MS)
    return () => clearTimeout(fin)
  }, [tenu, id, action, remove])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing to press here, it only stays while one looks at it.
    <div
      className={css.toast}
      onMouseEnter={() => setTenu(true)}
      onMouseLeave={() => setTenu(false)}
      onFocus={() => setTenu(true)}
      onBlur={() => setTenu(false)}
    >
      <span>{text}</span>
      {action && (
        <button
          type="button"
          onClick={() => {
            action.run()
            remove(id)
          }}
        >
          {action.label}
        </button>
      )}
    </div>
  )
}
