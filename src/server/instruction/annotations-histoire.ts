import { nomDe, type Personne } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { estVide } from '#domain/formulaire/conditions.ts'
import type { Champ, Definition, Reponses } from '#domain/formulaire/definition.ts'
import { memeReponse } from '#domain/formulaire/prefill.ts'
import { champDe, lignesDe } from '#domain/formulaire/saisie.ts'
import { ecrireReponse } from '#domain/formulaire/types/registre.ts'
import { propre } from '#domain/formulaire/visite.ts'
import type * as api from '#domain/instruction/api-annotations.ts'
import type { Read, Write } from '../platform/context.ts'
import { trouverPourAgents } from './suivi.ts'

/** Letters typed one after the other are one change, as long as nobody else comes in between. */
const MEME_GESTE_MS = 10 * 60_000

type Changements = { definition: Definition; avant: Reponses; apres: Reponses; gardes: readonly string[] }

/** One line for each champ whose value is no more the same, as a person reads it. */
export async function noterChangements(
  ctx: Write,
  dossierId: number,
  auteur: Personne,
  { definition, avant, apres, gardes }: Changements,
): Promise<void> {
  for (const chemin of gardes) {
    const champ = champAffiche(definition, chemin)
    const [lu, ecrit] = [lire(definition, avant, chemin), lire(definition, apres, chemin)]
    if (!champ || memeReponse(lu, ecrit)) continue
    const textes = { avant: dire(champ, lu), apres: dire(champ, ecrit) }
    const derniere = await ctx.db
      .selectFrom('instruction.annotation_histoire')
      .where('dossier_id', '=', dossierId)
      .select(['id', 'chemin', 'auteur_id', 'le'])
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
    const suite =
      derniere?.chemin === chemin &&
      derniere.auteur_id === auteur.id &&
      ctx.now.getTime() - new Date(derniere.le).getTime() < MEME_GESTE_MS
    if (suite && derniere)
      await ctx.db
        .updateTable('instruction.annotation_histoire')
        .set({ apres: textes.apres, le: ctx.now.toISOString() })
        .where('id', '=', derniere.id)
        .execute()
    else
      await ctx.db
        .insertInto('instruction.annotation_histoire')
        .values({
          dossier_id: dossierId,
          chemin,
          libelle: champ.libelle,
          ...textes,
          auteur_id: auteur.id,
          auteur_nom: nomDe(auteur),
          le: ctx.now.toISOString(),
        })
        .execute()
  }
}

/** A row speaks for its bloc. */
const champAffiche = (definition: Definition, chemin: string): Champ | undefined =>
  champDe(definition, chemin.split('/').length === 2 ? (chemin.split('/')[0] ?? '') : chemin)

function lire(definition: Definition, reponses: Reponses, chemin: string): unknown {
  const [premier = '', ligne, cellule] = chemin.split('/')
  if (cellule === undefined) return ligne === undefined ? propre(reponses, premier) : lignesDe(reponses, premier)
  const valeurs = lignesDe(reponses, premier).find((l) => l.id === ligne)?.valeurs
  return valeurs && champDe(definition, chemin) ? propre(valeurs, cellule) : undefined
}

const dire = (champ: Champ, valeur: unknown): string =>
  estVide(valeur) ? '' : ecrireReponse(champ, valeur, false).slice(0, 2000)

type Lister = typeof api.listerHistoireAnnotations

export async function listerHistoireAnnotations(ctx: Read, { params, query }: Input<Lister>): Promise<Reply<Lister>> {
  const { id } = await trouverPourAgents(ctx, params.cle)
  const siennes = ctx.db.selectFrom('instruction.annotation_histoire').where('dossier_id', '=', id)
  const { total } = await siennes
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('total'))
    .executeTakeFirstOrThrow()
  const elements = await siennes
    .select(['id', 'libelle', 'avant', 'apres', 'auteur_nom as auteur', 'le'])
    .orderBy('id', 'desc')
    .limit(query.par_page)
    .offset((query.page - 1) * query.par_page)
    .execute()
  return { total, page: query.page, par_page: query.par_page, elements }
}
