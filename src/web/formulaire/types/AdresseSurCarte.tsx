import { useState } from 'react'
import type { Sommet } from '#domain/formulaire/figures.ts'
import { Recherche } from '../Recherche.tsx'
import { useRemplissageCourant } from '../useRemplissage.ts'
import { adressesTrouvees } from './adresse.tsx'

/** Goes to an address on the map: a shortcut, so one that finds nothing prevents nothing. */
export function AdresseSurCarte({
  id,
  choisir,
}: {
  id: string
  choisir: (adresse: { libelle: string; position: Sommet }) => void
}) {
  const { cle } = useRemplissageCourant()
  const [texte, setTexte] = useState('')
  return (
    <Recherche
      id={`${id}-adresse`}
      label="Aller à une adresse"
      optional
      libre
      minimum={3}
      attente={300}
      texte={texte}
      choisi={false}
      ecrire={setTexte}
      choisir={(adresse: { libelle: string; position: Sommet }) => {
        setTexte(adresse.libelle)
        choisir(adresse)
      }}
      chercher={async (q, signal) =>
        (await adressesTrouvees(q, cle, signal)).map((a) => ({
          cle: a.id,
          libelle: a.libelle,
          detail: '',
          valeur: { libelle: a.libelle, position: [a.lon, a.lat] as Sommet },
        }))
      }
    />
  )
}
