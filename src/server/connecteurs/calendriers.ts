import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import * as z from 'zod'
import { type JourFerie, joursFeries, type Zone } from '#domain/connecteurs/joursFeries.ts'
import {
  enVacances,
  LigneCalendrier,
  lireJoursFeries,
  lireVacances,
  type Vacances,
} from '#domain/connecteurs/lecture/calendriers.ts'
import type { Resultat } from '#domain/connecteurs/resultat.ts'
import { jourLocal } from '#domain/heure.ts'
import { RACINE } from '../platform/config.ts'
import type { Read } from '../platform/context.ts'
import { interroger, type Motif } from './interroger.ts'

const JEU = '/api/explore/v2.1/catalog/datasets/fr-en-calendrier-scolaire/records'

export const demandeDeJoursFeries = (annee: number, zone: Zone): string => `/jours-feries/${zone}/${annee}.json`

/** Public holidays of a year: those of the State's calendar, else computed. */
export async function chercherJoursFeries(
  ctx: Read,
  annee: number,
  zone: Zone,
  motif: Motif,
): Promise<Resultat<JourFerie[]>> {
  const resultat = await interroger(ctx, {
    connecteur: 'jours-feries',
    chemin: demandeDeJoursFeries(annee, zone),
    donnees: ['jours fériés'],
    motif,
    lire: lireJoursFeries,
  })
  if (resultat.etat === 'trouve') return resultat
  const date = jourLocal(ctx.now)
  return { etat: 'trouve', valeur: joursFeries(annee, zone), source: 'Calcul de Préau', date, message: '' }
}

/** Quotes would end the ODSQL string: a name has none, what has one is no name. */
export function demandeDeVacances(academie: string, anneeScolaire: string): string {
  const net = academie.replace(/["\\]/g, '')
  const where = `location="${net}" and annee_scolaire="${anneeScolaire}"`
  return `${JEU}?${new URLSearchParams({ where, limit: '100', order_by: 'start_date' })}`
}

/** School holidays of an académie for a school year « 2026-2027 »; the calendar shipped with Préau when nobody answers. */
export async function chercherVacances(
  ctx: Read,
  academie: string,
  anneeScolaire: string,
  motif: Motif,
): Promise<Resultat<Vacances[]>> {
  const resultat = await interroger(ctx, {
    connecteur: 'calendrier-scolaire',
    chemin: demandeDeVacances(academie, anneeScolaire),
    donnees: ['vacances scolaires'],
    motif,
    lire: lireVacances,
  })
  if (resultat.etat === 'trouve' || resultat.etat === 'introuvable') return resultat
  const valeur = enVacances(await livrees(academie, anneeScolaire))
  const source = 'Calendrier scolaire, livré avec Préau'
  const date = jourLocal(ctx.now)
  return valeur
    ? { etat: 'trouve', valeur, source, date, message: '' }
    : { etat: 'introuvable', source, date, message: resultat.message }
}

const Ligne = LigneCalendrier.extend({ location: z.string(), annee_scolaire: z.string() })
type Ligne = z.infer<typeof Ligne>
let lues: Promise<Ligne[]> | undefined

async function livrees(academie: string, anneeScolaire: string): Promise<Ligne[]> {
  lues ??= lireLivrees()
  return (await lues).filter((l) => l.location === academie && l.annee_scolaire === anneeScolaire)
}

/** No cell of this file is quoted. Read once, at the first need. */
async function lireLivrees(): Promise<Ligne[]> {
  const octets = await readFile(join(RACINE, 'donnees/calendrier/calendrier-scolaire.csv.gz'))
  const [tete = '', ...lignes] = gunzipSync(octets)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
  const noms = tete.split(';')
  return lignes.filter(Boolean).map((ligne) => {
    const valeurs = ligne.split(';')
    return Ligne.parse(Object.fromEntries(noms.map((nom, i) => [nom, valeurs[i] ?? ''])))
  })
}
