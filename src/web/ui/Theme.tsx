import { useState } from 'react'
import { IconButton } from './Button.tsx'

/** Light or dark, remembered in this browser. */
export function ThemeButton() {
  const [sombre, setSombre] = useState(document.documentElement.dataset.theme === 'sombre')
  const basculer = () => {
    const choix = sombre ? 'clair' : 'sombre'
    document.documentElement.dataset.theme = choix
    try {
      localStorage.setItem('preau.theme', choix)
    } catch {
      // Storage refused by the browser: the choice lasts until the page is left.
    }
    setSombre(!sombre)
  }
  return (
    <IconButton label={sombre ? 'Thème clair' : 'Thème sombre'} icon={sombre ? 'soleil' : 'lune'} onClick={basculer} />
  )
}
