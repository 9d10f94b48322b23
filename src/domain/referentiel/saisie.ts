import type { ErreurDeChamp } from '../erreurs.ts'
import type { ChampDeFiche } from './champ-de-fiche.ts'
import { estSiret } from './siret.ts'
import type { ValeurConnue } from './temps.ts'
import { adresseWeb, courriel, jour, telephone } from './valeurs.ts'

/** The codes that may be chosen, by nomenclature: those not obsolete. */
export type CodesPermis = ReadonlyMap<string, ReadonlySet<string>>

/** A value that may be written, or why it may not. */
export type Verdict = { valeur: ValeurConnue } | { erreur: string }

const LONGUEUR_MAX = 2000

/** Checks one typed value against its genre; `null` and `''` empty the champ. Texts are cleaned, numbers made numbers. */
export function verifierGenre(genre: ChampDeFiche['genre'], brut: unknown, codes?: ReadonlySet<string>): Verdict {
  if (brut === null || brut === undefined || (typeof brut === 'string' && brut.trim() === '')) return { valeur: null }
  switch (genre) {
    case 'texte':
      return typeof brut === 'string' ? verifierTexte(brut) : { erreur: 'Écrivez un texte.' }
    case 'nombre':
    case 'entier':
    case 'montant':
    case 'pourcentage':
      return verifierNombre(genre, brut)
    case 'booleen':
      if (brut === true || brut === 'true' || brut === 'oui') return { valeur: true }
      if (brut === false || brut === 'false' || brut === 'non') return { valeur: false }
      return { erreur: 'Choisissez oui ou non.' }
    case 'jour': {
      const lu = typeof brut === 'string' ? jour(brut) : undefined
      return lu ? { valeur: lu } : { erreur: 'Donnez une date qui existe.' }
    }
    case 'choix':
      return typeof brut === 'string' && codes?.has(brut)
        ? { valeur: brut }
        : { erreur: 'Choisissez une valeur de la liste.' }
  }
}

function verifierTexte(brut: string): Verdict {
  const propre = brut
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .trim()
    .normalize('NFC')
  if (propre.length > LONGUEUR_MAX) return { erreur: `Raccourcissez ce texte à ${LONGUEUR_MAX} caractères.` }
  return { valeur: propre || null }
}

function verifierNombre(genre: 'nombre' | 'entier' | 'montant' | 'pourcentage', brut: unknown): Verdict {
  const texte = typeof brut === 'number' ? String(brut) : typeof brut === 'string' ? brut : ''
  const propre = texte.replace(/[\s\u202f\u00a0]/g, '').replace(',', '.')
  const lu = /^[+-]?\d{1,15}(\.\d{1,12})?(e[+-]?\d{1,2})?$/i.test(propre) ? Number(propre) : Number.NaN
  if (!Number.isFinite(lu)) return { erreur: 'Écrivez un nombre.' }
  if ((genre === 'entier' || genre === 'montant') && !Number.isSafeInteger(lu))
    return { erreur: 'Écrivez un nombre entier.' }
  if (genre === 'entier' && Math.abs(lu) > 2_147_483_647) return { erreur: 'Ce nombre est trop grand.' }
  if (genre === 'pourcentage' && (lu < 0 || lu > 100)) return { erreur: 'Donnez un pourcentage entre 0 et 100.' }
  return { valeur: lu }
}

const NOM_VIDE = 'Le nom ne peut pas être vide.'

/** What the type alone does not check, for some champs of the product. */
const PRECIS: Record<string, (valeur: string) => Verdict> = {
  siret: (v) =>
    estSiret(v.replace(/\s/g, ''))
      ? { valeur: v.replace(/\s/g, '') }
      : { erreur: 'Ce SIRET est incorrect : vérifiez ses quatorze chiffres.' },
  code_postal: (v) => (/^\d{5}$/.test(v) ? { valeur: v } : { erreur: 'Un code postal a cinq chiffres.' }),
  courriel: (v) => enVerdict(courriel(v), 'Cette adresse électronique est incomplète.'),
  telephone: (v) => enVerdict(telephone(v), 'Un numéro de téléphone a dix chiffres.'),
  fax: (v) => enVerdict(telephone(v), 'Un numéro de télécopie a dix chiffres.'),
  web: (v) => enVerdict(adresseWeb(v), 'Cette adresse de site est incorrecte.'),
}

const enVerdict = (valeur: string | undefined, erreur: string): Verdict =>
  valeur === undefined ? { erreur } : { valeur }

