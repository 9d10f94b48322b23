import { publicDe } from './bouton.ts'
import type { Fiche } from './fiche.ts'

/** « Collèges et lycées publics », as a tile says it. */
export function ecrireAudience(pour_qui: Fiche['pour_qui']): string {
  const phrase = publicDe(pour_qui)
  return phrase.charAt(0).toUpperCase() + phrase.slice(1)
}

/** Is this établissement among those the téléservice is for? One whose sector is unknown is not. */
export const estConcerne = (
  { natures, secteurs }: Fiche['pour_qui'],
  etablissement: { type: string | null; secteur: string | null },
): boolean => natures.some((n) => n === etablissement.type) && secteurs.some((s) => s === etablissement.secteur)
