/** How a champ is stored and shown. */
export type GenreDeChamp = 'texte' | 'nombre' | 'booleen' | 'jour'

/** What the référentiel holds of an établissement, in the order of its fiche; territory is computed, so it is not here. */
export const CHAMPS = {
  nom: { genre: 'texte', libelle: 'Nom' },
  type: { genre: 'texte', libelle: 'Type' },
  nature: { genre: 'texte', libelle: 'Nature' },
  secteur: { genre: 'texte', libelle: 'Secteur' },
  contrat: { genre: 'texte', libelle: 'Contrat' },
  etat: { genre: 'texte', libelle: 'État' },
  ministere: { genre: 'texte', libelle: 'Ministère de tutelle' },
  siret: { genre: 'texte', libelle: 'SIRET' },
  mere_uai: { genre: 'texte', libelle: 'Établissement mère' },
  rattachement: { genre: 'texte', libelle: 'Rattachement' },
  date_ouverture: { genre: 'jour', libelle: 'Date d’ouverture' },
  adresse: { genre: 'texte', libelle: 'Adresse' },
  complement_adresse: { genre: 'texte', libelle: 'Complément d’adresse' },
  code_postal: { genre: 'texte', libelle: 'Code postal' },
  commune: { genre: 'texte', libelle: 'Commune' },
  latitude: { genre: 'nombre', libelle: 'Latitude' },
  longitude: { genre: 'nombre', libelle: 'Longitude' },
  precision_position: { genre: 'texte', libelle: 'Précision de la position' },
  telephone: { genre: 'texte', libelle: 'Téléphone' },
  fax: { genre: 'texte', libelle: 'Télécopie' },
  courriel: { genre: 'texte', libelle: 'Courriel' },
  web: { genre: 'texte', libelle: 'Site internet' },
  fiche_onisep: { genre: 'texte', libelle: 'Fiche de l’Onisep' },
  education_prioritaire: { genre: 'texte', libelle: 'Éducation prioritaire' },
  bassin_formation: { genre: 'texte', libelle: 'Bassin de formation' },
  voie_generale: { genre: 'booleen', libelle: 'Voie générale' },
  voie_technologique: { genre: 'booleen', libelle: 'Voie technologique' },
  voie_professionnelle: { genre: 'booleen', libelle: 'Voie professionnelle' },
  post_bac: { genre: 'booleen', libelle: 'Formations après le bac' },
  apprentissage: { genre: 'booleen', libelle: 'Apprentissage' },
  greta: { genre: 'booleen', libelle: 'Greta' },
  restauration: { genre: 'booleen', libelle: 'Restauration' },
  hebergement: { genre: 'booleen', libelle: 'Internat' },
  segpa: { genre: 'booleen', libelle: 'Segpa' },
  ulis: { genre: 'booleen', libelle: 'Ulis' },
  section_arts: { genre: 'booleen', libelle: 'Section arts' },
  section_cinema: { genre: 'booleen', libelle: 'Section cinéma' },
  section_theatre: { genre: 'booleen', libelle: 'Section théâtre' },
  section_sport: { genre: 'booleen', libelle: 'Section sportive' },
  section_internationale: { genre: 'booleen', libelle: 'Section internationale' },
  section_europeenne: { genre: 'booleen', libelle: 'Section européenne' },
  lycee_agricole: { genre: 'booleen', libelle: 'Lycée agricole' },
  lycee_militaire: { genre: 'booleen', libelle: 'Lycée militaire' },
  lycee_des_metiers: { genre: 'booleen', libelle: 'Lycée des métiers' },
} as const satisfies Record<string, { genre: GenreDeChamp; libelle: string }>

export type Champ = keyof typeof CHAMPS

type Valeur = { texte: string; nombre: number; booleen: boolean; jour: string }

/** What a source says; a champ that it does not know is absent. */
export type Champs = { [C in Champ]?: Valeur[(typeof CHAMPS)[C]['genre']] }

/** Where the source says it is, before any check. */
export type LieuDeclare = {
  /** INSEE code, if the source has one. */
  code_commune?: string
  commune?: string
  /** Code (`31`, `031`) or name. */
  departement?: string
}

/** One row of a file, read: an établissement, a row of no concern to us, or one that cannot be trusted. */
export type Lecture =
  | {
      genre: 'etablissement'
      uai: string
      champs: Champs
      lieu: LieuDeclare
      remarques: Remarque[]
      /** The source says itself that this UAI has several rows: the others are its sites. */
      plusieurs?: boolean
    }
  | { genre: 'hors_champ' }
  | { genre: 'rejet'; uai: string; code: 'uai_incorrect'; raison: string }

/** A value left aside while the rest of its row is kept. */
export type Remarque = { champ: Champ; valeur: string; raison: string }

/** A file whose columns are not those expected: nothing of it can be read. */
export class ColonnesManquantes extends Error {
  readonly manquantes: readonly string[]

  constructor(colonnes: string[]) {
    super(`Le fichier n’a pas les colonnes attendues : il manque ${colonnes.join(', ')}.`)
    this.name = 'ColonnesManquantes'
    this.manquantes = colonnes
  }
}

/** Gives, for each named column, a reader of its text in a row. Throws `ColonnesManquantes`; case is not minded. */
export function colonnes<N extends string>(
  entetes: string[],
  noms: readonly N[],
): Record<N, (ligne: string[]) => string> {
  const places = new Map(
    entetes.map((e, i) => [
      e
        .replace(/^\uFEFF/, '')
        .trim()
        .toLowerCase(),
      i,
    ]),
  )
  const manquantes = noms.filter((n) => !places.has(n.toLowerCase()))
  if (manquantes.length) throw new ColonnesManquantes(manquantes)
  const lecteurs = {} as Record<N, (ligne: string[]) => string>
  for (const nom of noms) {
    const place = places.get(nom.toLowerCase()) ?? 0
    lecteurs[nom] = (ligne) => ligne[place] ?? ''
  }
  return lecteurs
}
