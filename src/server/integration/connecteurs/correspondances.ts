import { sql } from 'kysely'
import { nomDe } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { invalide } from '#domain/erreurs.ts'
import type * as api from '#domain/integration/api-correspondances.ts'
import type { SourceImportable } from '#domain/integration/lecture.ts'
import { type Contenu, cibleDuLien } from '#domain/integration/liens.ts'
import { journaliser } from '../../journal/journaliser.ts'
import type { Read, Write } from '../../platform/context.ts'
import { exigerLecture, exigerReglage } from '../acces.ts'
import { enContenu, lireVersion } from '../correspondances.ts'
import { sourceDe } from '../fiche.ts'
import { declarerSource, lireImportable } from '../importables.ts'

export async function listerCorrespondances(
  ctx: Read,
  { params }: Input<typeof api.listerCorrespondances>,
): Promise<Reply<typeof api.listerCorrespondances>> {
  exigerLecture(ctx)
  lireImportable(params.source)
  const lignes = await ctx.db
    .selectFrom('integration.correspondance')
    .select(['version', 'colonnes', 'contenu', 'note', 'auteur', 'cree_le'])
    .where('source', '=', params.source)
    .orderBy('version', 'desc')
    .execute()
  return {
    elements: lignes.map(({ colonnes, contenu, ...l }) => ({ ...l, contenu: enContenu({ colonnes, contenu }) })),
  }
}

/** Versions are kept: a run says with which one it read its file. An empty mapping goes back to the names as shipped. */
export async function enregistrerCorrespondance(
  ctx: Write,
  { params, body: { contenu, note } }: Input<typeof api.enregistrerCorrespondance>,
): Promise<Reply<typeof api.enregistrerCorrespondance>> {
  exigerReglage(ctx)
  const source = await sourceDe(ctx, params.source)
  verifier(source, contenu)
  await declarerSource(ctx, source)
  await sql`select pg_advisory_xact_lock(hashtext('integration.correspondance'), hashtext(${params.source}))`.execute(
    ctx.db,
  )
  const version = (await lireVersion(ctx, params.source)) + 1
  await ctx.db
    .insertInto('integration.correspondance')
    .values({
      source: params.source,
      version,
      colonnes: '{}',
      contenu: JSON.stringify(contenu),
      note: note || null,
      auteur: nomDe(ctx.acteur),
      cree_le: ctx.now.toISOString(),
    })
    .execute()
  await journaliser(
    ctx,
    'source_reglee',
    { genre: 'source', cle: params.source },
    { nom: source.libelle, version, colonnes: contenu.liens.length },
  )
  return { version }
}

/** Where the source says what it expects, a link goes to one of these; an empty cell erases only what it may. */
function verifier({ cibles }: SourceImportable, { liens }: Contenu): void {
  if (!cibles) {
    const efface = liens.find((l) => l.vide !== null)
    if (efface) throw refus(efface.vers, 'Cette source ne dit pas ce qu’une case vide efface.')
    return
  }
  for (const l of liens) {
    const cible = cibleDuLien(cibles, l.vers)
    // Columns of years, of sets: the reader knows names that it does not list.
    if (!cible && l.vide !== null) throw refus(l.vers, 'On ne peut rien dire des cases vides de ce champ.')
    if (cible && cible.vide === null && l.vide !== null)
      throw refus(l.vers, `« ${cible.libelle} » ne s’efface pas par une case vide.`)
  }
}

const refus = (champ: string, message: string) => invalide(message, [{ champ, message }])
