import { useState } from 'react'
import type { Sommet } from '#domain/formulaire/figures.ts'
import { Button } from '#web/ui/Button.tsx'
import { NombreField } from './frappe.tsx'
import css from './zone.module.css'

const INCOMPLET = 'Saisissez une latitude entre −90 et 90, une longitude entre −180 et 180.'

/** Two numbers and a button; the answer changes only when both are right. */
export function AjoutDeSommet({
  id,
  titre,
  ajouter,
}: {
  id: string
  titre: string
  ajouter: (sommet: Sommet) => void
}) {
  const [latitude, setLatitude] = useState<unknown>(null)
  const [longitude, setLongitude] = useState<unknown>(null)
  const [tours, setTours] = useState(0)
  const [erreur, setErreur] = useState<string>()
  const valider = () => {
    const bonne = (v: unknown, borne: number): v is number => typeof v === 'number' && Math.abs(v) <= borne
    if (!bonne(latitude, 90) || !bonne(longitude, 180)) return setErreur(INCOMPLET)
    ajouter([longitude, latitude])
    setLatitude(null)
    setLongitude(null)
    setErreur(undefined)
    setTours(tours + 1)
    document.getElementById(`${id}-plus-latitude`)?.focus()
  }
  const invisible = <span className="lecteur-seul"> : {titre}</span>
  return (
    <div className={`${css.sommet} ${css.ajout}`} key={tours}>
      <NombreField
        id={`${id}-plus-latitude`}
        label={<>Latitude{invisible}</>}
        decimales={7}
        valeur={latitude}
        changer={setLatitude}
        error={erreur}
      />
      <NombreField
        id={`${id}-plus-longitude`}
        label={<>Longitude{invisible}</>}
        decimales={7}
        valeur={longitude}
        changer={setLongitude}
      />
      <Button small icon="ajouter" onClick={valider}>
        {titre}
      </Button>
    </div>
  )
}
