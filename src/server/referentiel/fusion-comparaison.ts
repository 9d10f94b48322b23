import { sql } from 'kysely'
import { introuvable } from '#domain/erreurs.ts'
import type { ChampDeFiche } from '#domain/referentiel/champ-de-fiche.ts'
import {
  type Fusionnable,
  SOURCES_OFFICIELLES,
  seChoisit,
  tientAuLieu,
  type ValeurDe,
} from '#domain/referentiel/fusion.ts'
import type { Comparees } from '#domain/referentiel/fusion-jeton.ts'
import { estUai } from '#domain/referentiel/uai.ts'
import type { Read, Write } from '../platform/context.ts'
import { lireRegistre } from './registre.ts'

type Origine = { source: string; date: string }

/** An établissement about to merge: what the rules look at, and its values with where they come from. */
export type Cote = Fusionnable & {
  valeurs: Record<string, unknown>
  provenance: Record<string, Origine | undefined>
  /** Champs typed by hand. */
  saisies: string[]
}

/** Reads établissements in the order given; 404 for one that is not in the référentiel. One query. */
export async function lireCotes(ctx: Read | Write, uais: readonly string[]): Promise<Cote[]> {
  const { rows } = await sql<Omit<Cote, 'confirme'>>`
    select e.uai, e.nom, e.etat, e.date_ouverture, e.date_fermeture,
      (select r.uai from referentiel.redirection r where r.ancien = e.uai and r.close_le is null) as remplace_par,
      to_jsonb(e) - 'autres' || coalesce(e.autres, '{}') as valeurs, coalesce(o.champs, '{}') as provenance,
      array(select s.champ from referentiel.saisie s where s.uai = e.uai) as saisies
    from referentiel.etablissement e left join referentiel.provenance o on o.uai = e.uai
    where e.uai = any(${uais}::text[])`.execute(ctx.db)
  return uais.map((uai) => {
    const trouve = rows.find((r) => r.uai === uai)
    if (!trouve) throw introuvable(`L’établissement ${uai} n’est pas dans le référentiel.`)
    const source = trouve.provenance['*']?.source
    return { ...trouve, confirme: estUai(uai) && source !== undefined && SOURCES_OFFICIELLES.includes(source) }
  })
}

/** A champ that one may take from either side: neither written by sources alone nor by acts; an address, in one commune. */
export const estChoisissable = (c: ChampDeFiche, cotes: Cote[]): boolean =>
  !c.structurant &&
  !c.retire &&
  seChoisit(c.code) &&
  (!tientAuLieu(c.code) || new Set(cotes.map((k) => k.valeurs.code_commune)).size === 1)

/** Champs that have a value on some side, in the order of the fiche. */
export async function lireChampsCompares(ctx: Read | Write, cotes: Cote[]): Promise<ChampDeFiche[]> {
  const registre = await lireRegistre(ctx)
  return registre.filter((c) => cotes.some((k) => (k.valeurs[c.code] ?? null) !== null))
}

export const valeursDe = (champ: string, cotes: Cote[]): ValeurDe[] =>
  cotes.map(({ uai, valeurs, provenance, saisies }) => {
    const connue = (valeurs[champ] ?? null) !== null
    const origine = connue ? (provenance[champ] ?? provenance['*']) : undefined
    return {
      uai,
      valeur: valeurs[champ] ?? null,
      source: origine?.source ?? null,
      date: origine?.date ?? null,
      saisie: saisies.includes(champ),
    }
  })

export const comparees = (champs: ChampDeFiche[], cotes: Cote[]): Comparees =>
  champs.map(({ code }) => ({ champ: code, valeurs: cotes.map((k) => [k.uai, k.valeurs[code] ?? null]) }))
