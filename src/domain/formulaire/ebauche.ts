import { doublons, tropProfond } from './controle.ts'
import { type Defaut, ecrireChemin } from './controle_conditions.ts'
import { Definition } from './definition.ts'

/**
 * A form being drawn. It has the shape of a `Definition`, but may lack what publication asks: an étape without champ, a
 * libellé still empty, an option not yet named. So every function that takes a definition can take it.
 */
export type Ebauche = Definition

/** What incompleteness looks like; anything else is another shape, that no screen could open. */
const INACHEVE: ReadonlySet<string> = new Set(['too_small', 'too_big', 'invalid_format', 'custom'])
const PROFONDEUR_MAX = 60

/** Reads any document as an ébauche; `defaut` says, with its path, why it is none. */
export function lireEbauche(
  document: unknown,
): { ebauche: Ebauche; defaut?: undefined } | { ebauche?: undefined; defaut: Defaut } {
  if (tropProfond(document, PROFONDEUR_MAX))
    return { defaut: { chemin: '', message: `Le document a plus de ${PROFONDEUR_MAX} niveaux.` } }
  const lu = Definition.safeParse(document)
  const autre = lu.error?.issues.find((i) => !INACHEVE.has(i.code))
  if (autre) return { defaut: { chemin: ecrireChemin(autre.path), message: autre.message } }
  // Only lengths and formats are at fault: the types hold, and no schema of a form transforms what it reads.
  const ebauche = lu.success ? lu.data : (document as Ebauche)
  // Every edit aims at an id.
  const [double] = doublons(ebauche)
  return double ? { defaut: double } : { ebauche }
}

/** A new form: one étape, empty. */
export const ebaucheVide = (titre: string): Ebauche => ({
  format: 'preau/formulaire@1',
  titre,
  etapes: [{ id: 'etape_1', titre: 'Étape 1', champs: [] }],
})
