import 'leaflet/dist/leaflet.css'
import * as L from 'leaflet'
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { Sommet } from '#domain/formulaire/figures.ts'
import carteCss from '#web/referentiel/Carte.module.css'
import { dessinerFond } from '#web/referentiel/Carte.tsx'

const FRANCE: [number, number] = [46.6, 2.5]
const PRES = 16

export const enLatLng = ([lon, lat]: Sommet): [number, number] => [lat, lon]
/** To a centimetre, as the answer is kept. */
export const enSommet = ({ lat, lng }: L.LatLng): Sommet => [Number(lng.toFixed(7)), Number(lat.toFixed(7))]

/** A map on our own contours, with its scale since nothing else tells sizes; first seen around these places, else all France. */
export function useCarte(lieux: readonly Sommet[]): {
  boite: RefObject<HTMLDivElement | null>
  carte: L.Map | undefined
} {
  const boite = useRef<HTMLDivElement>(null)
  const depart = useRef(lieux)
  const [carte, setCarte] = useState<L.Map>()
  useEffect(() => {
    if (!boite.current) return
    const c = L.map(boite.current, { zoomSnap: 0.5, minZoom: 4, maxZoom: 20, scrollWheelZoom: false, keyboard: true })
    c.attributionControl.setPrefix('')
    L.control.scale({ imperial: false }).addTo(c)
    viser(c, depart.current)
    setCarte(c)
    const abandon = new AbortController()
    void dessinerFond(c, abandon.signal)
    return () => {
      abandon.abort()
      c.remove()
      setCarte(undefined)
    }
  }, [])
  return { boite, carte }
}

/** Shows all these places; one place alone from near enough to see its plot. */
export function viser(carte: L.Map, lieux: readonly Sommet[]): void {
  if (lieux.length === 0) carte.setView(FRANCE, 5, { animate: false })
  else carte.fitBounds(L.latLngBounds(lieux.map(enLatLng)).pad(0.25), { maxZoom: PRES, animate: false })
}

/** The établissement of the dossier: on a map without streets, where one knows oneself to be. */
export function useRepere(carte: L.Map | undefined, site: { nom: string; position: Sommet } | undefined): void {
  const [nom, lon, lat] = [site?.nom, site?.position[0], site?.position[1]]
  useEffect(() => {
    if (!carte || nom === undefined || lon === undefined || lat === undefined) return
    const icon = L.divIcon({ className: carteCss.repere, iconSize: [14, 14] })
    const marque = L.marker([lat, lon], { icon, keyboard: false, interactive: false })
      .bindTooltip(nom, { permanent: true, direction: 'top', offset: [0, -6], opacity: 0.85, className: carteCss.nom })
      .addTo(carte)
    return () => {
      marque.remove()
    }
  }, [carte, nom, lon, lat])
}
