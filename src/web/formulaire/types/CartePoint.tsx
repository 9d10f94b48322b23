import * as L from 'leaflet'
import { useEffect, useRef } from 'react'
import type { Sommet } from '#domain/formulaire/figures.ts'
import carteCss from '#web/referentiel/Carte.module.css'
import { Button } from '#web/ui/Button.tsx'
import { useCarte, useRepere, viser } from './useCarte.ts'
import { useSite } from './useSite.ts'
import css from './zone.module.css'

type Props = {
  libelle: string
  latitude?: number
  longitude?: number
  /** The address just chosen, to be shown. */
  vise?: Sommet
  placer: (point: { latitude: number; longitude: number }) => void
}

/** Waits for the place of the établissement, so that the map opens where the point most probably is. */
export default function CartePoint(p: Props) {
  const { attend, site } = useSite()
  if (attend && p.latitude === undefined) return <p className="petit discret">La carte arrive…</p>
  return <Dessin {...p} site={site} />
}

/** A map where a click places the point; with a keyboard, arrows move the map and the button takes its cross. */
function Dessin({
  libelle,
  latitude,
  longitude,
  vise,
  placer,
  site,
}: Props & Pick<ReturnType<typeof useSite>, 'site'>) {
  const ici: Sommet | undefined = latitude === undefined || longitude === undefined ? undefined : [longitude, latitude]
  const { boite, carte } = useCarte(ici ? [ici] : site ? [site.position] : [])
  const dire = useRef(placer)
  dire.current = placer
  useRepere(carte, site)
  useEffect(() => {
    if (!carte) return
    const clic = ({ latlng }: L.LeafletMouseEvent) => dire.current(arrondi(latlng.wrap()))
    carte.on('click', clic)
    return () => {
      carte.off('click', clic)
    }
  }, [carte])
  useEffect(() => {
    if (carte && vise) viser(carte, [vise])
  }, [carte, vise])
  useEffect(() => {
    if (!carte || latitude === undefined || longitude === undefined) return
    const marque = L.circleMarker([latitude, longitude], {
      radius: 9,
      className: carteCss.point,
      weight: 3,
      fillOpacity: 1,
      interactive: false,
    }).addTo(carte)
    if (!carte.getBounds().contains([latitude, longitude])) carte.setView([latitude, longitude])
    return () => {
      marque.remove()
    }
  }, [carte, latitude, longitude])

  return (
    <div className="pile" style={{ '--ecart': '0.5rem' } as React.CSSProperties}>
      <div className={css.cadre}>
        <section ref={boite} className={`${carteCss.carte} ${css.carte}`} aria-label={`Carte : ${libelle}`} />
        <span className={css.croix} aria-hidden />
      </div>
      <div>
        <Button small onClick={() => carte && placer(arrondi(carte.getCenter().wrap()))}>
          Placer le point à la croix
        </Button>
      </div>
    </div>
  )
}

/** Five digits: a metre, and nothing that looks more exact than a click. */
const arrondi = ({ lat, lng }: L.LatLng) => ({ latitude: Number(lat.toFixed(5)), longitude: Number(lng.toFixed(5)) })
