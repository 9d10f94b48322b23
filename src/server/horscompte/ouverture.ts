import { estDemandeur } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { introuvable, invalide, Refus } from '#domain/erreurs.ts'
import type * as api from '#domain/horscompte/api.ts'
import { aUnCompte, inscrireDemandeur } from '../comptes/demandeurs.ts'
import { commencerSansCompte, exigerOuvertSansCompte } from '../dossiers/sans-compte.ts'
import type { Read, Write } from '../platform/context.ts'
import { trouverIdentites } from '../referentiel/choix.ts'
import { lireParCode, lireParId, type Teleservice } from '../teleservices/fiche.ts'
import { adresseDe, codeDeConfirmation, empreinte, estLeBon, exigerMesure, nouveauCode } from './codes.ts'
import { posterCodes, posterConfirmation } from './courriels.ts'
import { ouvrirSession } from './session.ts'

type Recherche = typeof api.chercherEtablissementsConcernes
type Demande = typeof api.demanderOuverture
type Confirmation = typeof api.confirmerOuverture

const DEMI_HEURE = 30

/** Closed to who has no account: as if it did not exist. */
async function lireOuvert(ctx: Read | Write, code: string): Promise<Teleservice> {
  const teleservice = await lireParCode(ctx, code)
  if (!teleservice.fiche.sans_compte) throw introuvable('Ce téléservice n’existe pas ou n’est plus proposé.')
  return teleservice
}

/** Among those that the téléservice accepts, by their public identity. */
export async function chercherEtablissementsConcernes(
  ctx: Read,
  { params, query }: Input<Recherche>,
): Promise<Reply<Recherche>> {
  await exigerMesure(ctx, { genre: 'recherche', cle: adresseDe(ctx), max: 300, minutes: 10 })
  const { fiche } = await lireOuvert(ctx, params.code)
  return { elements: await trouverIdentites(ctx, query.recherche, fiche.pour_qui) }
}

/**
 * Keeps what is asked until the address is confirmed; the code leaves by mail. 404 for a téléservice that is not open
 * without account, 422 on the établissement, 409 when nobody may begin now, 429 past the measure.
 */
export async function demanderOuverture(ctx: Write, { body }: Input<Demande>): Promise<Reply<Demande>> {
  const courriel = body.courriel.toLowerCase()
  await exigerMesure(
    ctx,
    { genre: 'demande_adresse', cle: adresseDe(ctx), max: 30, minutes: 60 },
    { genre: 'demande', cle: courriel, max: 6, minutes: 60 },
  )
  const teleservice = await lireOuvert(ctx, body.teleservice)
  // What this address has already deposited is said to who has proved it is theirs, at the confirmation: no address here.
  await exigerOuvertSansCompte(ctx, teleservice, body.uai, '')
  const code = codeDeConfirmation()
  const expire_le = new Date(ctx.now.getTime() + DEMI_HEURE * 60_000).toISOString()
  const { prenom, nom, uai } = body
  const { id } = await ctx.db
    .insertInto('horscompte.demande')
    .values({
      ...{ teleservice_id: teleservice.id, uai, prenom, nom, courriel },
      ...{ code: empreinte(ctx.kit, 'confirmation', code), cree_le: ctx.now.toISOString(), expire_le },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { titre } = teleservice.fiche
  await posterConfirmation(ctx, { courriel, prenom, titre, code, compte: await aUnCompte(ctx, courriel) })
  const { demonstration, smtp } = ctx.kit.config
  return { demande: id, expire_le, code_de_demonstration: demonstration && !smtp ? code : null }
}

/** Opens the draft, once; the follow-up code is said here and mailed, and never again. */
export async function confirmerOuverture(
  ctx: Write,
  { params, body }: Input<Confirmation>,
): Promise<Reply<Confirmation>> {
  await exigerMesure(ctx, { genre: 'confirmation', cle: params.id, max: 5, minutes: DEMI_HEURE })
  const demande = await ctx.db
    .selectFrom('horscompte.demande')
    .selectAll()
    .where('id', '=', params.id)
    .where('expire_le', '>', ctx.now.toISOString())
    .forUpdate()
    .executeTakeFirst()
  if (!demande) throw new Refus(409, 'demande_perimee', 'Cette demande n’a plus cours : recommencez-la.')
  if (!estLeBon(ctx.kit, 'confirmation', body.code, demande.code))
    throw invalide('Ce code n’est pas le bon.', [
      { champ: 'code', message: 'Ce code n’est pas celui du courriel : vérifiez-le.' },
    ])
  await ctx.db.deleteFrom('horscompte.demande').where('id', '=', demande.id).execute()
  const { prenom, nom, courriel, uai } = demande
  const personne = await inscrireDemandeur(ctx, { prenom, nom, courriel })
  const acteur = { genre: 'demandeur' as const, id: personne, prenom, nom, courriel, remplit: true, nomenclatures: [] }
  const teleservice = await lireParId(ctx, demande.teleservice_id)
  const dossier = await commencerSansCompte({ ...ctx, acteur }, teleservice, uai, acteur)
  const code = nouveauCode(ctx.kit)
  await ctx.db
    .insertInto('horscompte.acces')
    .values({
      personne_id: personne,
      dossier_id: dossier.id,
      code: empreinte(ctx.kit, 'suivi', code),
      cree_le: ctx.now.toISOString(),
    })
    .execute()
  const codes = [{ titre: teleservice.fiche.titre, code }]
  await posterCodes(ctx, { courriel, prenom, personne_id: personne, codes, nouveaux: false })
  if (!estDemandeur(ctx.acteur) || ctx.acteur.id !== personne) await ouvrirSession(ctx, personne)
  return { cle: dossier.cle, code_de_suivi: code }
}
