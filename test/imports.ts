import type { Selectable } from 'kysely'
import { SYSTEME } from '#domain/acteur.ts'
import { chargerDonnees } from '#server/integration/chargement.ts'
import { paquetDe } from '#server/integration/fichiers.ts'
import { importer } from '#server/integration/importer.ts'
import {
  ANNUAIRE,
  DECOUPAGE,
  LISTE_NATIONALE,
  NOMENCLATURES,
  type SourceEtablissements,
} from '#server/integration/sources.ts'
import { contextOf, type Kit, type Write } from '#server/platform/context.ts'
import { type Database, openDatabase, openPool } from '#server/platform/db.ts'
import type { IntegrationExecution } from '#server/platform/db.types.ts'
import { nouvelleBase } from './base.ts'

class Annulation extends Error {}

export type BaseDImport = {
  db: Database
  kit: Kit
  /** Runs in a transaction that is undone. */
  essayer<T>(fn: (ctx: Write) => Promise<T>, now?: Date): Promise<T>
  fermer(): Promise<void>
}

/** A database with the real territories and nomenclatures, and no établissement yet. */
export async function baseDImport(): Promise<BaseDImport> {
  const base = await nouvelleBase()
  const db = openDatabase(openPool(base.application))
  // An import needs the database and those who follow the journal, nothing else of the server.
  const kit = { db, subscriptions: new Map() } as unknown as Kit
  await chargerDonnees(kit, { sources: [NOMENCLATURES, DECOUPAGE] })
  const sources = [ANNUAIRE, LISTE_NATIONALE].map(({ code, libelle, editeur, licence, genre, priorite }) => ({
    code,
    libelle,
    editeur,
    licence,
    genre,
    priorite,
  }))
  await db.insertInto('integration.source').values(sources).execute()
  return {
    db,
    kit,
    essayer: (fn, now = new Date('2026-09-01T08:00:00Z')) => essayer(kit, fn, now),
    fermer: async () => {
      await db.destroy()
      await base.fermer()
    },
  }
}

async function essayer<T>(kit: Kit, fn: (ctx: Write) => Promise<T>, now: Date): Promise<T> {
  let resultat: { valeur: T } | undefined
  await kit.db
    .transaction()
    .execute(async (tx) => {
      resultat = { valeur: await fn({ ...contextOf(kit, SYSTEME, now), db: tx }) }
      throw new Annulation()
    })
    .catch((erreur: unknown) => {
      if (!(erreur instanceof Annulation)) throw erreur
    })
  if (!resultat) throw new Error('L’essai n’a rien rendu.')
  return resultat.valeur
}

/** Imports a text as a file of this source and gives the account of the execution. */
export async function executer(
  ctx: Write,
  source: SourceEtablissements,
  texte: string,
  forcer = false,
): Promise<Selectable<IntegrationExecution>> {
  const id = await importer(ctx, source, paquetDe('essai.csv', texte), { forcer })
  return ctx.db.selectFrom('integration.execution').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

/** The header of a file, and the rows that `choix` keeps. */
export function garder(texte: string, choix: (ligne: string) => boolean): string {
  const [entete = '', ...lignes] = texte.trimEnd().split('\n')
  return [entete, ...lignes.filter(choix)].join('\n')
}

/** An établissement with the origin of its champs. */
export const etablissement = (ctx: { db: Database }, uai: string) =>
  ctx.db
    .selectFrom('referentiel.etablissement as e')
    .innerJoin('referentiel.provenance as o', 'o.uai', 'e.uai')
    .selectAll('e')
    .select('o.champs as provenance')
    .where('e.uai', '=', uai)
    .executeTakeFirst()
