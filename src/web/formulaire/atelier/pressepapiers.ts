import type { Champ } from '#domain/formulaire/definition.ts'
import { ebaucheVide, lireEbauche } from '#domain/formulaire/ebauche.ts'

const CLE = 'preau.champs_copies'

/** Copied champs wait on this device, so that another form, in another tab, may take them. */
export function copierChamps(champs: readonly Champ[]): void {
  localStorage.setItem(CLE, JSON.stringify(champs))
}

/** What was copied; nothing when it is no longer readable. */
export function lireCopies(): Champ[] {
  const brut = localStorage.getItem(CLE)
  if (!brut) return []
  try {
    const document = { ...ebaucheVide('x'), etapes: [{ id: 'e', titre: 'x', champs: JSON.parse(brut) as unknown }] }
    return lireEbauche(document).ebauche?.etapes[0]?.champs ?? []
  } catch {
    return []
  }
}
