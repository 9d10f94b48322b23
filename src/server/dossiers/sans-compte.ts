import type { Demandeur } from '#domain/acteur.ts'
import { conflit, invalide } from '#domain/erreurs.ts'
import { commencer } from '#domain/formulaire/prefill.ts'
import { jourLocal } from '#domain/heure.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Read, Write } from '../platform/context.ts'
import { dateDe, lireEtablissement } from '../teleservices/connus.ts'
import type { Teleservice } from '../teleservices/fiche.ts'
import { lireDefinition, lireDerniereVersion } from '../teleservices/versions.ts'
import { inscrire, trouverObstacle } from './depart.ts'

const CHOISIR = [{ champ: 'uai', message: 'Choisissez un établissement dans la liste.' }]

/**
 * What a family or a pupil may begin for this établissement. 422 when the téléservice is not for it, 409 when nobody may
 * begin now, or when its form wants the signature of the établissement.
 */
export async function exigerOuvertSansCompte(
  ctx: Read | Write,
  teleservice: Teleservice,
  uai: string,
  courriel: string,
) {
  const connu = await ctx.db
    .selectFrom('referentiel.etablissement')
    .select('uai')
    .where('uai', '=', uai)
    .where('etat', '<>', 'ferme')
    .executeTakeFirst()
  if (!connu) throw invalide('Cet établissement n’a pas été trouvé.', CHOISIR)
  const etablissement = await lireEtablissement(ctx, uai)
  const bloque = await trouverObstacle(ctx, teleservice, etablissement, { courriel })
  if (bloque) throw conflit(bloque.code, bloque.message)
  const version = await lireDerniereVersion(ctx, teleservice.id)
  const definition = await lireDefinition(ctx, version.id)
  if (definition.cosignataires?.length)
    throw conflit('signature_demandee', 'Cette demande doit être signée par l’établissement : adressez-vous à lui.')
  return { etablissement, version, definition }
}

/** Begins the draft of who has no account, filled with what they said and with what everybody may know of the établissement. */
export async function commencerSansCompte(
  ctx: Write,
  teleservice: Teleservice,
  uai: string,
  demandeur: Demandeur,
): Promise<{ id: number; cle: string }> {
  const { etablissement, version, definition } = await exigerOuvertSansCompte(ctx, teleservice, uai, demandeur.courriel)
  const { nom, nature, commune, code_postal, adresse } = etablissement
  const { prenom, courriel } = demandeur
  const connus = commencer(definition, {
    etablissement: { uai, nom, nature, commune, code_postal, adresse, date: dateDe(etablissement) },
    demandeur: { nom: demandeur.nom, prenom, courriel, date: jourLocal(ctx.now), source: 'Votre demande' },
  })
  return inscrire(ctx, { acteur: demandeur, teleservice, uai, version_id: version.id, definition, ...connus })
}

/** Gives a dossier begun without account to the account of the same person. */
export async function rattacher(ctx: Write, dossier_id: number, personne_id: number): Promise<string> {
  const { cle, uai } = await ctx.db
    .updateTable('dossiers.dossier')
    .set({ demandeur_id: personne_id })
    .where('id', '=', dossier_id)
    .where('sans_compte', '=', true)
    .returning(['cle', 'uai'])
    .executeTakeFirstOrThrow()
  await journaliser(ctx, 'dossier_rattache', { genre: 'dossier', cle, uai })
  return cle
}

/**
 * Erases a draft that its demandeur has abandoned, or that nobody came back to: its answers and the names of its pièces.
 * Gives the keys of their files, to remove after the commit; nothing when it was deposited or touched since `avant`.
 */
export async function effacerSansCompte(ctx: Write, dossier_id: number, avant: string): Promise<string[] | undefined> {
  const laisse = await ctx.db
    .updateTable('dossiers.dossier')
    .set({ etat: 'abandonne', reponses: '{}', origines: '{}', objet: '' })
    .where('id', '=', dossier_id)
    .where('sans_compte', '=', true)
    .where((ou) =>
      ou.or([ou('etat', '=', 'abandonne'), ou.and([ou('etat', '=', 'brouillon'), ou('modifie_le', '<', avant)])]),
    )
    .returning(['cle', 'uai'])
    .executeTakeFirst()
  if (!laisse) return undefined
  const pieces = await ctx.db
    .updateTable('dossiers.piece')
    .set({ nom: 'Pièce effacée', retiree_le: ctx.now.toISOString() })
    .where('dossier_id', '=', dossier_id)
    .returning('fichier')
    .execute()
  await journaliser(ctx, 'brouillon_sans_compte_efface', { genre: 'dossier', ...laisse })
  return pieces.map((p) => p.fichier)
}
