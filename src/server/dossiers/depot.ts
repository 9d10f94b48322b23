import { sql } from 'kysely'
import { estAuteur } from '#domain/acteur.ts'
import { dangereuses } from '#domain/dossiers/analyse.ts'
import type * as api from '#domain/dossiers/api.ts'
import { dejaDepose, peutDeposer, REFUS_DEPOSER } from '#domain/dossiers/droits.ts'
import { avecPieces, piecesUtiles } from '#domain/dossiers/pieces.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, interdit, invalide, Refus } from '#domain/erreurs.ts'
import {
  justificatifsManquants,
  nonVerifies,
  nonVerifiesDecisifs,
  type Verifications,
} from '#domain/formulaire/alimentation.ts'
import type { Definition, Reponses } from '#domain/formulaire/definition.ts'
import { deplier } from '#domain/formulaire/nommees.ts'
import { type ContexteParcours, parcours } from '#domain/formulaire/parcours.ts'
import { reperes } from '#domain/formulaire/recapitulatif.ts'
import { type Orientation, orientationDe } from '#domain/formulaire/regles.ts'
import { reponsesUtiles, visiter } from '#domain/formulaire/visite.ts'
import { jourLocal } from '#domain/heure.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Write } from '../platform/context.ts'
import { lireEtablissement } from '../teleservices/connus.ts'
import { lireParId } from '../teleservices/fiche.ts'
import { lireDefinition, lireDefinitionEntiere } from '../teleservices/versions.ts'
import { preparerAccuse } from './accuse.ts'
import { compterAutres, regleEntreDossiers } from './autres.ts'
import { enReponses } from './brouillon.ts'
import { trouverObstacle } from './depart.ts'
import { lireVerifications } from './interrogation.ts'
import { listerPieces } from './piece.ts'
import { garderLesPlaces } from './places.ts'
import { exigerSignatures } from './signatures.ts'
import { verrouillerDossier } from './visibles.ts'

type Depot = typeof api.deposerDossier

/**
 * The chef deposits: what counts is frozen, numbered and acknowledged in one transaction (CRPA, L112-11). The row's
 * lock makes a second deposit at the same instant find it done: 409 `deja_depose`, with the number.
 */
export async function deposerDossier(ctx: Write, { params }: Input<Depot>): Promise<Reply<Depot>> {
  const { acteur } = ctx
  const dossier = await verrouillerDossier(ctx, params.cle)
  if (!estAuteur(acteur) || !peutDeposer(acteur, dossier)) throw interdit(REFUS_DEPOSER)
  if (dossier.etat !== 'brouillon') throw conflit('deja_depose', dejaDepose(dossier.numero))

  const teleservice = await lireParId(ctx, dossier.teleservice_id)
  const etablissement = await lireEtablissement(ctx, dossier.uai)
  if (!teleservice.plusieurs_dossiers)
    await garderSeul(ctx, teleservice.id, dossier.sans_compte ? acteur.courriel : dossier.uai)
  if (teleservice.fiche.limites?.par_etablissement && !dossier.sans_compte)
    await garderSeul(ctx, teleservice.id, dossier.uai)
  await garderLesPlaces(ctx, teleservice)
  await exigerSignatures(ctx, { ...dossier, reponses: enReponses(dossier.reponses) })
  const bloque = await trouverObstacle(ctx, teleservice, etablissement, dossier.sans_compte ? acteur : undefined)
  if (bloque) throw conflit(bloque.code, bloque.message)

  const definition = await lireDefinition(ctx, dossier.version_id)
  const pieces = await listerPieces(ctx, dossier.id)
  const reponses = avecPieces(enReponses(dossier.reponses), pieces)
  // Two deposits of the établissement at once: the second waits here, then counts the first.
  if (regleEntreDossiers(definition, dossier)) await garderSeul(ctx, teleservice.id, dossier.uai)
  const autres = await compterAutres(ctx, definition, dossier)
  refuserIncomplet(definition, reponses, { aujourdhui: jourLocal(ctx.now), autres })

  const utiles = reponsesUtiles(definition, reponses)
  // The service that will receive the dossier is decided too, by rules that the usager's view leaves out.
  const entiere = await lireDefinitionEntiere(ctx, dossier.version_id)
  const { routage } = deplier(entiere)
  refuserNonVerifie({ ...definition, routage }, utiles, await lireVerifications(ctx, dossier.id), jourLocal(ctx.now))
  const gardees = piecesUtiles(definition, utiles)
  const deposees = pieces.filter((p) => gardees.has(p.id))
  refuserDangereuses(deposees)
  if (deposees.length < pieces.length) await retirerInutiles(ctx, dossier.id, gardees)
  const accuse = await preparerAccuse(
    ctx,
    dossier,
    { teleservice, etablissement, definition, utiles, acteur },
    deposees,
  )
  const { objet = '', montant } = reperes(definition, utiles)
  const numero = await numeroter(ctx, dossier.id, acteur.id, {
    reponses: JSON.stringify(utiles),
    objet: objet.slice(0, 500).toWellFormed(),
    // Answers count in cents, the column in euros.
    montant: montant === undefined ? null : montant / 100,
    accuse: JSON.stringify(accuse),
    orientation: orientationDe(entiere, visiter(deplier(entiere), utiles).lire) ?? null,
  })
  await journaliser(
    ctx,
    'dossier_depose',
    { genre: 'dossier', cle: dossier.cle, uai: dossier.uai },
    { numero, titre: teleservice.fiche.titre, objet },
  )
  return { cle: dossier.cle, numero, depose_le: ctx.now.toISOString() }
}

