import { estAgent } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, interdit, Refus } from '#domain/erreurs.ts'
import type * as api from '#domain/teleservices/api-import.ts'
import { type Lu, lireImport } from '#domain/teleservices/import.ts'
import { Modele } from '#domain/teleservices/modele.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Read, Write } from '../platform/context.ts'
import type { Download } from '../platform/doors.ts'
import { poserBrouillon } from './brouillons.ts'
import { creer } from './creation.ts'
import { exigerDessinateur, lireTeleserviceDessine } from './dessin.ts'
import { lireParCode } from './fiche.ts'
import { depuisRien } from './formulaires.ts'
import { lireDefinitionEntiere, lireDerniereVersion } from './versions.ts'

type Examen = typeof api.examinerDocument

/** What this document would make; nothing is written. */
export async function examinerDocument(ctx: Read, { body }: Input<Examen>): Promise<Reply<Examen>> {
  exigerDessinateur(ctx)
  return lireImport(body.document).rapport
}

type Import = typeof api.importerDocument

/** Makes a téléservice of the document, or the draft of one that exists. Refused with the path of each fault. */
export async function importerDocument(ctx: Write, { body }: Input<Import>): Promise<Reply<Import>> {
  exigerDessinateur(ctx)
  const lu = lireImport(body.document)
  const { rapport, formulaire, modele } = lu
  if (!formulaire) throw refuse(lu)
  if ('existant' in body.vers) {
    await remplacerBrouillon(ctx, body.vers.existant, formulaire)
    return { code: body.vers.existant, rapport }
  }
  const { nouveau } = body.vers
  const { titre, resume } = nouveau
  const contact = nouveau.contact?.service ? nouveau.contact : undefined
  const depart = modele
    ? {
        regime: modele.dispositif.regime,
        guide: modele.guide,
        fiche: { ...modele.fiche, titre, resume, ...(contact ? { contact } : {}) },
        plusieurs_dossiers: modele.plusieurs_dossiers,
        formulaire,
      }
    : { ...depuisRien({ ...nouveau, contact }), formulaire }
  return { ...(await creer(ctx, nouveau, depart)), rapport }
}

function refuse({ rapport: { defauts } }: Lu): Refus {
  const s = defauts.length > 1 ? 's' : ''
  return new Refus(
    422,
    'document_refuse',
    `Ce document ne peut pas être importé : ${defauts.length} point${s} à corriger.`,
    defauts.map((d) => ({ champ: d.chemin, message: d.message })),
  )
}

/** The draft becomes what the document says; who was drawing must first publish or discard. */
async function remplacerBrouillon(ctx: Write, code: string, formulaire: NonNullable<Lu['formulaire']>): Promise<void> {
  const { id, titre } = await lireTeleserviceDessine(ctx, code)
  await ctx.db.selectFrom('teleservices.teleservice').select('id').where('id', '=', id).forUpdate().execute()
  const ouvert = await ctx.db
    .selectFrom('teleservices.brouillon')
    .select('teleservice_id')
    .where('teleservice_id', '=', id)
    .executeTakeFirst()
  if (ouvert) throw conflit('brouillon_ouvert', 'Un brouillon est déjà ouvert : publiez-le ou abandonnez-le d’abord.')
  const derniere = await ctx.db
    .selectFrom('teleservices.version')
    .select((eb) => eb.fn.max('numero').as('numero'))
    .where('teleservice_id', '=', id)
    .executeTakeFirst()
  const base = derniere?.numero ?? null
  await poserBrouillon(ctx, id, formulaire, base)
  await journaliser(ctx, 'formulaire_modifie', { genre: 'teleservice', cle: code }, { titre, version: base ?? 0 })
}

/** A whole téléservice as a file that another Préau reads; throws 403 to who does not work for the collectivité. */
export async function exporterTeleservice(
  ctx: Read,
  { params }: Input<typeof api.exporterTeleservice>,
): Promise<Download> {
  if (!estAgent(ctx.acteur)) throw interdit('Seuls les agents de la collectivité exportent un téléservice.')
  const { id, code, fiche, thematique, plusieurs_dossiers, dispositif } = await lireParCode(ctx, params.code)
  const { guide } = await ctx.db
    .selectFrom('teleservices.dispositif')
    .select('guide')
    .where('id', '=', dispositif.id)
    .executeTakeFirstOrThrow()
  const version = await lireDerniereVersion(ctx, id)
  const modele = Modele.parse({
    format: 'preau/teleservice@1',
    code,
    dispositif: { code: dispositif.code, libelle: dispositif.libelle, thematique, regime: dispositif.regime },
    plusieurs_dossiers,
    fiche,
    formulaire: await lireDefinitionEntiere(ctx, version.id),
    guide,
  })
  const contenu = Buffer.from(`${JSON.stringify(modele, null, 2)}\n`)
  return { nom: `${code}-teleservice.json`, type: 'application/json', contenu, taille: contenu.length }
}
