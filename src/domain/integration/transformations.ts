import * as z from 'zod'
import { texte } from '../referentiel/valeurs.ts'
import { normaliserEntete } from './colonnes.ts'
import { lireJour, lireMontant, lireNombre, lireOuiNon } from './nombres.ts'

/** One step between the cell of a file and what the source reads. Every step goes from text to text. */
export const Etape = z.discriminatedUnion('genre', [
  z.object({ genre: z.literal('nettoyer') }),
  z.object({ genre: z.literal('majuscules') }),
  z.object({ genre: z.literal('minuscules') }),
  z.object({ genre: z.literal('date'), ordre: z.enum(['jma', 'mja', 'amj']) }),
  /** `part`: 0,45 stands for 45 %. */
  z.object({ genre: z.literal('pourcentage'), part: z.boolean() }),
  z.object({ genre: z.literal('euros'), unite: z.enum(['euros', 'milliers', 'centimes']) }),
  z.object({ genre: z.literal('oui_non') }),
  z.object({
    genre: z.literal('separer'),
    separateur: z.string().min(1, 'Dites ce qui sépare les morceaux.').max(10),
    /** 1 is the first piece, -1 the last. */
    rang: z.number().int().min(-20).max(20),
  }),
  /** Meaning of each value, by `normaliserEntete`; an empty meaning leaves the cell empty. */
  z.object({ genre: z.literal('valeurs'), sens: z.record(z.string().max(300), z.string().max(300)) }),
])
export type Etape = z.infer<typeof Etape>
export type GenreEtape = Etape['genre']

export const LIBELLES_ETAPE: Record<GenreEtape, string> = {
  nettoyer: 'Ôter les espaces inutiles',
  majuscules: 'Mettre en majuscules',
  minuscules: 'Mettre en minuscules',
  date: 'Lire une date',
  pourcentage: 'Lire un pourcentage',
  euros: 'Lire un montant',
  oui_non: 'Lire oui ou non',
  separer: 'Garder un morceau',
  valeurs: 'Dire ce que valent les mots',
}

export const ORDRES_DATE: Record<Extract<Etape, { genre: 'date' }>['ordre'], string> = {
  jma: 'jour/mois/année',
  mja: 'mois/jour/année',
  amj: 'année-mois-jour',
}
export const UNITES_MONTANT: Record<Extract<Etape, { genre: 'euros' }>['unite'], string> = {
  euros: 'euros',
  milliers: 'milliers d’euros',
  centimes: 'centimes',
}

/** A step as it is when one adds it. */
export const ETAPES_NEUVES: Record<GenreEtape, Etape> = {
  nettoyer: { genre: 'nettoyer' },
  majuscules: { genre: 'majuscules' },
  minuscules: { genre: 'minuscules' },
  date: { genre: 'date', ordre: 'jma' },
  pourcentage: { genre: 'pourcentage', part: false },
  euros: { genre: 'euros', unite: 'euros' },
  oui_non: { genre: 'oui_non' },
  separer: { genre: 'separer', separateur: ' ', rang: 1 },
  valeurs: { genre: 'valeurs', sens: {} },
}

/** What a cell has become, or why it cannot. */
export type Transforme = { valeur: string } | { raison: string }

/** Puts a cell through its steps, in order. An empty cell stays empty; the first step that fails says why, in French. */
export function transformerTexte(brut: string, etapes: readonly Etape[]): Transforme {
  let valeur = brut
  for (const etape of etapes) {
    if (valeur.trim() === '') return { valeur: '' }
    const suite = passer(valeur, etape)
    if ('raison' in suite) return suite
    valeur = suite.valeur
  }
  return { valeur }
}

function passer(valeur: string, e: Etape): Transforme {
  switch (e.genre) {
    case 'nettoyer':
      return { valeur: texte(valeur) ?? '' }
    case 'majuscules':
      return { valeur: valeur.toLocaleUpperCase('fr') }
    case 'minuscules':
      return { valeur: valeur.toLocaleLowerCase('fr') }
    case 'date':
      return lireDate(valeur, e.ordre)
    case 'pourcentage':
      return chiffre(lireNombre(valeur), e.part && !valeur.includes('%') ? 100 : 1, 'Ce n’est pas un pourcentage.')
    case 'euros': {
      // Whole cents: thousands of euros have decimals that a plain product would spoil.
      const centimes = e.unite === 'centimes' ? lireNombre(valeur) : lireMontant(valeur.replace(/k\s*€|euros?/gi, ''))
      return chiffre(centimes, e.unite === 'milliers' ? 10 : 0.01, 'Ce n’est pas un montant.')
    }
    case 'oui_non': {
      const lu = lireOuiNon(valeur)
      return lu === undefined ? { raison: 'Ce n’est ni oui ni non.' } : { valeur: lu ? 'oui' : 'non' }
    }
    case 'separer': {
      const morceau = valeur.split(e.separateur).at(e.rang > 0 ? e.rang - 1 : e.rang)
      return morceau === undefined ? { raison: 'Ce morceau n’existe pas dans la case.' } : { valeur: morceau.trim() }
    }
    case 'valeurs':
      return { valeur: e.sens[normaliserEntete(valeur)] ?? valeur }
  }
}

function lireDate(valeur: string, ordre: keyof typeof ORDRES_DATE): Transforme {
  const propre = valeur.trim()
  const americaine = ordre === 'mja' ? propre.replace(/^(\d{1,2})([/.-])(\d{1,2})\2/, '$3$2$1$2') : propre
  const lu = (ordre === 'amj') === /^\d{4}/.test(propre) ? lireJour(americaine.replaceAll('/', '-')) : undefined
  return lu ? { valeur: lu } : { raison: `Cette date ne se lit pas ${ORDRES_DATE[ordre]}.` }
}

/** Ten digits at most after the point: 0,07 × 100 is 7, not 7,000000000000001. */
function chiffre(lu: number | undefined, fois: number, raison: string): Transforme {
  return lu === undefined ? { raison } : { valeur: String(Number((lu * fois).toFixed(10))) }
}

/** A chain of steps as one would say it; empty: « telle quelle ». */
export function direEtapes(etapes: readonly Etape[]): string {
  return etapes.map(direEtape).join(', puis ') || 'telle quelle'
}

function direEtape(e: Etape): string {
  if (e.genre === 'date') return `date ${ORDRES_DATE[e.ordre]}`
  if (e.genre === 'euros') return `montant en ${UNITES_MONTANT[e.unite]}`
  if (e.genre === 'pourcentage') return e.part ? 'pourcentage écrit de 0 à 1' : 'pourcentage'
  if (e.genre === 'separer') {
    const quel = e.rang === -1 ? 'dernier morceau' : e.rang === 1 ? '1er morceau' : `morceau ${e.rang}`
    return `${quel}, séparés par ${e.separateur === ' ' ? 'une espace' : `« ${e.separateur} »`}`
  }
  if (e.genre === 'valeurs') {
    const n = Object.keys(e.sens).length
    return n > 1 ? `${n} mots traduits` : `${n} mot traduit`
  }
  const libelle = LIBELLES_ETAPE[e.genre]
  return libelle.charAt(0).toLowerCase() + libelle.slice(1)
}
