import { useState } from 'react'
import { Recherche } from '#web/formulaire/Recherche.tsx'
import { communesParNom } from '#web/formulaire/types/commune.tsx'

/** A commune found by its name or its postal code; gives its official code, and nothing as long as none is chosen. */
export function ChampCommune({
  id,
  label,
  help,
  error,
  actuelle = '',
  onChange,
}: {
  id: string
  label: string
  help?: string
  error?: string
  /** The name shown at first. */
  actuelle?: string
  onChange: (code: string) => void
}) {
  const [texte, setTexte] = useState(actuelle)
  const [choisi, setChoisi] = useState(actuelle !== '')
  return (
    <Recherche
      id={id}
      label={label}
      help={help}
      error={error}
      texte={texte}
      choisi={choisi}
      ecrire={(t) => {
        setTexte(t)
        setChoisi(false)
        // What is typed and not chosen goes as it is: the server knows a name that only one commune bears.
        onChange(t)
      }}
      choisir={({ code, nom, departement }) => {
        setTexte(`${nom} (${departement})`)
        setChoisi(true)
        onChange(code)
      }}
      chercher={communesParNom}
    />
  )
}
