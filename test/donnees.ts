import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { lireCsv } from '#domain/integration/csv.ts'

/** Text of a file of `donnees/`, unpacked. */
export function texteDe(chemin: string): string {
  const octets = readFileSync(new URL(`../donnees/${chemin}`, import.meta.url))
  return (chemin.endsWith('.gz') ? gunzipSync(octets) : octets).toString('utf8')
}

/** Header and rows of a CSV of `donnees/`. */
export function tableDe(chemin: string, separateur: string): { entetes: string[]; lignes: string[][] } {
  const [entetes, ...lignes] = [...lireCsv(texteDe(chemin), separateur)].map((l) => l.valeurs)
  return { entetes: entetes ?? [], lignes }
}

export const ANNUAIRE = 'annuaire/annuaire-education-academie-toulouse-2024-11-26.csv.gz'
export const LISTE_NATIONALE = 'liste-nationale/etablissements-2d-france-derive-2025-10.csv.gz'
