import { enumerer } from '../ecriture.ts'
import type { Audience, Fiche, Secteur } from './fiche.ts'

type PourQui = Fiche['pour_qui']

const PLURIELS: Record<Audience, string> = { college: 'collèges', lycee: 'lycées', erea: 'EREA' }
const ORDRE: Audience[] = ['college', 'lycee', 'erea']
const SECTEURS: Record<Secteur, string> = { public: 'publics', prive: 'privés' }

/** « Collèges et lycées publics » */
export function ecrireAudience({ natures, secteurs }: PourQui): string {
  const noms = enumerer(ORDRE.filter((n) => natures.includes(n)).map((n) => PLURIELS[n]))
  const [seul] = secteurs
  const suite = secteurs.length === 1 && seul ? ` ${SECTEURS[seul]}` : ''
  return noms.charAt(0).toUpperCase() + noms.slice(1) + suite
}

/** Is this établissement among those the téléservice is for? One whose type or sector is unknown is not. */
export const estConcerne = (
  { natures, secteurs }: PourQui,
  etablissement: { type: string | null; secteur: string | null },
): boolean => natures.some((n) => n === etablissement.type) && secteurs.some((s) => s === etablissement.secteur)
