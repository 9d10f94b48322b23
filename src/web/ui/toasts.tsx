import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'
import css from './toasts.module.css'

type Toast = { id: number; text: string; action?: { label: string; run: () => void } }
type Say = (text: string, action?: Toast['action']) => void

const Toasts = createContext<Say>(() => {})

/** Says that an act is done, and offers to undo it when that is possible. */
export const useToast = (): Say => useContext(Toasts)

let suivant = 1

/** Short messages at the bottom, read aloud, gone after eight seconds. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [liste, setListe] = useState<Toast[]>([])
  const retirer = useCallback((id: number) => setListe((l) => l.filter((t) => t.id !== id)), [])
  const dire = useCallback<Say>(
    (text, action) => {
      const id = suivant++
      setListe((l) => [...l.slice(-2), { id, text, action }])
      setTimeout(() => retirer(id), 8000)
    },
    [retirer],
  )
  return (
    <Toasts value={dire}>
      {children}
      <div className={css.pile} role="status" aria-live="polite" data-impression="non">
        {liste.map((t) => (
          <div key={t.id} className={css.toast}>
            <span>{t.text}</span>
            {t.action && (
              <button
                type="button"
                onClick={() => {
                  t.action?.run()
                  retirer(t.id)
                }}
              >
                {t.action.label}
              </button>
            )}
          </div>
        ))}
      </div>
    </Toasts>
  )
}
