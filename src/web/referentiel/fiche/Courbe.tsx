import type { Point } from '#domain/referentiel/indicateurs.ts'
import css from './fiche.module.css'

const LARGEUR = 160
const HAUTEUR = 36
const BORD = 4

/** A small line without axes, and the same in words for who does not see it. One point alone draws nothing. */
export function Courbe({ points, ecrire, titre }: { points: Point[]; ecrire: (n: number) => string; titre: string }) {
  if (points.length < 2) return null
  const valeurs = points.map((p) => p.valeur)
  const [min, max] = [Math.min(...valeurs), Math.max(...valeurs)]
  const annees = points.map((p) => p.annee)
  const [debut, fin] = [Math.min(...annees), Math.max(...annees)]
  const x = (annee: number) => BORD + ((annee - debut) / (fin - debut || 1)) * (LARGEUR - 2 * BORD)
  const y = (v: number) => HAUTEUR - BORD - ((v - min) / (max - min || 1)) * (HAUTEUR - 2 * BORD)
  return (
    <>
      <svg viewBox={`0 0 ${LARGEUR} ${HAUTEUR}`} className={css.courbe} aria-hidden="true" preserveAspectRatio="none">
        <polyline
          points={points.map((p) => `${x(p.annee).toFixed(1)},${y(p.valeur).toFixed(1)}`).join(' ')}
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <span className="lecteur-seul">
        {titre}, par année : {points.map((p) => `${p.annee}, ${ecrire(p.valeur)}`).join(' ; ')}.
      </span>
    </>
  )
}
