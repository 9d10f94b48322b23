import * as L from 'leaflet'
import { useEffect, useRef, useState } from 'react'
import type { Sommet } from '#domain/formulaire/figures.ts'
import carteCss from '#web/referentiel/Carte.module.css'
import { enLatLng, enSommet } from './useCarte.ts'

/** Handles shown at once; beyond, they would hide the outline and slow a telephone. */
const POIGNEES = 60

type Trace = {
  polygones: Sommet[][]
  actif: number
  /** Each touch adds a corner to the active outline. */
  dessine: boolean
  choisi: number | undefined
  ajouter: (sommet: Sommet) => void
  /** Replaces the active outline. */
  changer: (sommets: Sommet[]) => void
  choisir: (rang: number) => void
  terminer: () => void
  activer: (polygone: number) => void
}

/** Draws the outlines and their handles again at each change, and tells the gestures. True when there are too many handles to show. */
export function useTrace(carte: L.Map | undefined, trace: Trace): boolean {
  const dernier = useRef(trace)
  dernier.current = trace
  const [vue, setVue] = useState(0)
  const [loin, setLoin] = useState(false)

  useEffect(() => {
    if (!carte) return
    const clic = ({ latlng }: L.LeafletMouseEvent) => {
      if (dernier.current.dessine) dernier.current.ajouter(enSommet(latlng.wrap()))
    }
    const bouger = () => setVue((v) => v + 1)
    carte.on('click', clic).on('moveend', bouger)
    return () => {
      carte.off('click', clic).off('moveend', bouger)
    }
  }, [carte])

  const { polygones, actif, dessine, choisi } = trace
  // `vue` is read by nothing: it says that the map has moved, and so what is in sight.
  useEffect(() => {
    if (!carte) return
    const couche = L.layerGroup().addTo(carte)
    for (const [i, p] of polygones.entries())
      if (i !== actif)
        contour(p, false)
          .on('click', () => !dernier.current.dessine && dernier.current.activer(i))
          .addTo(couche)
    const sommets = polygones[actif] ?? []
    const trait = contour(sommets, dessine).addTo(couche)
    const vus = sommets.map((s, i) => ({ s, i })).filter(({ s }) => carte.getBounds().pad(0.1).contains(enLatLng(s)))
    setLoin(vus.length > POIGNEES)
    if (vus.length <= POIGNEES) {
      for (const { s, i } of vus) poignee(s, i, sommets, trait, dernier, choisi === i).addTo(couche)
      if (!dessine) for (const { s, i } of vus) entreDeux(s, i, sommets, dernier)?.addTo(couche)
    }
    return () => {
      couche.remove()
    }
  }, [carte, polygones, actif, dessine, choisi, vue])
  return loin
}

/** What a line and a polygon have in common here; their own types differ by what they export. */
type Trait = L.Layer & { setLatLngs: (points: L.LatLngExpression[]) => unknown }

/** A line while it is being drawn, a surface once it is closed. */
function contour(sommets: Sommet[], ouvert: boolean): Trait {
  const points = sommets.map(enLatLng)
  if (ouvert) return L.polyline(points, { className: carteCss.trace, interactive: false })
  return L.polygon(points, { className: carteCss.zone, bubblingMouseEvents: true })
}

type Dernier = { current: Trace }

function poignee(sommet: Sommet, i: number, sommets: Sommet[], trait: Trait, d: Dernier, choisie: boolean) {
  const className = `${carteCss.poignee} ${choisie ? carteCss.choisie : ''}`
  const icon = L.divIcon({ className, iconSize: [28, 28] })
  // The table of corners is the twin for keys: these handles are no stops of theirs.
  const marque = L.marker(enLatLng(sommet), { icon, draggable: true, keyboard: false })
  const avec = (ici: L.LatLng) => sommets.map((s, k) => (k === i ? enSommet(ici.wrap()) : s))
  return marque
    .on('drag', () => trait.setLatLngs(avec(marque.getLatLng()).map(enLatLng)))
    .on('dragend', () => d.current.changer(avec(marque.getLatLng())))
    .on('click', () => {
      // Back on the first corner, one closes.
      if (!d.current.dessine) d.current.choisir(i)
      else if (i === 0 && sommets.length >= 3) d.current.terminer()
    })
}

/** A clear handle in the middle of the side that begins at this corner. */
function entreDeux([lon, lat]: Sommet, i: number, sommets: Sommet[], d: Dernier): L.Marker | undefined {
  const suivant = sommets[(i + 1) % sommets.length]
  if (!suivant) return undefined
  const milieu: Sommet = [Number(((lon + suivant[0]) / 2).toFixed(7)), Number(((lat + suivant[1]) / 2).toFixed(7))]
  const icon = L.divIcon({ className: carteCss.milieu, iconSize: [24, 24] })
  return L.marker(enLatLng(milieu), { icon, keyboard: false }).on('click', () =>
    d.current.changer([...sommets.slice(0, i + 1), milieu, ...sommets.slice(i + 1)]),
  )
}
