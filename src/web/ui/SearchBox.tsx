import { useRouter } from '@tanstack/react-router'
import { useEffect, useId, useRef, useState } from 'react'
import { Icone } from './Icone.tsx'
import css from './SearchBox.module.css'

/** A search that answers while one types: waits 250 ms after the last key. */
export function SearchBox({
  label,
  placeholder,
  value,
  onChange,
  autoFocus,
}: {
  label: string
  placeholder?: string
  value: string
  onChange: (value: string) => void
  autoFocus?: boolean
}) {
  const [texte, setTexte] = useState(value)
  const champ = useRef<HTMLInputElement>(null)
  const cle = useId()
  const envoye = useRef(value)
  const router = useRouter()
  const dire = useRef(onChange)
  dire.current = onChange
  useEffect(() => {
    // The address changed by something else than this box (back button, « effacer les filtres »).
    if (value !== envoye.current) {
      envoye.current = value
      setTexte(value)
    }
  }, [value])
  useEffect(() => {
    if (texte === envoye.current) return
    const ici = router.latestLocation.pathname
    const attente = setTimeout(() => {
      // One has left for another page meanwhile: the last letters must not bring back here.
      if (router.latestLocation.pathname !== ici) return
      envoye.current = texte
      dire.current(texte)
    }, 250)
    return () => clearTimeout(attente)
  }, [texte, router])
  useEffect(() => {
    if (autoFocus) champ.current?.focus()
  }, [autoFocus])
  return (
    <search className={css.boite}>
      <label htmlFor={cle} className="lecteur-seul">
        {label}
      </label>
      <Icone nom="loupe" />
      <input
        ref={champ}
        id={cle}
        type="search"
        value={texte}
        maxLength={200}
        placeholder={placeholder ?? label}
        onChange={(e) => setTexte(e.target.value)}
      />
    </search>
  )
}
