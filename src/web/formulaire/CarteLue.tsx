import * as L from 'leaflet'
import { useEffect } from 'react'
import type { Geometrie } from '#domain/formulaire/figures.ts'
import carteCss from '#web/referentiel/Carte.module.css'
import { enLatLng, useCarte } from './types/useCarte.ts'

/** An answer on a map, to look at. Its words stand beside it. */
export default function CarteLue({ libelle, geometrie }: { libelle: string; geometrie: Geometrie }) {
  const { boite, carte } = useCarte(
    geometrie.type === 'Point' ? [geometrie.coordinates] : geometrie.coordinates.flat(2),
  )
  useEffect(() => {
    if (!carte) return
    const forme =
      geometrie.type === 'Point'
        ? L.circleMarker(enLatLng(geometrie.coordinates), {
            radius: 9,
            className: carteCss.point,
            weight: 3,
            fillOpacity: 1,
          })
        : L.polygon(
            geometrie.coordinates.map((p) => p.map((anneau) => anneau.map(enLatLng))),
            { className: carteCss.zone, weight: 2 },
          )
    forme.addTo(carte)
    return () => {
      forme.remove()
    }
  }, [carte, geometrie])
  return <section ref={boite} className={carteCss.carte} aria-label={`Carte : ${libelle}`} />
}
