import 'leaflet/dist/leaflet.css'
import * as L from 'leaflet'
import { useEffect, useRef } from 'react'
import css from './Carte.module.css'

/** Where an établissement is, on our own contours of départements: no tile is asked from anyone. */
export function Carte({
  nom,
  latitude,
  longitude,
  lieu,
}: {
  nom: string
  latitude: number
  longitude: number
  lieu: string
}) {
  const boite = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!boite.current) return
    const carte = L.map(boite.current, {
      zoomSnap: 0.5,
      minZoom: 4,
      maxZoom: 11,
      scrollWheelZoom: false,
      keyboard: true,
    })
    carte.attributionControl.setPrefix('')
    carte.setView([latitude, longitude], 8)
    L.circleMarker([latitude, longitude], { radius: 9, className: css.point, weight: 3, fillOpacity: 1 })
      .addTo(carte)
      .bindTooltip(nom)
    const abandon = new AbortController()
    void dessinerFond(carte, abandon.signal)
    return () => {
      abandon.abort()
      carte.remove()
    }
  }, [nom, latitude, longitude])
  return (
    <div className="pile" style={{ '--ecart': '0.5rem' } as React.CSSProperties}>
      <section ref={boite} className={css.carte} aria-label={`Situation : ${nom}, ${lieu}`} />
      <p className="petit discret">
        {lieu} · {latitude.toFixed(4)}, {longitude.toFixed(4)}
      </p>
    </div>
  )
}

/** Draws the contours of the départements under a map; without them the map still shows its points. */
export async function dessinerFond(carte: L.Map, signal: AbortSignal): Promise<void> {
  const reponse = await fetch('/fonds/departements.geojson', { signal }).catch(() => undefined)
  // Without its background the map still shows the point, and the address stands beside it.
  if (!reponse?.ok) return
  const contours = await reponse.json()
  if (signal.aborted) return
  // A map drawn on a canvas knows no stylesheet: it takes the colours as they are now.
  const jeton = (nom: string) => getComputedStyle(carte.getContainer()).getPropertyValue(nom).trim()
  const [color, fillColor] = [jeton('--trait-fort'), jeton('--surface')]
  L.geoJSON(contours, {
    style: () => ({ className: css.fond, fillOpacity: 1, weight: 1, color, fillColor }),
    interactive: false,
    attribution: 'Contours : IGN Admin Express 2018',
  })
    .addTo(carte)
    .bringToBack()
}