function refuserIncomplet(definition: Definition, reponses: Reponses, contexte: ContexteParcours): void {
  const { manquants } = parcours(definition, reponses, { ...contexte, depot_tente: true })
  if (manquants.length === 0) return
  const phrase = manquants.length > 1 ? `${manquants.length} points restent à compléter` : 'Un point reste à compléter'
  throw invalide(
    `${phrase} avant de déposer.`,
    manquants.map(({ champ, message }) => ({ champ, message })),
  )
}

/** What the antivirus has set aside is not handed over; what it has not read yet is, and agents see that it waits. */
function refuserDangereuses(pieces: readonly api.Piece[]): void {
  const erreurs = dangereuses(pieces)
  if (erreurs.length === 0) return
  const phrase = erreurs.map((e) => e.message).join(' ')
  throw new Refus(409, 'piece_infectee', phrase, erreurs)
}

/** A value typed while its service is down is taken as declared, unless something is decided upon it. */
function refuserNonVerifie(
  definition: Definition,
  utiles: Reponses,
  verifications: Verifications,
  aujourdhui: string,
): void {
  const trouves = nonVerifies(definition, utiles, verifications, aujourdhui)
  const aJoindre = justificatifsManquants(definition, utiles, trouves)
  if (aJoindre.length > 0)
    throw invalide(
      'Une réponse déclarée n’a pas pu être vérifiée : joignez son justificatif.',
      aJoindre.map(({ piece, champ }) => ({
        champ: piece.id,
        message: `Joignez « ${piece.libelle} » : « ${champ.libelle} » est déclaré, non vérifié.`,
      })),
    )
  const decisifs = nonVerifiesDecisifs(definition, trouves)
  if (decisifs.length === 0) return
  throw invalide(
    'Une réponse dont dépend la suite n’a pas pu être vérifiée : demandez de nouveau sa vérification.',
    decisifs.map(({ champ, message }) => ({
      champ: champ.id,
      message: `« ${champ.libelle} » décide de la suite de votre demande et n’est pas vérifié. ${message} Réessayez plus tard.`,
    })),
  )
}

/** One dossier a period: two drafts of the same établissement, or of the same demandeur, must not be deposited side by side. */
async function garderSeul(ctx: Write, teleservice: number, qui: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`depot/${teleservice}/${qui}`}, 0))`.execute(ctx.db)
}

type Contenu = {
  reponses: string
  objet: string
  montant: number | null
  accuse: string
  orientation: Orientation | null
}

/**
 * Gives the next number of the local year, to the dossier and to its accusé. One statement, taken as late as can be:
 * the counter's lock makes all deposits wait in line.
 */
async function numeroter(ctx: Write, id: number, par: number, contenu: Contenu): Promise<string> {
  const { reponses, objet, montant, accuse } = contenu
  const orientation = contenu.orientation && JSON.stringify(contenu.orientation)
  const annee = Number(jourLocal(ctx.now).slice(0, 4))
  const le = ctx.now.toISOString()
  const { rows } = await sql<{ numero: string }>`
    with numero as (
      insert into dossiers.compteur as c (annee, dernier) values (${annee}, 1)
      on conflict (annee) do update set dernier = c.dernier + 1
      returning annee || '-' || lpad(dernier::text, greatest(6, length(dernier::text)), '0') as texte
    ), accuse as (
      insert into dossiers.accuse (dossier_id, donnees, le)
      select ${id}::bigint, ${accuse}::jsonb || jsonb_build_object('numero', numero.texte), ${le}::timestamptz from numero
    )
    update dossiers.dossier
    set etat = 'depose', numero = numero.texte, reponses = ${reponses}::jsonb, objet = ${objet},
      montant_demande = ${montant}::numeric, orientation = ${orientation}::jsonb, depose_le = ${le}, depose_par = ${par}, modifie_le = ${le},
      modifie_par = ${par}, revision = revision + 1
    from numero
    where id = ${id}
    returning numero.texte as numero`.execute(ctx.db)
  const [depose] = rows
  if (!depose) throw new Error('The locked draft has gone.')
  return depose.numero
}

/** Files on questions hidden or removed were not deposited: they leave the dossier, not the history. */
async function retirerInutiles(ctx: Write, dossierId: number, gardees: Set<string>): Promise<void> {
  await ctx.db
    .updateTable('dossiers.piece')
    .set({ retiree_le: ctx.now.toISOString() })
    .where('dossier_id', '=', dossierId)
    .where('retiree_le', 'is', null)
    .where('id', '<>', sql<number>`all(${[...gardees].map(Number)}::bigint[])`)
    .execute()
}
