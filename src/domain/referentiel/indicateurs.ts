/** Words for the codes of indicators and school levels, as sources write them. */

const MESURES: [debut: string, libelle: string][] = [
  ['taux_reu_attendu', 'Taux de réussite attendu'],
  ['taux_reu', 'Taux de réussite'],
  ['va_reu', 'Valeur ajoutée de la réussite'],
  ['taux_men_attendu', 'Taux de mentions attendu'],
  ['taux_men', 'Taux de mentions'],
  ['va_men', 'Valeur ajoutée des mentions'],
  ['taux_acces_attendu', 'Taux d’accès attendu'],
  ['taux_acces', 'Taux d’accès'],
  ['va_acces', 'Valeur ajoutée de l’accès'],
  ['nb_mentions', 'Mentions'],
  ['presents', 'Présents au baccalauréat'],
  ['eff', 'Effectif'],
  ['nb_candidats', 'Candidats'],
  ['taux_de_reussite', 'Taux de réussite'],
  ['va_du_taux_de_reussite', 'Valeur ajoutée de la réussite'],
  ['note_a_l_ecrit', 'Note à l’écrit'],
  ['va_de_la_note', 'Valeur ajoutée de la note'],
  ['taux_d_acces_6eme_3eme', 'Taux d’accès de la 6e à la 3e'],
  ['part_presents_3eme_ordinaire', 'Part de présents, 3e ordinaire'],
  ['part_presents_3eme_segpa', 'Part de présents, 3e Segpa'],
  ['ecart_type', 'Écart type de l’IPS'],
  ['effectif', 'Effectif'],
  ['ips', 'IPS'],
  ['inscrits', 'Inscrits'],
  ['admis_sans_mention', 'Admis sans mention'],
  ['admis', 'Admis'],
  ['mention', 'Mention'],
]

const SUITES: Record<string, string> = {
  total: 'ensemble',
  ensemble: 'ensemble',
  g: 'voie générale',
  p: 'voie professionnelle',
  gt: 'voies générale et technologique',
  pro: 'voie professionnelle',
  gnle: 'série générale',
  global: 'toutes',
  ab: 'assez bien',
  b: 'bien',
  tb: 'très bien',
  bien: 'bien',
  tres_bien: 'très bien',
  '2nde': 'depuis la 2de',
  '1ere': 'depuis la 1re',
  term: 'depuis la terminale',
}

/** « Valeur ajoutée de la réussite, ensemble » for `va_reu_total`; a series without a known name keeps its own in words. */
export function libelleIndicateur(code: string): string {
  const mesure = MESURES.filter(([debut]) => code === debut || code.startsWith(`${debut}_`)).sort(
    (a, b) => b[0].length - a[0].length,
  )[0]
  if (!mesure) return enMots(code)
  const suite = code.slice(mesure[0].length + 1)
  return suite ? `${mesure[1]}, ${suiteEnMots(suite)}` : mesure[1]
}

function suiteEnMots(suite: string): string {
  const parties = suite.split('_').map((p) => SUITES[p])
  return SUITES[suite] ?? (parties.every((p) => p !== undefined) ? parties.join(', ') : enMots(suite).toLowerCase())
}

const NIVEAUX: Record<string, string> = {
  total: 'Tous les niveaux',
  '6e': '6e',
  '5e': '5e',
  '4e': '4e',
  '3e': '3e',
  '2de_gt': '2de générale et technologique',
  '1re_g': '1re générale',
  '1re_t': '1re technologique',
  tle_g: 'Terminale générale',
  tle_t: 'Terminale technologique',
  cap: 'CAP',
  '2de_pro': '2de professionnelle',
  '1re_pro': '1re professionnelle',
  tle_pro: 'Terminale professionnelle',
  cpge: 'Classes préparatoires',
  bts: 'BTS',
  segpa: 'Segpa',
  ulis: 'Ulis',
}

/** « 2de générale et technologique » for `2de_gt`. */
export const libelleNiveau = (code: string): string => NIVEAUX[code] ?? enMots(code)

function enMots(code: string): string {
  const mots = code.replaceAll('_', ' ').trim()
  return mots.charAt(0).toUpperCase() + mots.slice(1)
}

/** The value of one year of what is followed in the head of the fiche. */
export type Point = { annee: number; valeur: number }

type Effectif = { annee: number; niveau: string; regime: string; effectif: number }

/** Élèves by year, oldest first: what the source gives as the total, or the sum of its levels; never both. */
export function totauxEleves(effectifs: readonly Effectif[]): Point[] {
  const annees = Map.groupBy(
    effectifs.filter((e) => e.regime === 'ensemble'),
    (e) => e.annee,
  )
  return [...annees]
    .map(([annee, lignes]) => {
      const total = lignes.find((l) => l.niveau === 'total')
      // Segpa and Ulis pupils are also counted in their level.
      const niveaux = lignes.filter((l) => !['segpa', 'ulis'].includes(l.niveau))
      return { annee, valeur: total?.effectif ?? niveaux.reduce((s, l) => s + l.effectif, 0) }
    })
    .sort((a, b) => a.annee - b.annee)
}

type Indicateur = { jeu: string; annee: number; code: string; valeur: number | null }

/** One indicator by year, oldest first: for each year the first of `codes` that has a value. */
export function serie(indicateurs: readonly Indicateur[], jeux: readonly string[], codes: readonly string[]): Point[] {
  const annees = Map.groupBy(
    indicateurs.filter((i) => jeux.includes(i.jeu) && codes.includes(i.code) && i.valeur !== null),
    (i) => i.annee,
  )
  return [...annees]
    .flatMap(([annee, lignes]) => {
      const choisi = codes.map((c) => lignes.find((l) => l.code === c)).find((l) => l !== undefined)
      return typeof choisi?.valeur === 'number' ? [{ annee, valeur: choisi.valeur }] : []
    })
    .sort((a, b) => a.annee - b.annee)
}
