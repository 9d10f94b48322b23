import { useEffect, useState } from 'react'
import type { Sommet } from '#domain/formulaire/figures.ts'
import { ecrireSurface, SOMMETS_MAX, surface } from '#domain/formulaire/types/zone.ts'
import carteCss from '#web/referentiel/Carte.module.css'
import { Button } from '#web/ui/Button.tsx'
import { enSommet, useCarte, useRepere, viser } from './useCarte.ts'
import { useSite } from './useSite.ts'
import { useTrace } from './useTrace.ts'
import css from './zone.module.css'

type Props = {
  libelle: string
  polygones: Sommet[][]
  max: number
  /** The address just chosen, to be shown. */
  vise?: Sommet
  poser: (polygones: Sommet[][]) => void
}

/** Waits for the place of the établissement, so that the map opens where the zone most probably is. */
export default function CarteZone(p: Props) {
  const { attend, site } = useSite()
  if (attend && p.polygones.length === 0) return <p className="petit discret">La carte arrive…</p>
  return <Dessin {...p} site={site} />
}

/** Each touch adds a corner until the outline is closed; then corners are dragged, added between two others or removed. */
function Dessin({ libelle, polygones, max, vise, poser, site }: Props & Pick<ReturnType<typeof useSite>, 'site'>) {
  const { boite, carte } = useCarte(polygones.length > 0 ? polygones.flat() : site ? [site.position] : [])
  const [rang, setRang] = useState(0)
  const [trace, setTrace] = useState(() => (polygones[0]?.length ?? 0) < 3)
  const [choisi, setChoisi] = useState<number>()
  const actif = Math.min(rang, polygones.length)
  const sommets = polygones[actif] ?? []
  // Undone or cleared below three corners, it is being drawn again.
  if (!trace && sommets.length < 3) setTrace(true)
  const dessine = trace
  const changer = (suite: Sommet[]) =>
    poser(actif < polygones.length ? polygones.map((p, i) => (i === actif ? suite : p)) : [...polygones, suite])
  const ajouter = (s: Sommet) => sommets.length < SOMMETS_MAX && changer([...sommets, s])
  const aller = (i: number, enTrace: boolean) => {
    setRang(i)
    setTrace(enTrace)
    setChoisi(undefined)
  }

  useRepere(carte, site)
  const loin = useTrace(carte, {
    polygones,
    actif,
    dessine,
    choisi,
    ajouter,
    changer,
    choisir: setChoisi,
    terminer: () => setTrace(false),
    activer: (i) => aller(i, false),
  })
  useEffect(() => {
    if (carte && vise) viser(carte, [vise])
  }, [carte, vise])

  return (
    <div className="pile" style={{ '--ecart': '0.5rem' } as React.CSSProperties}>
      <p className="petit discret" id={`${libelle}-mode`}>
        {dessine
          ? 'Touchez la carte à chaque sommet de la zone, puis terminez. Au clavier : les flèches déplacent la carte, le bouton prend la croix.'
          : 'Déplacez les ronds pleins ; touchez un rond clair pour ajouter un sommet, un rond plein pour le supprimer.'}
      </p>
      {polygones.length > 1 && (
        <div className="rang">
          {polygones.map((p, i) => (
            <Button key={i} small aria-pressed={i === actif} onClick={() => aller(i, p.length < 3)}>
              Zone {i + 1}
              {p.length >= 3 && ` : ${ecrireSurface(surface([p]))}`}
            </Button>
          ))}
        </div>
      )}
      <div className={css.cadre}>
        <section ref={boite} className={`${carteCss.carte} ${css.carte}`} aria-label={`Carte : ${libelle}`} />
        {dessine && <span className={css.croix} aria-hidden />}
      </div>
      {loin && <p className="petit">Rapprochez-vous pour voir tous les sommets, ou prenez l’onglet « Coordonnées ».</p>}
      <div className="rang">
        {dessine && (
          <Button small icon="ajouter" onClick={() => carte && ajouter(enSommet(carte.getCenter().wrap()))}>
            Ajouter un sommet à la croix
          </Button>
        )}
        {dessine && sommets.length >= 3 && (
          <Button small icon="coche" onClick={() => setTrace(false)}>
            Terminer la zone
          </Button>
        )}
        {!dessine && choisi !== undefined && choisi < sommets.length && (
          <Button
            small
            icon="supprimer"
            onClick={() => {
              setChoisi(undefined)
              changer(sommets.filter((_, i) => i !== choisi))
            }}
          >
            Supprimer le sommet {choisi + 1}
          </Button>
        )}
        {!dessine && polygones.length > 1 && (
          <Button small kind="discret" icon="supprimer" onClick={() => changer([])}>
            Supprimer la zone {actif + 1}
          </Button>
        )}
        {!dessine && polygones.length < max && (
          <Button small icon="ajouter" onClick={() => aller(polygones.length, true)}>
            Dessiner une autre zone
          </Button>
        )}
      </div>
    </div>
  )
}
