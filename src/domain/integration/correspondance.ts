import * as z from 'zod'
import type { Champs } from '../referentiel/champs.ts'
import { texte } from '../referentiel/valeurs.ts'
import type { Cible } from './cible.ts'
import { type Lire, lireColonnes, lireUai, normaliserEntete, UAI } from './colonnes.ts'
import type { Enregistrement, LectureDeLigne, RemarqueDeLigne, SourceImportable } from './lecture.ts'
import { lireAnnee, lireEntier, lireJour, lireMontant, lireNombre, lireOuiNon } from './nombres.ts'

/** What a column goes through before it is a value. */
export const TRANSFORMATIONS = {
  texte: 'Texte tel quel',
  majuscules: 'En majuscules',
  nombre: 'Nombre (virgule ou point)',
  entier: 'Nombre entier',
  montant: 'Montant en euros',
  jour_francais: 'Date J/M/AAAA',
  jour_iso: 'Date AAAA-MM-JJ',
  annee: 'Année',
  oui_non: 'Oui ou non (0, 1, oui, non)',
  code: 'Code ou libellé d’une nomenclature',
  fixe: 'La même valeur pour toutes les lignes',
} as const
export type Transformation = keyof typeof TRANSFORMATIONS

const CODES = Object.keys(TRANSFORMATIONS) as [Transformation, ...Transformation[]]

const ColonneReliee = z
  .object({
    /** Header in the file; empty for a fixed value. */
    colonne: z.string().max(300),
    /** Champ of the fiche, or column of the rubrique. */
    vers: z.string().max(100),
    transformation: z.enum(CODES),
    valeur: z.string().max(500).optional(),
    /** Code or label, as `normaliserEntete` writes it, to code. */
    codes: z.record(z.string(), z.string()).optional(),
  })
  .refine(
    (c) => (c.transformation === 'fixe' ? c.valeur !== undefined : c.colonne !== ''),
    'Choisissez une colonne du fichier.',
  )

/** How the columns of a file become champs of the fiche, or one linked record a line. Kept as JSON, never edited: versioned. */
export const Correspondance = z.object({
  /** Header of the key; empty: recognised by its name. */
  uai: z.string().max(300),
  rubrique: z.string().max(60).nullable(),
  colonnes: z.array(ColonneReliee).min(1, 'Reliez au moins une colonne.').max(300),
})
export type Correspondance = z.infer<typeof Correspondance>
type Reliee = Correspondance['colonnes'][number]
type Valeur = string | number | boolean

const PAR_GENRE: Record<Cible['genre'], Transformation> = {
  texte: 'texte',
  nombre: 'nombre',
  entier: 'entier',
  montant: 'montant',
  pourcentage: 'nombre',
  booleen: 'oui_non',
  jour: 'jour_iso',
  choix: 'code',
}

const RAISONS: Record<Transformation, string> = {
  texte: 'Texte illisible.',
  majuscules: 'Texte illisible.',
  nombre: 'Ce n’est pas un nombre.',
  entier: 'Ce n’est pas un nombre entier positif.',
  montant: 'Ce n’est pas un montant.',
  jour_francais: 'Cette date ne se lit pas J/M/AAAA.',
  jour_iso: 'Cette date ne se lit pas AAAA-MM-JJ.',
  annee: 'Ce n’est pas une année.',
  oui_non: 'Ce n’est ni oui ni non.',
  code: 'Ce code n’est pas dans la nomenclature.',
  fixe: 'Valeur fixe incorrecte.',
}

/** The value of a cell; undefined when it cannot be made. */
export function transformer(
  brut: string,
  { transformation, codes, valeur }: Omit<Reliee, 'colonne' | 'vers'>,
): Valeur | undefined {
  switch (transformation) {
    case 'texte':
      return texte(brut)
    case 'majuscules':
      return texte(brut)?.toLocaleUpperCase('fr')
    case 'nombre':
      return lireNombre(brut)
    case 'entier':
      return lireEntier(brut)
    case 'montant':
      return lireMontant(brut)
    case 'jour_francais':
    case 'jour_iso':
      return lireJour(brut)
    case 'annee':
      return lireAnnee(brut)
    case 'oui_non':
      return lireOuiNon(brut)
    case 'code':
      return codes?.[normaliserEntete(brut)]
    case 'fixe':
      return valeur
  }
}

/** Which columns of a file go to which places: same code or same label, whatever the accents, case and spaces. */
export function devinerCorrespondance(entetes: readonly string[], cibles: readonly Cible[]): Reliee[] {
  const parNom = new Map<string, Cible>()
  for (const cible of cibles) for (const nom of [cible.libelle, cible.code]) parNom.set(normaliserEntete(nom), cible)
  const prises = new Set<string>()
  return entetes.flatMap((colonne) => {
    const cible = parNom.get(normaliserEntete(colonne))
    if (!cible || prises.has(cible.code)) return []
    prises.add(cible.code)
    return [relier(colonne, cible)]
  })
}

/** One column to one place, with the transformation that its kind asks for. */
export function relier(colonne: string, cible: Cible): Reliee {
  const transformation = PAR_GENRE[cible.genre]
  if (transformation !== 'code') return { colonne, vers: cible.code, transformation }
  const codes: Record<string, string> = {}
  for (const [code, libelle] of Object.entries(cible.choix ?? {}))
    for (const nom of [libelle, code]) codes[normaliserEntete(nom)] = code
  return { colonne, vers: cible.code, transformation, codes }
}

/** A reader of rows that follows a mapping. Throws `ColonnesManquantes` when the file lacks one of its columns. */
export function lecteurDe({ uai, rubrique, colonnes }: Correspondance): SourceImportable['lecteur'] {
  return (entetes) => {
    const cle = lireColonnes(entetes, { uai: uai ? { noms: [uai], obligatoire: true } : UAI })
    const lues = colonnes.map((c): [Reliee, Lire] => [
      c,
      c.transformation === 'fixe'
        ? () => 'x'
        : lireColonnes(entetes, { c: { noms: [c.colonne], obligatoire: true } }).c,
    ])
    return (ligne): LectureDeLigne => {
      const lu = lireUai(cle.uai(ligne))
      if ('genre' in lu) return lu
      const valeurs: Enregistrement = {}
      const remarques: RemarqueDeLigne[] = []
      for (const [reliee, lire] of lues) {
        const brut = lire(ligne)
        if (brut.trim() === '') continue
        const valeur = transformer(brut, reliee)
        if (valeur !== undefined) valeurs[reliee.vers] = valeur
        else remarques.push({ champ: reliee.vers, valeur: brut, raison: RAISONS[reliee.transformation] })
      }
      if (rubrique)
        return { genre: 'enregistrements', uai: lu.uai, enregistrements: [{ rubrique, valeurs }], remarques }
      // Champs that an administrator adds have no place in the type: their values are checked by their transformation.
      return { genre: 'etablissement', uai: lu.uai, champs: valeurs as Champs, lieu: {}, remarques: remarques as [] }
    }
  }
}
