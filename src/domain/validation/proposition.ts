import { heureLocale, jourLocal } from '../heure.ts'
import { vontEnsemble } from '../referentiel/saisie.ts'
import type { ValeurConnue } from '../referentiel/temps.ts'

/** What a proposition has become, with the words people read. */
export const ETATS = {
  en_attente: 'En attente',
  a_reprendre: 'À reprendre',
  acceptee: 'Acceptée',
  refusee: 'Refusée',
  retiree: 'Retirée',
  remplacee: 'Remplacée',
  confirmee: 'Confirmée par la source',
  sans_effet: 'Sans effet',
  annulee: 'Annulée',
} as const
export type EtatProposition = keyof typeof ETATS
export const CODES_ETAT = Object.keys(ETATS) as [EtatProposition, ...EtatProposition[]]

/** Those that someone must still decide. */
export const OUVERTES = ['en_attente', 'a_reprendre'] as const satisfies EtatProposition[]
export const estOuverte = (etat: EtatProposition): boolean => (OUVERTES as readonly string[]).includes(etat)

export type Valeurs = Record<string, ValeurConnue>

/** The champ that names a proposition: itself, or the first of the two that go together. */
export const cleDe = (champ: string): string => vontEnsemble(champ)[0] ?? champ

/** The same champs hold the same values; an absent one is an empty one. */
export const memesValeurs = (champs: readonly string[], a: Valeurs, b: Valeurs): boolean =>
  champs.every((c) => (a[c] ?? null) === (b[c] ?? null))

/** What is typed in place of what is kept: a commune is chosen by its code, which its name alone does not say. */
export function enSaisie({ code_commune, ...valeurs }: Valeurs): Valeurs {
  return code_commune === undefined ? valeurs : { ...valeurs, commune: code_commune }
}

const FAITES: Record<Exclude<EtatProposition, 'en_attente' | 'a_reprendre'>, string> = {
  acceptee: 'déjà acceptée',
  refusee: 'déjà refusée',
  retiree: 'retirée',
  remplacee: 'remplacée par une autre',
  confirmee: 'déjà confirmée par la source',
  sans_effet: 'close : la fiche disait déjà cette valeur',
  annulee: 'annulée',
}

/**
 * « Cette proposition est déjà acceptée par Bruno Martin à 14:32. » `le` is an instant, `maintenant` the present: the day is
 * said when it is another.
 */
export function dejaDecidee(
  { etat, par, le }: { etat: EtatProposition; par: string | null; le: string | null },
  maintenant: Date,
): string {
  const fait = etat === 'en_attente' || etat === 'a_reprendre' ? 'changée' : FAITES[etat]
  const qui = par && (etat === 'acceptee' || etat === 'refusee' || etat === 'retiree') ? ` par ${par}` : ''
  return `Cette proposition est ${fait}${qui}${le ? quand(new Date(le), maintenant) : ''}.`
}

function quand(le: Date, maintenant: Date): string {
  const [jour = '', heure = ''] = heureLocale(le).split('T')
  const date = jour === jourLocal(maintenant) ? '' : ` le ${jour.split('-').reverse().join('/')}`
  return `${date} à ${heure}`
}
