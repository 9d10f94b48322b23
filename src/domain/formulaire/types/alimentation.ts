import * as z from 'zod'
import { Identifiant } from '../conditions.ts'

type GenreDeDonnee = 'texte' | 'nombre' | 'oui_non' | 'adresse'

/** What each question that is asked outside may give to others, in which form. */
export const DONNEES_DE = {
  siret: {
    nom: ['Nom de la structure', 'texte'],
    adresse: ['Adresse de la structure', 'adresse'],
    commune: ['Commune de la structure', 'texte'],
    categorie_juridique: ['Catégorie juridique (code)', 'texte'],
    activite: ['Activité principale (code NAF)', 'texte'],
    uai: ['Numéro UAI', 'texte'],
  },
  quotient_familial: {
    quotient: ['Quotient familial', 'nombre'],
    quotient_mois: ['Mois du quotient familial', 'texte'],
    quotient_caisse: ['Caisse : CAF ou MSA', 'texte'],
  },
  scolarite: {
    scolarise: ['Scolarisé dans l’établissement', 'oui_non'],
    boursier: ['Élève boursier', 'oui_non'],
    echelon: ['Échelon de bourse', 'nombre'],
    annee_scolaire: ['Année scolaire', 'texte'],
  },
  bourse_etudiant: {
    etudiant_boursier: ['Étudiant boursier', 'oui_non'],
    echelon_etudiant: ['Échelon de bourse de l’étudiant', 'texte'],
  },
} as const satisfies Record<string, Record<string, readonly [libelle: string, genre: GenreDeDonnee]>>

export type SourceDeDonnees = keyof typeof DONNEES_DE
/** One part of what a service answers. */
export type Donnee = { [S in SourceDeDonnees]: keyof (typeof DONNEES_DE)[S] }[SourceDeDonnees]
/** What a service answered, part by part; a part that it did not say is absent. */
export type Donnees = Partial<Record<Donnee, unknown>>

const CODES = Object.values(DONNEES_DE).flatMap((d) => Object.keys(d)) as [Donnee, ...Donnee[]]

/** The libellé and the genre of each part that this source gives. */
export const donneesDe = (source: SourceDeDonnees): [Donnee, string, GenreDeDonnee][] =>
  Object.entries(DONNEES_DE[source]).map(([code, [libelle, genre]]) => [code as Donnee, libelle, genre])

/** May a question of this type be filled with a part of this genre? Any part can be read as a text. */
export const convientA = (type: string, genre: GenreDeDonnee): boolean => type === 'texte' || type === genre

/** The question whose answer is asked outside, and which part of what comes back answers this one. */
export const Alimentation = z.strictObject({ champ: Identifiant, donnee: z.enum(CODES) })
export type Alimentation = z.infer<typeof Alimentation>

/** Spread in the types that can be answered so. */
export const alimente = { alimente_par: Alimentation.optional() }
