import type { Champ, Etape } from '#domain/formulaire/definition.ts'
import type { Ebauche } from '#domain/formulaire/ebauche.ts'
import type { Write } from '#server/platform/context.ts'
import { enregistrerBrouillon, lireAtelier } from '#server/teleservices/brouillons.ts'
import { creerFormulaire } from '#server/teleservices/formulaires.ts'
import { installerModeles } from '#server/teleservices/modeles.ts'
import { publierBrouillon } from '#server/teleservices/publier.ts'
import { TRAVAUX } from './dossiers.ts'
import { agnes } from './personas.ts'

const ouvert = (code: string) => ({ params: { code }, query: undefined, body: undefined })

/** A téléservice with the guide of « travaux urgents », drawn and published by Agnès; gives its code. */
export async function unTeleserviceDessine(
  ctx: Write,
  champs: Champ[] | Etape[],
  code = 'essai-dessine',
): Promise<string> {
  const dessin: Write = { ...ctx, acteur: agnes }
  const livres = await ctx.db.selectFrom('teleservices.teleservice').select('id').where('code', '=', TRAVAUX).execute()
  if (livres.length === 0) await installerModeles(ctx)
  await creerFormulaire(dessin, {
    params: undefined,
    query: undefined,
    body: { code, titre: 'Essai', resume: 'Un essai.', thematique: 'aides', modele: TRAVAUX },
  })
  const etapes = champs.map((c) => ('champs' in c && 'titre' in c ? (c as Etape) : undefined)).filter((e) => e)
  await redessiner(dessin, code, {
    format: 'preau/formulaire@1',
    titre: 'Essai',
    etapes: etapes.length > 0 ? (etapes as Etape[]) : [{ id: 'unique', titre: 'Étape', champs: champs as Champ[] }],
  })
  return code
}

/** Saves this drawing over the open draft and publishes it; gives the number of the version. */
export async function redessiner(
  ctx: Write,
  code: string,
  definition: Ebauche,
  publication: Partial<Parameters<typeof publierBrouillon>[1]['body']> = {},
): Promise<number | null> {
  const { brouillon } = await lireAtelier(ctx, ouvert(code))
  if (!brouillon) throw new Error('Open a draft first.')
  const body = { revision: brouillon.revision, definition }
  const { revision } = await enregistrerBrouillon(ctx, { ...ouvert(code), body })
  const { numero } = await publierBrouillon(ctx, {
    ...ouvert(code),
    body: { revision, brouillons: 'suivre', choix: [], ...publication },
  })
  return numero
}
