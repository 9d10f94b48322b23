import 'leaflet/dist/leaflet.css'
import * as L from 'leaflet'
import { useEffect, useRef } from 'react'
import carteCss from '#web/referentiel/Carte.module.css'
import { dessinerFond } from '#web/referentiel/Carte.tsx'
import { Button } from '#web/ui/Button.tsx'

const FRANCE: [number, number] = [46.6, 2.5]

/** A map where a click places the point; with a keyboard, arrows move the map and the button takes its middle. */
export default function CartePoint({
  libelle,
  latitude,
  longitude,
  placer,
}: {
  libelle: string
  latitude?: number
  longitude?: number
  placer: (point: { latitude: number; longitude: number }) => void
}) {
  const boite = useRef<HTMLElement>(null)
  const carte = useRef<L.Map>(null)
  const marque = useRef<L.CircleMarker>(null)
  const dire = useRef(placer)
  dire.current = placer
  const depart = useRef<[number, number] | undefined>(
    latitude !== undefined && longitude !== undefined ? [latitude, longitude] : undefined,
  )

  useEffect(() => {
    if (!boite.current) return
    const c = L.map(boite.current, { zoomSnap: 0.5, minZoom: 4, maxZoom: 14, scrollWheelZoom: false, keyboard: true })
    c.attributionControl.setPrefix('')
    c.setView(depart.current ?? FRANCE, depart.current ? 9 : 5)
    c.on('click', ({ latlng }) => dire.current(arrondi(latlng)))
    carte.current = c
    const abandon = new AbortController()
    void dessinerFond(c, abandon.signal)
    return () => {
      abandon.abort()
      c.remove()
      carte.current = null
      marque.current = null
    }
  }, [])

  useEffect(() => {
    const c = carte.current
    if (!c) return
    if (latitude === undefined || longitude === undefined) {
      marque.current?.remove()
      marque.current = null
      return
    }
    const ici: [number, number] = [latitude, longitude]
    marque.current ??= L.circleMarker(ici, { radius: 9, className: carteCss.point, weight: 3, fillOpacity: 1 }).addTo(c)
    marque.current.setLatLng(ici)
    if (!c.getBounds().contains(ici)) c.setView(ici)
  }, [latitude, longitude])

  return (
    <div className="pile" style={{ '--ecart': '0.5rem' } as React.CSSProperties}>
      <section ref={boite} className={carteCss.carte} aria-label={`Carte : ${libelle}`} />
      <div>
        <Button small onClick={() => carte.current && placer(arrondi(carte.current.getCenter().wrap()))}>
          Prendre le centre de la carte
        </Button>
      </div>
    </div>
  )
}

/** Five digits: a metre, and nothing that looks more exact than a click. */
const arrondi = ({ lat, lng }: L.LatLng) => ({ latitude: Number(lat.toFixed(5)), longitude: Number(lng.toFixed(5)) })
