import type { Acteur } from '../acteur.ts'
import type { ChampDeFiche, Genre, Groupe } from './champ-de-fiche.ts'
import { peutLireGroupe } from './droits.ts'
import { JEUX_INDICATEUR } from './rubriques-colonnes.ts'

/** What a list can show, filter and sort by: a champ of the fiche, a territory, or a value computed from linked records. */
export type ColonneDeListe = {
  code: string
  libelle: string
  genre: Genre
  groupe: Groupe
  /** Where it stands in the choice of columns: code of a tab, `territoire` or `chiffres`. */
  famille: string
  origine: 'colonne' | 'autres' | 'territoire' | 'chiffre' | 'chef'
  unite?: string
  nomenclature?: string
}

export type Catalogue = ReadonlyMap<string, ColonneDeListe>

/** Territories: their column holds a code, their table its name. */
export const TERRITOIRES = {
  code_commune: { libelle: 'Commune (code officiel)', table: 'commune', de: 'à' },
  code_canton: { libelle: 'Canton', table: 'canton', de: 'dans le canton' },
  code_epci: { libelle: 'Intercommunalité', table: 'epci', de: 'dans' },
  code_departement: { libelle: 'Département', table: 'departement', de: 'dans' },
  code_academie: { libelle: 'Académie', table: 'academie', de: 'dans l’académie' },
  code_region: { libelle: 'Région', table: 'region', de: 'dans la région' },
} as const
export type Territoire = keyof typeof TERRITOIRES

/** The latest known total of élèves; the other figures are those of the indicators, `jeu.code`. */
export const CLE_EFFECTIF = 'effectif'

const MOTS_INDICATEUR: Record<string, string> = {
  ips: 'IPS',
  ips_ensemble: 'IPS',
  taux_reussite: 'Taux de réussite',
  valeur_ajoutee_reussite: 'Valeur ajoutée, réussite',
  taux_acces: 'Taux d’accès',
  taux_mentions: 'Taux de mentions',
  presents: 'Candidats présents',
}

const motsDe = (code: string): string => {
  const dits = MOTS_INDICATEUR[code] ?? code.replaceAll('_', ' ')
  return dits.charAt(0).toUpperCase() + dits.slice(1)
}

/** The column of a figure, from its key (`effectif`, `ival_gt.taux_reussite`); its code has no dot, for addresses and files. */
export function colonneChiffre(cle: string): ColonneDeListe {
  const commun = { genre: 'nombre', groupe: 'pedagogie', famille: 'chiffres', origine: 'chiffre' } as const
  if (cle === CLE_EFFECTIF) return { ...commun, code: 'effectif', libelle: 'Élèves', genre: 'entier', unite: 'élèves' }
  const [jeu = '', code = ''] = cle.split('.', 2)
  const libelleJeu = JEUX_INDICATEUR[jeu as keyof typeof JEUX_INDICATEUR] ?? jeu
  return { ...commun, code: `${jeu}:${code}`, libelle: `${motsDe(code)} (${libelleJeu.toLowerCase()})` }
}

/** The key of the figure that this column shows. */
export const cleDuChiffre = ({ code }: Pick<ColonneDeListe, 'code'>): string => code.replace(':', '.')

/**
 * Everything that the lists of `acteur` may name. A champ retired, or of a group that the actor may not read, is not
 * there: filters, sorts, columns, exports and their errors then treat it as one that never existed.
 */
export function catalogueDe(acteur: Acteur, champs: readonly ChampDeFiche[], chiffres: readonly string[]): Catalogue {
  const tous: ColonneDeListe[] = [
    { code: 'uai', libelle: 'UAI', genre: 'texte', groupe: 'identite', famille: 'general', origine: 'colonne' },
    ...champs.filter((c) => !c.retire).map(enColonne),
    ...Object.entries(TERRITOIRES).map(
      ([code, { libelle }]): ColonneDeListe => ({
        code,
        libelle,
        genre: 'choix',
        nomenclature: code,
        groupe: 'coordonnees',
        famille: 'territoire',
        origine: 'territoire',
      }),
    ),
    {
      code: 'chef',
      libelle: 'Chef d’établissement',
      genre: 'texte',
      groupe: 'autre',
      famille: 'general',
      origine: 'chef',
    },
    ...[...new Set([CLE_EFFECTIF, ...chiffres])].map(colonneChiffre),
  ]
  return new Map(tous.filter((c) => peutLireGroupe(acteur, c.groupe)).map((c) => [c.code, c]))
}

const enColonne = (c: ChampDeFiche): ColonneDeListe => ({
  code: c.code,
  libelle: c.libelle,
  genre: c.genre,
  groupe: c.groupe,
  famille: c.onglet,
  origine: c.stockage,
  ...(c.unite ? { unite: c.unite } : {}),
  ...(c.nomenclature ? { nomenclature: c.nomenclature } : {}),
})

/** What a list shows when nothing was chosen. */
export const COLONNES_PAR_DEFAUT = ['uai', 'nature', 'commune', 'code_departement', 'secteur', 'etat']
