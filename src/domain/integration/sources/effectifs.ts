import { ColonnesManquantes } from '../../referentiel/champs.ts'
import { texte } from '../../referentiel/valeurs.ts'
import { type Lire, lireColonnes, lireUai, normaliserEntete, UAI } from '../colonnes.ts'
import type { LectureDeLigne, RemarqueDeLigne, SourceImportable } from '../lecture.ts'
import { lireAnnee, lireChiffre, lireEntier } from '../nombres.ts'
import { anneeIncorrecte, DEPP, LICENCE_OUVERTE } from './commun.ts'

const COLONNES = {
  uai: UAI,
  annee: { noms: ['rentree_scolaire', 'annee_scolaire', 'rentree', 'annee'], obligatoire: true },
  denomination: { noms: ['denomination_principale', 'type_d_etablissement'] },
  total: { noms: ['nombre_d_eleves', 'nombre_eleves_total', 'nombre_d_eleves_total', 'effectif'] },
  niveau: { noms: ['niveau'] },
  regime: { noms: ['regime'] },
}

/** In a file that counts a level and a régime a line; without a word, everyone. */
const REGIMES: Record<string, string> = {
  externe: 'externe',
  externes: 'externe',
  demi_pensionnaire: 'demi_pensionnaire',
  demi_pensionnaires: 'demi_pensionnaire',
  interne: 'interne',
  internes: 'interne',
  boursier: 'boursier',
  boursiers: 'boursier',
}

/** Counted again by sex, language or kind of class: adding them to their level would count pupils twice. */
const DECOMPTES = /filles|garcons|lv1|lv2|hors_segpa|segpa$|ulis$/

const NIVEAUX: [colonne: RegExp, niveau: string][] = [
  [/^6emes?(_total)?$/, '6e'],
  [/^5emes?(_total)?$/, '5e'],
  [/^4emes?(_total)?$/, '4e'],
  [/^3emes?(_total)?$/, '3e'],
  [/^2ndes?_pro/, '2de_pro'],
  [/^2ndes?_/, '2de_gt'],
  [/^1eres?_g$/, '1re_g'],
  [/^1eres?_pro/, '1re_pro'],
  [/^1eres?_(sti2d|stl|stmg|st2s|std2a|sthr|s?2?tmd|bt|t|techno\w*)$/, '1re_t'],
  [/^(terminales?|tles?)_g$/, 'tle_g'],
  [/^(terminales?|tles?)_pro/, 'tle_pro'],
  [/^(terminales?|tles?)_(sti2d|stl|stmg|st2s|std2a|sthr|s?2?tmd|bt|t|techno\w*)$/, 'tle_t'],
  [/^(\w*_)?cap(_|\d|$)/, 'cap'],
]

/** The level that a column counts, whole; undefined for another column or a part of a level. */
export function niveauDe(entete: string): string | undefined {
  const nom = normaliserEntete(entete).replace(/^nombre_(total_)?(d_eleves_)?(de_|d_|en_)?/, '')
  // Pupils of these are counted in their level too: who adds levels leaves these two out.
  const classe = nom.match(/^(?:total|eleves|eleves_total)_(segpa|ulis)$/)?.[1]
  if (classe) return classe
  if (DECOMPTES.test(nom)) return undefined
  return NIVEAUX.find(([colonne]) => colonne.test(nom))?.[1]
}

/**
 * Pupils by établissement, total and by level: `fr-en-effectifs-second-degre` (total only),
 * `fr-en-college-effectifs-niveau-sexe-lv` and `fr-en-lycee_gt-effectifs-niveau-sexe-lv`. The last two count only the
 * collège or the general and technological classes: their total is that of the établissement only when it has nothing else. An authority may also send
 * `uai`, `annee`, `niveau`, `regime`, `effectif`, a line a count.
 */
export const EFFECTIFS: SourceImportable = {
  code: 'effectifs',
  libelle: 'Effectifs d’élèves du second degré',
  editeur: DEPP,
  licence: LICENCE_OUVERTE,
  cible: 'enregistrements',
  partiel: true,
  lecteur(entetes) {
    const c = lireColonnes(entetes, COLONNES)
    const niveaux = trouverNiveaux(entetes)
    // The label of the collèges goes on for two lines in brackets.
    const long = entetes.findIndex((e) => normaliserEntete(e).startsWith('nombre_d_eleves_total_nombre_d_eleves'))
    const total: Lire | undefined = long >= 0 ? (l) => l[long] ?? '' : c.presentes.has('total') ? c.total : undefined
    if (!total && niveaux.size === 0) throw new ColonnesManquantes(['nombre_d_eleves'])
    return (ligne): LectureDeLigne => {
      const lu = lireUai(c.uai(ligne))
      if ('genre' in lu) return lu
      const annee = lireAnnee(c.annee(ligne))
      if (annee === undefined) return anneeIncorrecte(lu.uai, c.annee(ligne))
      const remarques: RemarqueDeLigne[] = []
      const compter = (niveau: string, lecteurs: Lire[]): number | undefined =>
        somme(niveau, lecteurs, ligne, remarques)
      const effectifs: [string, number][] = []
      for (const [niveau, lecteurs] of niveaux) {
        const effectif = compter(niveau, lecteurs)
        // Zero of a level is a level that the établissement does not have.
        if (effectif) effectifs.push([niveau, effectif])
      }
      const ensemble = total && compter('total', [total])
      if (ensemble !== undefined && (niveaux.size === 0 || estSeul(c.denomination(ligne), niveaux)))
        effectifs.unshift([texte(c.niveau(ligne)) ?? 'total', ensemble])
      const regime = REGIMES[normaliserEntete(c.regime(ligne))] ?? 'ensemble'
      return {
        genre: 'enregistrements',
        uai: lu.uai,
        enregistrements: effectifs.map(([niveau, effectif]) => ({
          rubrique: 'effectif',
          valeurs: { annee, niveau, regime, effectif },
        })),
        remarques,
      }
    }
  },
}

function trouverNiveaux(entetes: readonly string[]): Map<string, Lire[]> {
  const niveaux = new Map<string, Lire[]>()
  for (const [i, entete] of entetes.entries()) {
    const niveau = niveauDe(entete)
    if (niveau) niveaux.set(niveau, [...(niveaux.get(niveau) ?? []), (l) => l[i] ?? ''])
  }
  return niveaux
}

function somme(niveau: string, lecteurs: Lire[], ligne: string[], remarques: RemarqueDeLigne[]): number | undefined {
  let trouve: number | undefined
  for (const lire of lecteurs) {
    const brut = lire(ligne)
    const nombre = lireEntier(brut)
    if (nombre !== undefined) trouve = (trouve ?? 0) + nombre
    else if (lireChiffre(brut).genre === 'nombre' || lireChiffre(brut).genre === 'illisible')
      remarques.push({ champ: niveau, valeur: brut, raison: 'Ce n’est pas un nombre d’élèves.' })
  }
  return trouve
}

/** The levels counted are all that the établissement has: a collège for those of the collège, a lycée that is not polyvalent. */
function estSeul(denomination: string, niveaux: ReadonlyMap<string, unknown>): boolean {
  const nom = denomination.toUpperCase()
  if (niveaux.has('6e')) return /^COLLEGE|^COLLÈGE/.test(nom)
  // « LGT LYCEE DES METIERS », « LYC GEN TECH PRIVE »; but « LPO… », « LYC POLYVAL… » also have professional classes.
  return /^(LYC|LGT|LEGT)/.test(nom) && !/POLYVAL|PROF|^LYC\w* DES M[EÉ]TIERS/.test(nom)
}
