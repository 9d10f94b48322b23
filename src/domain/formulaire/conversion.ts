import type { Champ, NomDeType } from './definition.ts'
import type { Option } from './types/options.ts'
import { typeDe } from './types/registre.ts'

/** Text that a person wrote or reads as such; the rest of the types hold more than their words. */
const TEXTES: readonly NomDeType[] = ['texte', 'texte_long', 'courriel', 'telephone', 'siret', 'uai']
const NOMBRES: readonly NomDeType[] = ['nombre', 'pourcentage', 'echelle']
/** Shown as words, they say the whole answer: nothing of it is lost in a text. */
const LISIBLES: readonly NomDeType[] = [
  ...TEXTES,
  ...NOMBRES,
  ...(['montant', 'date', 'date_heure', 'periode', 'annee_scolaire', 'oui_non', 'choix', 'choix_multiple'] as const),
  ...(['choix_lies', 'adresse', 'commune', 'etablissement', 'nomenclature'] as const),
]

/**
 * The same answer in another type, or `undefined` when it would not mean the same. Files, bank details and what a
 * service vouched for are never converted: their worth is not in their words.
 */
export function convertir(ancien: Champ, nouveau: Champ, valeur: unknown): unknown {
  if (!typeDe(ancien).reponse?.safeParse(valeur).success) return undefined
  if (TEXTES.includes(nouveau.type)) return enTexte(ancien, nouveau.type, valeur)
  if (NOMBRES.includes(nouveau.type)) return enNombre(ancien, valeur)
  switch (nouveau.type) {
    case 'montant':
      // A share or a note is no sum of money.
      return ancien.type === 'nombre' || ancien.type === 'texte' ? centimesDe(enNombre(ancien, valeur)) : undefined
    case 'oui_non':
    case 'case':
      return typeof valeur === 'boolean' && ancien.type !== 'attestation' ? valeur : undefined
    case 'choix':
      return enOption(nouveau.options, ancien, valeur)
    case 'choix_multiple': {
      const option = enOption(nouveau.options, ancien, valeur)
      return option === undefined ? undefined : [option]
    }
    case 'date':
      return jourDe(ancien, valeur)
    default:
      return undefined
  }
}

function enTexte(ancien: Champ, type: NomDeType, valeur: unknown): string | undefined {
  if (typeof valeur === 'string' && TEXTES.includes(ancien.type))
    return type === 'texte_long' ? valeur : surUneLigne(valeur)
  // A sentence is no telephone number: only a free text may hold the words of another type.
  if (type !== 'texte' && type !== 'texte_long') return undefined
  if (!LISIBLES.includes(ancien.type)) return undefined
  return surUneLigne(typeDe(ancien).ecrire(valeur, ancien))
}

/** A text of several lines does not fit in one: it is set aside rather than glued. */
const surUneLigne = (texte: string): string | undefined => (/[\n\r]/.test(texte) ? undefined : texte)

function enNombre(ancien: Champ, valeur: unknown): number | undefined {
  if (ancien.type === 'montant' && typeof valeur === 'number') return valeur / 100
  if (NOMBRES.includes(ancien.type) && typeof valeur === 'number') return valeur
  if (ancien.type === 'effectif' && typeof valeur === 'object' && valeur !== null && 'nombre' in valeur)
    return typeof valeur.nombre === 'number' ? valeur.nombre : undefined
  if (ancien.type !== 'texte' || typeof valeur !== 'string') return undefined
  const compact = valeur.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.')
  return /^-?\d{1,12}(\.\d{1,6})?$/.test(compact) ? Number(compact) : undefined
}

/** Euros in whole cents; a third digit after the comma is no amount. */
function centimesDe(euros: number | undefined): number | undefined {
  if (euros === undefined) return undefined
  const centimes = Number((euros * 100).toPrecision(15))
  return Number.isSafeInteger(centimes) ? centimes : undefined
}

/** The option of this value, or of this label written whole. */
function enOption(options: readonly Option[], ancien: Champ, valeur: unknown): string | undefined {
  const dite = Array.isArray(valeur) ? (valeur.length === 1 ? valeur[0] : undefined) : valeur
  if (typeof dite !== 'string') return undefined
  const libelle = typeDe(ancien).ecrire(valeur, ancien).trim().toLowerCase()
  return (options.find((o) => o.valeur === dite) ?? options.find((o) => o.libelle.trim().toLowerCase() === libelle))
    ?.valeur
}

function jourDe(ancien: Champ, valeur: unknown): string | undefined {
  if (typeof valeur !== 'string') return undefined
  if (ancien.type === 'date_heure') return valeur.slice(0, 10)
  const [, jour, mois, annee] =
    /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(ancien.type === 'texte' ? valeur : '') ?? []
  return jour && mois ? `${annee}-${mois.padStart(2, '0')}-${jour.padStart(2, '0')}` : undefined
}
