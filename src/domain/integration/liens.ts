import * as z from 'zod'
import { ColonnesManquantes } from '../referentiel/champs.ts'
import { type CibleDeSource, VIDES } from './cible.ts'
import { normaliserEntete } from './colonnes.ts'
import type { LectureDeLigne, RemarqueDeLigne, SourceImportable } from './lecture.ts'
import { direEtapes, Etape, type Transforme, transformerTexte } from './transformations.ts'

/** What fills one expected column: columns of the file, or the same value for all rows, through some steps. */
export const Lien = z
  .object({
    /** The expected column: `CibleDeSource.colonne`, or any name that the source knows. */
    vers: z.string().trim().min(1, 'Choisissez ce que cette colonne remplit.').max(300),
    /** Headers in the file; several are joined by `liant`. */
    colonnes: z.array(z.string().min(1).max(300)).max(10),
    liant: z.string().max(10).default(' '),
    fixe: z.string().max(500).nullable().default(null),
    etapes: z.array(Etape).max(12).default([]),
    /** Null: what the source does by itself. */
    vide: z.enum(VIDES).nullable().default(null),
  })
  .refine((l) => l.colonnes.length > 0 || l.fixe !== null, 'Choisissez une colonne du fichier, ou donnez une valeur.')
export type Lien = z.infer<typeof Lien>

/** One version of the mapping of a source. What it does not speak of is recognised by its name. */
export const Contenu = z
  .object({
    liens: z.array(Lien).max(300).default([]),
    /** Headers that must not be read, even when their name is known. */
    ignorees: z.array(z.string().max(300)).max(500).default([]),
    /** A column never seen when the mapping was made: left aside, or reason to refuse the file. */
    inconnues: z.enum(['ignorer', 'refuser']).default('ignorer'),
    /** Headers of the file that the mapping was made with. */
    connues: z.array(z.string().max(300)).max(1_000).default([]),
  })
  .refine(
    ({ liens }) => new Set(liens.map((l) => normaliserEntete(l.vers))).size === liens.length,
    'Deux colonnes remplissent le même champ : gardez-en une, ou réunissez-les.',
  )
export type Contenu = z.infer<typeof Contenu>
export type ContenuSaisi = z.input<typeof Contenu>

export const SANS_CORRESPONDANCE: Contenu = { liens: [], ignorees: [], inconnues: 'ignorer', connues: [] }

/** A mapping of names only: `{ header: expected }`. */
export const contenuDeNoms = (noms: Record<string, string>): Contenu => ({
  ...SANS_CORRESPONDANCE,
  liens: Object.entries(noms).map(([colonne, vers]) => ({
    vers,
    colonnes: [colonne],
    liant: ' ',
    fixe: null,
    etapes: [],
    vide: null,
  })),
})

/** A header that nobody knew when the mapping was made. */
class ColonneInconnue extends ColonnesManquantes {
  constructor(colonnes: readonly string[]) {
    super([])
    const noms = colonnes.map((c) => `« ${c} »`).join(', ')
    this.message = `${colonnes.length > 1 ? `Les colonnes ${noms} ne sont pas` : `La colonne ${noms} n’est pas`} dans la correspondance : dites ce qu’on en fait, ou laissez ignorer les colonnes inconnues.`
    this.name = 'ColonneInconnue'
  }
}

/** What a row gives an expected column, before the source reads it; `brut` is the cell as it came. */
export function valeurDe(lien: Lien, cellule: (colonne: string) => string): Transforme & { brut: string } {
  const brut =
    lien.fixe ??
    lien.colonnes
      .map((c) => cellule(c).trim())
      .filter(Boolean)
      .join(lien.liant)
  return { brut, ...transformerTexte(brut, lien.etapes) }
}

type Table = { entetes: string[]; lire: (ligne: string[]) => { ligne: string[]; ecartees: RemarqueDeLigne[] } }

/** The table that the source reads in place of that of the file. Throws `ColonnesManquantes` when the file lacks a linked one. */
export function traduireTable({ liens, ignorees, inconnues, connues }: Contenu, entetes: readonly string[]): Table {
  const places = new Map(entetes.map((e, i) => [normaliserEntete(e), i] as const).reverse())
  const place = (colonne: string) => {
    const exacte = entetes.indexOf(colonne)
    return exacte >= 0 ? exacte : places.get(normaliserEntete(colonne))
  }
  const noms = (liste: readonly string[]) => new Set(liste.map(normaliserEntete))
  const absents = (l: Lien) => l.colonnes.filter((c) => place(c) === undefined)
  // The file already bears the expected name: a vintage where nothing has to be said.
  const utiles = liens.filter((l) => absents(l).length === 0 || place(l.vers) === undefined)
  const manquantes = [...new Set(utiles.flatMap(absents))]
  if (manquantes.length > 0) throw new ColonnesManquantes(manquantes)
  if (inconnues === 'refuser') {
    const dites = noms([...connues, ...ignorees, ...liens.flatMap((l) => l.colonnes)])
    const nouvelles = entetes.filter((e) => e.trim() !== '' && !dites.has(normaliserEntete(e)))
    if (nouvelles.length > 0) throw new ColonneInconnue(nouvelles)
  }
  const prises = noms([...ignorees, ...utiles.flatMap((l) => [...l.colonnes, l.vers])])
  const gardees = entetes.flatMap((e, i) => (prises.has(normaliserEntete(e)) ? [] : [i]))
  return {
    entetes: [...utiles.map((l) => l.vers), ...gardees.map((i) => entetes[i] ?? '')],
    lire: (ligne) => {
      const ecartees: RemarqueDeLigne[] = []
      const faites = utiles.map((l) => {
        const fait = valeurDe(l, (c) => ligne[place(c) ?? -1] ?? '')
        if ('valeur' in fait) return fait.valeur
        ecartees.push({ champ: l.vers, valeur: fait.brut, raison: fait.raison })
        return ''
      })
      return { ligne: [...faites, ...gardees.map((i) => ligne[i] ?? '')], ecartees }
    },
  }
}

