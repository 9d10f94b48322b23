import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { Refus } from '#domain/erreurs.ts'
import { type Livre, lireLivre, type Modele, modeleDe } from '#domain/teleservices/modele.ts'
import { lirePubliable } from '#domain/teleservices/publication.ts'
import { journaliser } from '../journal/journaliser.ts'
import { RACINE } from '../platform/config.ts'
import type { Write } from '../platform/context.ts'

const MODELES = join(RACINE, 'donnees/modeles')

export type Bilan = { code: string; version: number; change: boolean }

let livres: Promise<Livre[]> | undefined

/** The templates that the product ships, in the order of their codes; files of the code that runs, read once. */
export const lireLivres = (): Promise<Livre[]> => {
  livres ??= readdir(MODELES).then((noms) =>
    Promise.all(
      noms
        .filter((nom) => nom.endsWith('.json'))
        .sort()
        .map(async (nom) => lireLivre(JSON.parse(await readFile(join(MODELES, nom), 'utf8')))),
    ),
  )
  return livres
}

/**
 * Publishes the templates that the demonstration has in its catalogue; the others wait in the gallery. Run again, it
 * writes nothing: a version is made only when the form has changed, and a journal line only when something has. Throws
 * 422 with the defects of a template that cannot be published.
 */
export async function installerModeles(ctx: Write): Promise<Bilan[]> {
  const publies = (await lireLivres()).filter((l) => l.entete.demonstration)
  const bilans: Bilan[] = []
  for (const [ordre, livre] of publies.entries()) bilans.push(await publierModele(ctx, modeleDe(livre), ordre))
  return bilans
}

/** Publishes one whole téléservice: its dispositif with its guide, its fiche, its form. */
export async function publierModele(ctx: Write, document: unknown, ordre = 0): Promise<Bilan> {
  const { modele, defauts } = lirePubliable(document)
  if (!modele)
    throw new Refus(
      422,
      'modele_non_publiable',
      `Ce téléservice ne peut pas être publié : ${defauts.length} point${defauts.length > 1 ? 's' : ''} à corriger.`,
      defauts.map((d) => ({ champ: d.chemin, message: d.message })),
    )
  const dispositif = await ecrireDispositif(ctx, modele)
  const teleservice = await ecrireTeleservice(ctx, modele, dispositif.id, ordre)
  const version = await ecrireVersion(ctx, modele, teleservice.id)
  const change = dispositif.change || teleservice.change || version.change
  if (change)
    await journaliser(
      ctx,
      'teleservice_publie',
      { genre: 'teleservice', cle: modele.code },
      { titre: modele.fiche.titre, version: version.numero },
    )
  return { code: modele.code, version: version.numero, change }
}

type Ecrit = { id: number; change: boolean }

async function ecrireDispositif(ctx: Write, { dispositif, guide }: Modele): Promise<Ecrit> {
  const contenu = { ...dispositif, guide: JSON.stringify(guide) }
  const { rows } = await sql<{ id: number }>`
    insert into teleservices.dispositif as d (code, libelle, thematique, regime, guide)
    values (${contenu.code}, ${contenu.libelle}, ${contenu.thematique}, ${contenu.regime}, ${contenu.guide})
    on conflict (code) do update
      set libelle = excluded.libelle, thematique = excluded.thematique, regime = excluded.regime, guide = excluded.guide
      where (d.libelle, d.thematique, d.regime, d.guide)
        is distinct from (excluded.libelle, excluded.thematique, excluded.regime, excluded.guide)
    returning id`.execute(ctx.db)
  return rows[0] ? { id: rows[0].id, change: true } : { id: await idDe(ctx, 'dispositif', contenu.code), change: false }
}

async function ecrireTeleservice(ctx: Write, m: Modele, dispositif: number, ordre: number): Promise<Ecrit> {
  const { fiche } = m
  const { rows } = await sql<{ id: number }>`
    insert into teleservices.teleservice as t
      (code, dispositif_id, titre, resume, thematique, fiche, plusieurs_dossiers, publie, ordre)
    values (${m.code}, ${dispositif}, ${fiche.titre}, ${fiche.resume}, ${m.dispositif.thematique},
      ${JSON.stringify(fiche)}, ${m.plusieurs_dossiers}, true, ${ordre})
    on conflict (code) do update
      set dispositif_id = excluded.dispositif_id, titre = excluded.titre, resume = excluded.resume,
        thematique = excluded.thematique, fiche = excluded.fiche, plusieurs_dossiers = excluded.plusieurs_dossiers,
        publie = true, ordre = excluded.ordre
      where (t.dispositif_id, t.thematique, t.fiche, t.plusieurs_dossiers, t.publie, t.ordre)
        is distinct from (excluded.dispositif_id, excluded.thematique, excluded.fiche, excluded.plusieurs_dossiers, true,
          excluded.ordre)
    returning id`.execute(ctx.db)
  return rows[0] ? { id: rows[0].id, change: true } : { id: await idDe(ctx, 'teleservice', m.code), change: false }
}

/**
 * A dossier keeps the version it was begun with: a changed form is a new version, never an update. A template that was
 * once published is not published again: agents may have drawn another version since.
 */
async function ecrireVersion(ctx: Write, { formulaire }: Modele, teleservice: number) {
  const definition = JSON.stringify(formulaire)
  const versions = await ctx.db
    .selectFrom('teleservices.version')
    .select(['numero', sql<boolean>`definition = ${definition}::jsonb`.as('pareille')])
    .where('teleservice_id', '=', teleservice)
    .orderBy('numero', 'desc')
    .execute()
  const [derniere] = versions
  if (derniere && versions.some((v) => v.pareille)) return { numero: derniere.numero, change: false }
  const numero = (derniere?.numero ?? 0) + 1
  await ctx.db
    .insertInto('teleservices.version')
    .values({ teleservice_id: teleservice, numero, definition, publiee_le: ctx.now.toISOString() })
    .execute()
  return { numero, change: true }
}

async function idDe(ctx: Write, table: 'dispositif' | 'teleservice', code: string): Promise<number> {
  const { id } = await ctx.db
    .selectFrom(`teleservices.${table}`)
    .select('id')
    .where('code', '=', code)
    .executeTakeFirstOrThrow()
  return id
}
