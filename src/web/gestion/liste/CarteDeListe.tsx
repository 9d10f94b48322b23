import { useQuery } from '@tanstack/react-query'
import 'leaflet/dist/leaflet.css'
import * as L from 'leaflet'
import { useEffect, useRef } from 'react'
import { exporterGeojson } from '#domain/referentiel/api-listes.ts'
import { adresseDe, atteindre, type Echec } from '#web/call.ts'
import css from '#web/referentiel/Carte.module.css'
import { dessinerFond } from '#web/referentiel/Carte.tsx'
import { Empty, Reading } from '#web/ui/etats.tsx'
import { pluriel } from '#web/ui/format.ts'

type Point = {
  id: string
  geometry: { coordinates: [longitude: number, latitude: number] } | null
  properties: { nom: string; commune?: string }
}

/** The same établissements as the list, all of its pages, where they are: read from its own export, so with its rights and its filters. */
export function CarteDeListe({ query, ouvrir }: { query: Record<string, string>; ouvrir: (uai: string) => void }) {
  const adresse = adresseDe(exporterGeojson, { query: { ...query, colonnes: 'commune' } })
  const points = useQuery<Point[], Echec>({
    queryKey: ['carte', adresse],
    queryFn: async ({ signal }) => {
      const { features } = (await (await atteindre(adresse, { signal })).json()) as { features: Point[] }
      return features
    },
  })
  return (
    <Reading
      query={points}
      lines={6}
      isEmpty={(d) => d.length === 0}
      empty={<Empty icon="lieu" title="Aucun établissement ne correspond." />}
    >
      {(d) => <Dessin points={d} ouvrir={ouvrir} />}
    </Reading>
  )
}

/** Corsica included. */
const METROPOLE = L.latLngBounds([41.3, -5.3], [51.2, 9.7])

/**
 * What is in sight first: all the points, unless they are on several continents, where nobody would tell one from another.
 * The métropole is then shown, and one zooms out to see the others.
 */
function cadreDe(tout: L.LatLngBounds, marques: readonly L.CircleMarker[]): L.LatLngBounds {
  const etale = tout.getEast() - tout.getWest() > 40
  return etale && marques.some((m) => METROPOLE.contains(m.getLatLng())) ? METROPOLE : tout.pad(0.05)
}

function Dessin({ points, ouvrir }: { points: Point[]; ouvrir: (uai: string) => void }) {
  const boite = useRef<HTMLDivElement>(null)
  const places = points.filter((p) => p.geometry !== null)
  useEffect(() => {
    if (!boite.current) return
    const carte = L.map(boite.current, {
      zoomSnap: 0.5,
      minZoom: 2,
      maxZoom: 15,
      scrollWheelZoom: false,
      preferCanvas: true,
    })
    carte.attributionControl.setPrefix('')
    const { color, stroke } = couleurs(boite.current)
    const marques = places.flatMap((p) => {
      if (!p.geometry) return []
      const [longitude, latitude] = p.geometry.coordinates
      return L.circleMarker([latitude, longitude], {
        radius: 6,
        weight: 1.5,
        color: stroke,
        fillColor: color,
        fillOpacity: 0.9,
      })
        .bindTooltip([p.properties.nom, p.properties.commune].filter(Boolean).join(', '))
        .on('click', () => ouvrir(p.id))
    })
    if (marques.length) {
      const groupe = L.featureGroup(marques).addTo(carte)
      carte.fitBounds(cadreDe(groupe.getBounds(), marques), { maxZoom: 12 })
    } else carte.setView([46.6, 2.4], 5.5)
    const abandon = new AbortController()
    void dessinerFond(carte, abandon.signal)
    return () => {
      abandon.abort()
      carte.remove()
    }
  }, [points])
  const sans = points.length - places.length
  return (
    <div className="pile" style={{ ['--ecart' as string]: '0.5rem' }}>
      <section
        ref={boite}
        className={`${css.carte} ${css.grande}`}
        aria-label={`Carte : ${pluriel(places.length, 'établissement')}. Les mêmes se lisent dans la liste.`}
      />
      <p className="petit" role="status">
        {pluriel(points.length, 'établissement')}
        {sans > 0 &&
          `, dont ${pluriel(sans, 'sans position : il n’est que dans la liste', 'sans position : ils ne sont que dans la liste')}`}
        . Touchez un point pour ouvrir sa fiche.
      </p>
    </div>
  )
}

/** A canvas knows no stylesheet: the colours of the theme are read from it. */
function couleurs(element: HTMLElement) {
  const style = getComputedStyle(element)
  return { color: style.getPropertyValue('--accent').trim(), stroke: style.getPropertyValue('--surface').trim() }
}
