import type { Champ, Definition } from './definition.ts'

/** What looks at a champ: `champ` for a question, `etape` for its condition or its rules, `reperes` for the lists. */
export type Dependant = { genre: 'champ' | 'etape' | 'reperes' | 'regle'; id: string; libelle: string }

/** All that would break if this champ went: conditions, obligations, bounds, formulas, rules, repères. */
export function dependantsDe(ebauche: Definition, id: string): Dependant[] {
  const dependants: Dependant[] = []
  const voir = (champ: Champ) => {
    const propre = champ.type === 'bloc_repetable' ? { ...champ, champs: [] } : champ
    if (champ.id !== id && cite(propre, id)) dependants.push({ genre: 'champ', id: champ.id, libelle: champ.libelle })
    if (champ.type === 'bloc_repetable') champ.champs.forEach(voir)
  }
  for (const { champs, ...etape } of ebauche.etapes) {
    if (cite(etape, id)) dependants.push({ genre: 'etape', id: etape.id, libelle: etape.titre })
    champs.forEach(voir)
  }
  const { objet, montant } = ebauche.reperes ?? {}
  if (objet === id || montant === id)
    dependants.push({ genre: 'reperes', id: 'reperes', libelle: 'Repères des listes' })
  for (const c of ebauche.conditions ?? [])
    if (cite(c.condition, id)) dependants.push({ genre: 'regle', id: c.id, libelle: `Condition « ${c.nom} »` })
  for (const [cle, libelle] of REGLES) if (cite(ebauche[cle], id)) dependants.push({ genre: 'regle', id: cle, libelle })
  return dependants
}

const REGLES = [
  ['eligibilite', 'Règles d’éligibilité'],
  ['calendrier', 'Règles de calendrier'],
  ['routage', 'Règles d’orientation'],
  ['plafonds', 'Plafonds annuels'],
] as const

/** Under these keys, and there alone, a document names another champ. */
const CLES: ReadonlySet<string> = new Set(['champ', 'total', 'lignes', 'reprend'])

function cite(valeur: unknown, id: string): boolean {
  if (Array.isArray(valeur)) return valeur.some((v) => cite(v, id))
  if (typeof valeur !== 'object' || valeur === null) return false
  return Object.entries(valeur).some(([cle, v]) => (CLES.has(cle) && v === id) || cite(v, id))
}

/** The same form where a champ has another id, wherever it is named. The new id must be free. */
export function renommer(ebauche: Definition, ancien: string, nouveau: string): Definition {
  const { objet, montant } = ebauche.reperes ?? {}
  const suite = remplacer(ebauche, ancien, nouveau) as Definition
  if (!suite.reperes) return suite
  return {
    ...suite,
    reperes: {
      ...(objet && { objet: objet === ancien ? nouveau : objet }),
      ...(montant && { montant: montant === ancien ? nouveau : montant }),
    },
  }
}

/**
 * A champ with other ids, to be put beside the first or in another form: `idDe` gives the new id of each, and what its
 * rows say of each other follows.
 */
export function copier(champ: Champ, idDe: (ancien: string) => string): Champ {
  let copie: unknown = champ
  for (const id of [champ.id, ...(champ.type === 'bloc_repetable' ? champ.champs.map((c) => c.id) : [])])
    copie = remplacer(copie, id, idDe(id))
  return copie as Champ
}

/** A champ or an étape bears its id beside a `libelle` or a `titre`; an answer of an option is never touched. */
function remplacer(valeur: unknown, ancien: string, nouveau: string): unknown {
  if (Array.isArray(valeur)) return valeur.map((v) => remplacer(v, ancien, nouveau))
  if (typeof valeur !== 'object' || valeur === null) return valeur
  const estChamp = 'type' in valeur && 'libelle' in valeur
  return Object.fromEntries(
    Object.entries(valeur).map(([cle, v]) => {
      const nomme = CLES.has(cle) || (cle === 'id' && estChamp)
      return [cle, nomme && v === ancien ? nouveau : remplacer(v, ancien, nouveau)]
    }),
  )
}

/** A free id drawn from words: « Numéro d’assurance » gives `numero_d_assurance`, then `numero_d_assurance_2`. */
export function idLibre(mots: string, pris: ReadonlySet<string>): string {
  const base =
    mots
      .toLowerCase()
      .replaceAll('œ', 'oe')
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^[^a-z]+|_+$/g, '')
      .slice(0, 50)
      .replace(/_+$/, '') || 'champ'
  if (!pris.has(base)) return base
  for (let n = 2; ; n += 1) if (!pris.has(`${base}_${n}`)) return `${base}_${n}`
}

/** Every id that a champ of this form bears. */
export const idsPris = (ebauche: Definition): Set<string> =>
  new Set(
    ebauche.etapes.flatMap((e) =>
      e.champs.flatMap((c) => [c.id, ...(c.type === 'bloc_repetable' ? c.champs.map((i) => i.id) : [])]),
    ),
  )
