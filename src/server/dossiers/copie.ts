import type { Piece } from '#domain/dossiers/api.ts'
import type * as api from '#domain/dossiers/api-copie.ts'
import { copier } from '#domain/dossiers/copie.ts'
import { dejaDepose, peutCommencer, peutRemplir, REFUS_COMMENCER, REFUS_REMPLIR } from '#domain/dossiers/droits.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, interdit, introuvable } from '#domain/erreurs.ts'
import type { Definition } from '#domain/formulaire/definition.ts'
import { jourLocal } from '#domain/heure.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Read, Write } from '../platform/context.ts'
import { lireParId } from '../teleservices/fiche.ts'
import { lireDefinition } from '../teleservices/versions.ts'
import { enPreremplis, enReponses, toucher, verrouillerBrouillon } from './brouillon.ts'
import { inscrire, preparerDepart } from './depart.ts'
import { listerPieces } from './piece.ts'
import { champAttendu, refuserTrop } from './pieces.ts'
import { accepte, reutilisables } from './reprise.ts'
import { parCle, trouverDossier } from './visibles.ts'

type Copie = typeof api.copierDossier

/**
 * Begins a draft from a dossier of the same établissement: its answers brought to the last version of the form, its
 * files that are still good. Says what could not follow.
 */
export async function copierDossier(ctx: Write, { params }: Input<Copie>): Promise<Reply<Copie>> {
  const modele = await parCle(ctx, params.cle).selectAll('d').executeTakeFirst()
  if (!modele) throw introuvable('Ce dossier n’existe pas, ou vous n’y avez pas accès.')
  if (modele.sans_compte || !peutCommencer(ctx.acteur, modele.uai)) throw interdit(REFUS_COMMENCER)
  const depart = await preparerDepart(ctx, await lireParId(ctx, modele.teleservice_id), modele.uai)
  const avant = {
    definition: await lireDefinition(ctx, modele.version_id),
    reponses: enReponses(modele.reponses),
    preremplis: enPreremplis(modele.origines),
  }
  const { reponses, ecartees } = copier(avant, depart.definition, depart)
  const { id, cle } = await inscrire(ctx, { ...depart, reponses }, modele)
  const siennes = await listerPieces(ctx, modele.id)
  const bonnes = siennes.filter((p) => accepte(depart.definition, reponses, p, jourLocal(ctx.now)))
  await reporter(
    ctx,
    id,
    bonnes.map((p) => ({ id: p.id, champ: p.champ })),
    depart.acteur.id,
  )
  const perdues = siennes
    .filter((p) => !bonnes.includes(p))
    .map((p) => ({ libelle: 'Pièce', texte: p.nom, raison: raisonDe(p) }))
  return { cle, pieces: bonnes.length, ecartees: [...ecartees, ...perdues] }
}

const raisonDe = ({ antivirus }: Piece): string =>
  antivirus === 'infectee'
    ? 'L’antivirus a trouvé un programme dangereux dans ce fichier.'
    : 'Le fichier est trop ancien, ou n’est plus demandé.'

type Liste = typeof api.listerPiecesReutilisables

/** What the établissement has already given and need not look for again, for each pièce of this draft. */
export async function listerPiecesReutilisables(ctx: Read, { params }: Input<Liste>): Promise<Reply<Liste>> {
  const dossier = await trouverDossier(ctx, params.cle)
  if (!peutRemplir(ctx.acteur, dossier)) throw interdit(REFUS_REMPLIR)
  if (dossier.etat !== 'brouillon') throw conflit('deja_depose', dejaDepose(dossier.numero))
  return { elements: await reutilisables(ctx, dossier, await lireDefinition(ctx, dossier.version_id)) }
}

type Reprise = typeof api.reprendrePiece

/** Gives again a file of an earlier dossier. The same refusals as a new one; 422 when it has grown too old. */
export async function reprendrePiece(ctx: Write, { params, body }: Input<Reprise>): Promise<Reply<Reprise>> {
  const { acteur, dossier } = await verrouillerBrouillon(ctx, params.cle)
  const definition: Definition = await lireDefinition(ctx, dossier.version_id)
  const champ = champAttendu(definition, params.champ, dossier.reponses)
  const offertes = await reutilisables(ctx, dossier, definition)
  const offerte = offertes.find((o) => o.id === body.piece && o.champ === champ.id)
  if (!offerte) throw introuvable('Cette pièce n’est plus valable, ou n’a pas été fournie : déposez-en une.')
  const presentes = (await listerPieces(ctx, dossier.id)).filter((p) => p.champ === params.champ)
  refuserTrop(champ, presentes.length)
  await reporter(ctx, dossier.id, [{ id: offerte.id, champ: params.champ }], acteur.id)
  const piece = (await listerPieces(ctx, dossier.id)).find(
    (p) => p.champ === params.champ && !presentes.some((q) => q.id === p.id),
  )
  if (!piece) throw new Error('The pièce just written is not there.')
  const revision = await toucher(ctx, dossier.id, acteur.id)
  await journaliser(
    ctx,
    'piece_reprise',
    { genre: 'dossier', cle: dossier.cle, uai: dossier.uai },
    { champ: params.champ, libelle: champ.libelle, nom: piece.nom, dossier: offerte.dossier },
  )
  return { piece, revision }
}

/** The same files in another dossier: stored once, dated from the day they were first given. */
async function reporter(
  ctx: Write,
  dossierId: number,
  pieces: readonly { id: string; champ: string }[],
  par: number,
): Promise<void> {
  if (pieces.length === 0) return
  const champs = new Map(pieces.map((p) => [Number(p.id), p.champ]))
  const lignes = await ctx.db
    .selectFrom('dossiers.piece')
    .select(['id', 'nom', 'type', 'format', 'taille', 'sha256', 'fichier', 'fournie_le', 'antivirus'])
    .where('id', 'in', [...champs.keys()])
    .orderBy('id')
    // A verdict that comes now waits for the copies, or is already in what is copied: none keeps a file set aside.
    .forShare()
    .execute()
  await ctx.db
    .insertInto('dossiers.piece')
    .values(
      lignes.map(({ id, ...l }) => ({
        ...l,
        dossier_id: dossierId,
        champ: champs.get(id) ?? '',
        reprise_de: id,
        ajoutee_le: ctx.now.toISOString(),
        ajoutee_par: par,
      })),
    )
    .execute()
}