/** What names or places one établissement is typed on its own fiche, never on many at once. */
const PROPRES_A_CHACUN = new Set([
  'nom',
  'siret',
  'latitude',
  'longitude',
  'precision_position',
  'mere_uai',
  'rattachement',
  'date_fermeture',
])

/** The same value may be typed on several établissements at once. */
export const seSaisitEnsemble = (champ: Pick<ChampDeFiche, 'code' | 'retire'>): boolean =>
  !champ.retire && !PROPRES_A_CHACUN.has(champ.code)

const JAMAIS_VIDES = new Set(['nom', 'etat', 'type', 'commune'])

const COUPLES = [
  ['latitude', 'longitude'],
  ['mere_uai', 'rattachement'],
]

/** The champs that are corrected with this one, itself included: a point is two champs, as is a link. */
export const vontEnsemble = (code: string): string[] => COUPLES.find((c) => c.includes(code)) ?? [code]

/** Checks one typed value against its champ. */
export function verifierChamp(champ: ChampDeFiche, brut: unknown, codes: CodesPermis): Verdict {
  if (champ.retire) return { erreur: 'Ce champ a été retiré de la fiche.' }
  const verdict = verifierGenre(champ.genre, brut, codes.get(champ.nomenclature ?? ''))
  if ('erreur' in verdict) return verdict
  if (verdict.valeur === null)
    return JAMAIS_VIDES.has(champ.code)
      ? { erreur: champ.code === 'nom' ? NOM_VIDE : 'Choisissez une valeur de la liste.' }
      : verdict
  if (champ.stockage === 'colonne' && champ.genre === 'texte')
    return precis(champ.code, String(verdict.valeur).replace(/\s+/g, ' '))
  return verdict
}

const precis = (code: string, valeur: string): Verdict => PRECIS[code]?.(valeur) ?? { valeur }

/**
 * Checks a whole correction: `{ champ: value }` over the row as it stands. Gives what may be written, and the errors by
 * champ; an unknown champ is an error.
 */
export function verifierSaisie(
  registre: readonly ChampDeFiche[],
  courant: Record<string, ValeurConnue>,
  saisie: Record<string, unknown>,
  codes: CodesPermis,
): { valeurs: Record<string, ValeurConnue>; erreurs: ErreurDeChamp[] } {
  const valeurs: Record<string, ValeurConnue> = {}
  const erreurs: ErreurDeChamp[] = []
  for (const [code, brut] of Object.entries(saisie)) {
    const champ = registre.find((c) => c.code === code)
    const verdict: Verdict = champ ? verifierChamp(champ, brut, codes) : { erreur: 'Ce champ n’existe pas.' }
    if ('erreur' in verdict) erreurs.push({ champ: code, message: verdict.erreur })
    else valeurs[code] = verdict.valeur
  }
  return { valeurs, erreurs: [...erreurs, ...erreursEnsemble({ ...courant, ...valeurs }, valeurs)] }
}

/** Rules that hold two champs together; told only to who touches one of them. */
function erreursEnsemble(apres: Record<string, ValeurConnue>, touches: Record<string, ValeurConnue>): ErreurDeChamp[] {
  const erreurs: ErreurDeChamp[] = []
  const { latitude = null, longitude = null, date_ouverture, date_fermeture } = apres
  for (const champ of ['latitude', 'longitude'] as const) {
    if (!(champ in touches)) continue
    const borne = champ === 'latitude' ? 90 : 180
    if ((latitude === null) !== (longitude === null))
      erreurs.push({ champ, message: 'La latitude et la longitude vont ensemble.' })
    else if (typeof apres[champ] === 'number' && Math.abs(apres[champ]) > borne)
      erreurs.push({ champ, message: `Donnez des degrés entre -${borne} et ${borne}.` })
  }
  if (typeof date_ouverture === 'string' && typeof date_fermeture === 'string' && date_fermeture < date_ouverture)
    for (const champ of ['date_ouverture', 'date_fermeture'])
      if (champ in touches) erreurs.push({ champ, message: 'La fermeture ne peut pas précéder l’ouverture.' })
  const { mere_uai = null, rattachement = null } = apres
  if (('mere_uai' in touches || 'rattachement' in touches) && (mere_uai === null) !== (rattachement === null))
    erreurs.push(
      mere_uai === null
        ? { champ: 'mere_uai', message: 'Donnez l’UAI de l’établissement auquel il est rattaché.' }
        : { champ: 'rattachement', message: 'Dites s’il en est une section ou une annexe.' },
    )
  return erreurs
}
