import { SYSTEME } from '#domain/acteur.ts'
import { memeReponse } from '#domain/formulaire/prefill.ts'
import { journaliser } from '../journal/journaliser.ts'
import { contextOf, type Kit, type Write, write } from '../platform/context.ts'
import type { Job } from '../platform/jobs.ts'
import { enPreremplis, enReponses } from './brouillon.ts'

/** Days after which a draft in which nobody has written anything leaves the lists. */
const JOURS = 14
const PAQUET = 200

/** Every night: drafts begun and left empty. Nothing typed is ever lost: they hold only what the house already knew. */
export const retraitDesVides: Job = {
  name: 'dossiers_retirer_vides',
  horaire: '20 3 * * *',
  run: async (kit) => void (await retirerBrouillonsVides(kit, new Date())),
}

/** Gives how many were removed. Each in its own transaction, read again under its lock: one may be typing at last. */
export async function retirerBrouillonsVides(kit: Kit, maintenant: Date): Promise<number> {
  const avant = new Date(maintenant.getTime() - JOURS * 86_400_000).toISOString()
  let faits = 0
  for (let apres = 0; ; ) {
    const lignes = await kit.db
      .selectFrom('dossiers.dossier')
      .select('id')
      .where('etat', '=', 'brouillon')
      // Those without account are announced before they leave: another job.
      .where('sans_compte', '=', false)
      .where('modifie_le', '<', avant)
      .where('id', '>', apres)
      .orderBy('id')
      .limit(PAQUET)
      .execute()
    for (const { id } of lignes)
      if (await write(contextOf(kit, SYSTEME, maintenant), (ctx) => retirer(ctx, id, avant))) faits += 1
    const derniere = lignes.at(-1)
    if (!derniere || lignes.length < PAQUET) return faits
    apres = derniere.id
  }
}

async function retirer(ctx: Write, id: number, avant: string): Promise<boolean> {
  const dossier = await ctx.db
    .selectFrom('dossiers.dossier as d')
    .innerJoin('teleservices.teleservice as t', 't.id', 'd.teleservice_id')
    .select(['d.cle', 'd.uai', 'd.reponses', 'd.origines', 'd.copie_de', 'd.soumis_le', 't.titre'])
    .select((eb) =>
      eb.exists(eb.selectFrom('dossiers.piece as p').select('p.id').whereRef('p.dossier_id', '=', 'd.id')).as('pieces'),
    )
    .where('d.id', '=', id)
    .where('d.etat', '=', 'brouillon')
    .where('d.modifie_le', '<', avant)
    .forUpdate('d')
    .executeTakeFirst()
  if (!dossier || dossier.pieces || dossier.copie_de !== null || dossier.soumis_le || !estVide(dossier)) return false
  await ctx.db.updateTable('dossiers.dossier').set({ etat: 'abandonne' }).where('id', '=', id).execute()
  const objet = { genre: 'dossier', cle: dossier.cle, uai: dossier.uai }
  await journaliser(ctx, 'brouillon_vide_retire', objet, { titre: dossier.titre, jours: JOURS })
  return true
}

/** Every answer is what the référentiel and the account had put there. */
function estVide({ reponses, origines }: { reponses: unknown; origines: unknown }): boolean {
  const connues = enPreremplis(origines)
  return Object.entries(enReponses(reponses)).every(
    ([champ, valeur]) => Object.hasOwn(connues, champ) && memeReponse(valeur, connues[champ]?.valeur),
  )
}
