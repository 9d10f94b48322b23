import { nomDe } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { introuvable } from '#domain/erreurs.ts'
import type * as api from '#domain/integration/api-connecteurs.ts'
import { Reglage, reglageLivre } from '#domain/integration/reglages.ts'
import { journaliser } from '../../journal/journaliser.ts'
import type { Read, Write } from '../../platform/context.ts'
import { exigerLecture, exigerReglage } from '../acces.ts'
import { calculerAlertes, lireAlertes } from '../alertes.ts'
import { enColonnes, enReglage, exigerSource, sourcesConnues } from './reglage.ts'

type ReglageDeSource = api.ReglageDeSource

/** Where and when each source is taken: what an administrator said, or what is shipped. */
export async function listerReglages(ctx: Read): Promise<Reply<typeof api.listerReglages>> {
  exigerLecture(ctx)
  const { publiques, internes } = ctx.kit.config.sorties
  return { sorties: publiques.length + internes.length > 0, elements: await reglages(ctx) }
}

export async function reglerSource(
  ctx: Write,
  { params, body }: Input<typeof api.reglerSource>,
): Promise<Reply<typeof api.reglerSource>> {
  exigerReglage(ctx)
  await exigerSource(ctx, params.source)
  const pose = { ...enColonnes(body), modifie_le: ctx.now.toISOString(), modifie_par: nomDe(ctx.acteur) }
  await ctx.db
    .insertInto('integration.reglage')
    .values({ source: params.source, ...pose })
    .onConflict((oc) => oc.column('source').doUpdateSet(pose))
    .execute()
  const { genre } = body.ou
  await journaliser(
    ctx,
    'source_reglee',
    { genre: 'source', cle: params.source },
    { nom: params.source, ou: genre, horaire: body.horaire, active: body.active },
  )
  await calculerAlertes(ctx, params.source)
  const [regle] = await reglages(ctx, params.source)
  if (!regle) throw introuvable('Cette source n’existe pas.')
  return regle
}

async function reglages(ctx: Read | Write, seule?: string): Promise<ReglageDeSource[]> {
  const lignes = await ctx.db.selectFrom('integration.reglage').selectAll().execute()
  const regles = new Map(lignes.map((l) => [l.source, l]))
  const alertes = await lireAlertes(ctx)
  const codes = seule === undefined ? [...(await sourcesConnues(ctx)).keys()] : [seule]
  return codes.map((source) => {
    const ligne = regles.get(source)
    const reglage = ligne ? enReglage(ligne) : reglageLivre(source)
    return {
      source,
      reglage,
      livre: JSON.stringify(reglage) === JSON.stringify(Reglage.parse(reglageLivre(source))),
      modifie_le: ligne?.modifie_le ?? null,
      modifie_par: ligne?.modifie_par ?? null,
      essaye_le: ligne?.essaye_le ?? null,
      essai_etat: (ligne?.essai_etat ?? null) as ReglageDeSource['essai_etat'],
      essai_message: ligne?.essai_message ?? null,
      alertes: alertes.filter((a) => a.source === source),
    }
  })
}