/** The same source, reading files through a mapping; the columns that it does not speak of keep their own names. */
export function traduire<S extends SourceImportable>(source: S, contenu: Contenu): S {
  const { liens, ignorees, inconnues } = contenu
  if (liens.length === 0 && ignorees.length === 0 && inconnues === 'ignorer') return source
  const { lecteur, dateDe } = source
  const cibleDe = (l: Lien) => source.cibles?.find((c) => normaliserEntete(c.colonne) === normaliserEntete(l.vers))
  const effacees = liens.flatMap((l) => (l.vide === 'effacer' ? [cibleDe(l)] : []))
  const gardees = liens.flatMap((l) => (l.vide === 'absent' ? [cibleDe(l)?.champ] : []))
  return {
    ...source,
    garde: source.garde === 'tout' ? 'tout' : [...(source.garde ?? []), ...gardees.filter((c) => c !== undefined)],
    lecteur: (entetes: string[], feuille: string | null, contexte) => {
      const table = traduireTable(contenu, entetes)
      const lire = lecteur(table.entetes, feuille, contexte)
      const aEffacer = effacees.flatMap((c) => {
        const i = c ? table.entetes.indexOf(c.colonne) : -1
        return c?.champ && i >= 0 ? [{ champ: c.champ, i }] : []
      })
      return (ligne) => {
        const { ligne: traduite, ecartees } = table.lire(ligne)
        // What is set aside bears the name of its column, which may not be that of what is read.
        const illisible = (i: number) => ecartees.some((e) => e.champ === table.entetes[i])
        const vides = aEffacer.filter(({ i }) => traduite[i] === '' && !illisible(i))
        return completer(
          lire(traduite),
          ecartees,
          vides.map(({ champ }) => champ),
          source.garde === 'tout',
        )
      }
    },
    ...(dateDe
      ? {
          dateDe: (entetes: string[]) => {
            const table = traduireTable(contenu, entetes)
            const dater = dateDe(table.entetes)
            return (ligne: string[]) => dater(table.lire(ligne).ligne)
          },
        }
      : {}),
  }
}

function completer(
  lue: LectureDeLigne,
  ecartees: RemarqueDeLigne[],
  vides: readonly string[],
  garde: boolean,
): LectureDeLigne {
  if (lue.genre === 'rejet') {
    const [premiere] = ecartees
    return premiere ? { ...lue, raison: `${lue.raison} ${premiere.champ} : ${premiere.raison}` } : lue
  }
  if (lue.genre === 'hors_champ' || (ecartees.length === 0 && vides.length === 0)) return lue
  const nuls = Object.fromEntries(vides.map((champ) => [champ, null]))
  if (lue.genre === 'enregistrements')
    return {
      ...lue,
      enregistrements: lue.enregistrements.map((e) => ({ ...e, valeurs: { ...nuls, ...e.valeurs } })),
      remarques: [...lue.remarques, ...ecartees],
    }
  if (lue.genre === 'codes') return { ...lue, remarques: [...lue.remarques, ...ecartees] }
  // Names of columns stand among those of champs: the quarantine shows them as they are.
  const remarques = [...lue.remarques, ...ecartees] as typeof lue.remarques
  // Where nothing is kept from one file to the next, what a row does not say is already taken away.
  return { ...lue, champs: { ...(garde ? nuls : {}), ...lue.champs } as typeof lue.champs, remarques }
}

/** One link as a sentence, without what it fills: « Acheté le, date jour/mois/année ». */
export function direLien({ colonnes, liant, fixe, etapes, vide }: Lien): string {
  const dou = fixe !== null ? `toujours « ${fixe} »` : colonnes.map((c) => `« ${c} »`).join(` + « ${liant} » + `)
  const chaine = etapes.length > 0 ? `, ${direEtapes(etapes)}` : ''
  const quand = vide === 'effacer' ? ', vide = effacer' : vide === 'absent' ? ', vide = absent' : ''
  return `${dou}${chaine}${quand}`
}

export type Ecart = { vers: string; avant: string | null; apres: string | null }

/** What changes from one version to another, link by link. */
export function comparerContenus(avant: Contenu, apres: Contenu): Ecart[] {
  const dits = (c: Contenu) =>
    new Map([
      ...c.liens.map((l) => [l.vers, direLien(l) + sens(l)] as const),
      ...c.ignorees.map((i) => [i, 'ignorée'] as const),
      ['Colonnes inconnues', c.inconnues === 'refuser' ? 'font refuser le fichier' : 'ignorées'] as const,
    ])
  const [a, b] = [dits(avant), dits(apres)]
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((vers) => {
    const [de, en] = [a.get(vers) ?? null, b.get(vers) ?? null]
    return de === en ? [] : [{ vers, avant: de, apres: en }]
  })
}

function sens({ etapes }: Lien): string {
  const mots = etapes.flatMap((e) => (e.genre === 'valeurs' ? Object.entries(e.sens) : []))
  return mots.length ? ` (${mots.map(([de, en]) => `${de} = ${en || 'rien'}`).join(', ')})` : ''
}

/** The target of a link among those that the source declares. */
export const cibleDuLien = (cibles: readonly CibleDeSource[], vers: string): CibleDeSource | undefined =>
  cibles.find((c) => [c.colonne, c.libelle].some((n) => normaliserEntete(n) === normaliserEntete(vers)))
