import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type PersonneEffacee, parleDe } from '#domain/referentiel/effacement.ts'
import type { Read } from '../platform/context.ts'
import { pagesGardees } from './connecteurs/opendatasoft.ts'
import { sourcesConnues } from './connecteurs/reglage.ts'
import { lireFichier } from './formats/fichier.ts'

/**
 * A file that names the person is deleted whole, whatever its format: rewritten, it would no longer be what was received.
 * Its name and fingerprint stay: the same file sent again is recognised.
 */
export async function effacerDesFichiers(ctx: Read, personne: PersonneEffacee): Promise<void> {
  const gardees = await ctx.db
    .selectFrom('integration.execution')
    .select(['id', 'fichier', 'fichier_cle'])
    .where('fichier_cle', 'is not', null)
    .where('fichier_efface_le', 'is', null)
    .execute()
  for (const { id, fichier, fichier_cle: cle } of gardees) {
    if (!cle || !(await ctx.kit.files.exists(cle))) continue
    if (!(await fichierParleDe(await ctx.kit.files.get(cle), fichier, personne))) continue
    await ctx.kit.files.remove(cle)
    await ctx.db
      .updateTable('integration.execution')
      .set({ fichier_efface_le: ctx.now.toISOString() })
      .where('id', '=', id)
      .execute()
  }
}

/** Whether a file names the person. One that cannot be read as a table is searched as a text. */
async function fichierParleDe(contenu: Uint8Array, nom: string, personne: PersonneEffacee): Promise<boolean> {
  const tableaux = await lireFichier(contenu, nom).catch(() => undefined)
  if (!tableaux) return parleDe(personne, [Buffer.from(contenu).toString('utf8')])
  for (const { entetes, lignes } of tableaux) {
    if (parleDe(personne, entetes)) return true
    for (const { valeurs } of lignes) if (parleDe(personne, valeurs)) return true
  }
  return false
}

/** The files of the drop folders, taken or not yet: one that names the person is deleted. */
export async function effacerDesDepots({ kit }: Read, personne: PersonneEffacee): Promise<void> {
  const racine = join(kit.config.dossier, 'depot')
  const entrees = await readdir(racine, { recursive: true, withFileTypes: true }).catch(() => [])
  for (const entree of entrees) {
    if (!entree.isFile()) continue
    const chemin = join(entree.parentPath, entree.name)
    if (await fichierParleDe(await readFile(chemin), entree.name, personne)) await rm(chemin)
  }
}

/** The pages kept of a taking that was cut: when one names the person, all go, and the next taking starts from the first. */
export async function effacerDesPages(ctx: Read, personne: PersonneEffacee): Promise<void> {
  const { files } = ctx.kit
  for (const source of (await sourcesConnues(ctx)).keys()) {
    const pages = await pagesGardees(files, source)
    if (!(await unePageParleDe(ctx, pages, personne))) continue
    await ctx.db
      .updateTable('integration.reglage')
      .set({
        reprise: null,
        essai_message:
          'Les pages gardées parlaient d’une personne effacée : la prochaine prise repartira de la première.',
      })
      .where('source', '=', source)
      .where('reprise', 'is not', null)
      .execute()
    for (const page of pages) await files.remove(page)
  }
}

async function unePageParleDe({ kit }: Read, pages: string[], personne: PersonneEffacee): Promise<boolean> {
  for (const page of pages) if (await fichierParleDe(await kit.files.get(page), page, personne)) return true
  return false
}
