import { ColonnesManquantes } from '../../referentiel/champs.ts'
import { lireColonnes, lireUai, normaliserEntete, placerEntetes, UAI } from '../colonnes.ts'
import type { ContexteDeFichier, LectureDeLigne, SourceImportable } from '../lecture.ts'
import { lireAnnee } from '../nombres.ts'
import { anneeIncorrecte, DEPP, LICENCE_OUVERTE, lireIndicateurs } from './commun.ts'

const CLE = { uai: UAI, annee: { noms: ['annee', 'session'] } }

/** Groups of the workbook, as `normaliserEntete` gives them, and the beginnings of the identifiers of the portal. */
const MESURES: [debut: RegExp, code: string][] = [
  [/^(nombre_d_eleves_presents_au_bac|presents)_/, 'presents'],
  [/^(taux_de_reussite_attendus?|taux_reu_attendus?)_/, 'taux_reu_attendu'],
  [/^(taux_de_reussite_bruts?|taux_reu)_/, 'taux_reu'],
  [/^(valeur_ajoutee_d[ue]_taux_de_reussite|va_reu)_/, 'va_reu'],
  [/^(taux_de_mentions_attendus?|taux_men_attendus?)_/, 'taux_men_attendu'],
  [/^(taux_de_mentions_bruts?|taux_men)_/, 'taux_men'],
  [/^(valeur_ajoutee_d[ue]_taux_de_mentions|va_men)_/, 'va_men'],
  [/^(effectifs_a_la_rentree_(n|\d{4})|eff)_/, 'eff'],
  [/^(taux_d_acces_attendus?|taux_acces_attendus?)_/, 'taux_acces_attendu'],
  [/^(taux_d_acces_bruts?|taux_acces)_/, 'taux_acces'],
  [/^(valeur_ajoutee_d[ue]_taux_d_acces|va_acces)_/, 'va_acces'],
  [/^nb_mentions_/, 'nb_mentions'],
]

/** Series whose label is too long for a code. */
const SERIES: Record<string, string> = {
  '2nde_bac': '2nde',
  '1ere_bac': '1ere',
  term_bac: 'term',
  specialites_pluri_techno: 'pluri_techno',
  genie_civil_construction_et_bois: 'genie_civil',
  mecanique_electricite_electronique: 'mecanique',
  specialites_plurivalentes_des_services: 'plurivalentes_services',
  echanges_et_gestion: 'echanges_gestion',
  communication_et_information: 'communication',
  services_aux_personnes: 'services_personnes',
  services_a_la_collectivite: 'services_collectivite',
}

/** « Taux de réussite bruts · GNLE » and `taux_reu_gnle` are one indicator; undefined for another column. */
export function codeIval(entete: string): string | undefined {
  const nom = normaliserEntete(entete)
  for (const [debut, mesure] of MESURES) {
    if (!debut.test(nom)) continue
    const serie = nom.replace(debut, '')
    return `${mesure}_${SERIES[serie] ?? serie}`
  }
  return undefined
}

/**
 * The workbook of the ministry (a sheet LGT, a sheet LP, groups above series), its sheets as CSV, and the datasets
 * `fr-en-indicateurs-de-resultat-des-lycees-gt_v2` and `-pro_v2`. The workbook does not say its session: the name of the
 * file does (« ival-2024-… »), or else the day of its data.
 */
export const IVAL_LYCEES: SourceImportable = {
  code: 'ival-lycees',
  libelle: 'Valeur ajoutée des lycées (IVAL)',
  editeur: DEPP,
  licence: LICENCE_OUVERTE,
  cible: 'enregistrements',
  lecteur(entetes, feuille, contexte) {
    const cle = lireColonnes(entetes, CLE)
    const places = placerEntetes(entetes)
    const codes = new Map<string, number>()
    for (const entete of entetes) {
      const code = codeIval(entete)
      const place = places.get(normaliserEntete(entete))
      if (code && place !== undefined && !codes.has(code)) codes.set(code, place)
    }
    const manquantes = [
      ...(codes.has('presents_total') || codes.has('taux_reu_total') ? [] : ['Taux de réussite bruts · TOTAL']),
      ...(codes.has('taux_acces_2nde') ? [] : ['Taux d’accès bruts · 2nde-Bac']),
    ]
    if (manquantes.length) throw new ColonnesManquantes(manquantes)
    const session = cle.presentes.has('annee') ? undefined : sessionDe(contexte)
    if (!cle.presentes.has('annee') && session === undefined) throw new AnneeInconnue()
    const jeu = estProfessionnel(feuille, codes) ? 'ival_pro' : 'ival_gt'
    const lues = [...codes].map(([code, place]): [string, (l: string[]) => string] => [code, (l) => l[place] ?? ''])
    return (ligne): LectureDeLigne => {
      const lu = lireUai(cle.uai(ligne))
      if ('genre' in lu) return lu
      const annee = session ?? lireAnnee(cle.annee(ligne))
      if (annee === undefined) return anneeIncorrecte(lu.uai, cle.annee(ligne))
      return { genre: 'enregistrements', uai: lu.uai, ...lireIndicateurs({ jeu, annee }, lues, ligne) }
    }
  },
}

/** Neither the file nor its name says of which year it speaks: its figures would be filed under a wrong one. */
export class AnneeInconnue extends ColonnesManquantes {
  constructor() {
    super([])
    this.message =
      'Le fichier ne dit pas son année : mettez-la dans son nom (« ival-2024.xlsx »), dans une colonne « Année », ou indiquez la date des données.'
    this.name = 'AnneeInconnue'
  }
}

/** Results are known from July on: before, the day of the data speaks of the session of the year before. */
function sessionDe(contexte: ContexteDeFichier | undefined): number | undefined {
  const dansLeNom = contexte?.nom?.match(/(?<!\d)(20\d\d)(?!\d)/)?.[1]
  if (dansLeNom) return Number(dansLeNom)
  const [annee, mois] = contexte?.date?.split('-').map(Number) ?? []
  if (!annee || !mois) return undefined
  return mois >= 7 ? annee : annee - 1
}

const estProfessionnel = (feuille: string | null, codes: ReadonlyMap<string, number>): boolean =>
  /^(lp|lycées? pro)/i.test(feuille?.trim() ?? '') ||
  [...codes.keys()].some((c) => /_(transfor|ensemble_production|prod|pluri_?techno)/.test(c))
