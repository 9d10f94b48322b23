import type { ReactNode } from 'react'
import type { Geometrie } from '#domain/formulaire/figures.ts'
import css from './reponses.module.css'
import { VoirSurCarte } from './VoirSurCarte.tsx'

type Ligne = {
  champ: string
  libelle: string
  texte: string
  vide: boolean
  geometrie?: Geometrie
  section?: string
  ligne?: string
}
type Etape = { id: string; titre: string; lignes: Ligne[] }

/** Answers as a person reads them, step by step; `actions` is what may be done with a step. */
export function Reponses({ etapes, actions }: { etapes: Etape[]; actions?: (etape: string) => ReactNode }) {
  return etapes.map((etape) => (
    <section key={etape.id} className={css.etape} aria-labelledby={`recap-${etape.id}`}>
      <div className="rang entre">
        <h3 id={`recap-${etape.id}`}>{etape.titre}</h3>
        {actions?.(etape.id)}
      </div>
      {groupes(etape.lignes).map((g) => (
        <div key={g.cle} className={css.groupe}>
          {g.titre && <h4>{g.titre}</h4>}
          <dl className={css.liste}>
            {g.lignes.map((l) => (
              <div key={l.champ}>
                <dt>{l.libelle}</dt>
                <dd className={l.vide ? css.vide : undefined}>
                  {l.texte}
                  {l.geometrie && <VoirSurCarte libelle={l.libelle} geometrie={l.geometrie} />}
                </dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </section>
  ))
}

/** Consecutive lines of the same section and row. */
function groupes(lignes: Ligne[]): { cle: string; titre?: string; lignes: Ligne[] }[] {
  const trouves: { cle: string; titre?: string; lignes: Ligne[] }[] = []
  for (const l of lignes) {
    const titre = l.ligne ?? l.section
    const dernier = trouves.at(-1)
    if (dernier && dernier.titre === titre) dernier.lignes.push(l)
    else trouves.push({ cle: l.champ, titre, lignes: [l] })
  }
  return trouves
}
