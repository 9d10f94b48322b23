import type { Acteur } from '#domain/acteur.ts'
import type * as api from '#domain/dossiers/api-validation.ts'
import {
  peutDeposer,
  peutRemplir,
  peutSigner,
  REFUS_DEPOSER,
  REFUS_REMPLIR,
  REFUS_SIGNER,
} from '#domain/dossiers/droits.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, interdit } from '#domain/erreurs.ts'
import { jourLocal } from '#domain/heure.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Read, Write } from '../platform/context.ts'
import { lireParId } from '../teleservices/fiche.ts'
import { lireDefinition } from '../teleservices/versions.ts'
import { enReponses, verrouillerEnCours } from './brouillon.ts'
import { listerPieces } from './piece.ts'
import { empreinteDe, lireSignatures } from './signatures.ts'
import { type DossierTrouve, trouverDossier } from './visibles.ts'

type Lecture = typeof api.lireValidation

/**
 * Where a draft stands between those who prepare it and the chef. Once deposited, only its signatures are left to tell:
 * what they wrote to each other before is their own business.
 */
export async function lireValidation(ctx: Read, { params }: Input<Lecture>): Promise<Reply<Lecture>> {
  const dossier = await trouverDossier(ctx, params.cle)
  const d = await ctx.db
    .selectFrom('dossiers.dossier as d')
    .leftJoin('comptes.personne as s', 's.id', 'd.soumis_par')
    .leftJoin('comptes.personne as r', 'r.id', 'd.renvoye_par')
    .select(['d.reponses', 'd.soumis_le', 'd.soumis_mot', 'd.renvoye_le', 'd.renvoye_motif'])
    .select(['s.prenom as soumis_prenom', 's.nom as soumis_nom', 'r.prenom as renvoye_prenom', 'r.nom as renvoye_nom'])
    .where('d.id', '=', dossier.id)
    .executeTakeFirstOrThrow()
  const signatures = await lireSignatures(ctx, { ...dossier, reponses: enReponses(d.reponses) })
  const prepare = dossier.etat === 'brouillon'
  return {
    soumis:
      prepare && d.soumis_le ? { le: d.soumis_le, par: `${d.soumis_prenom} ${d.soumis_nom}`, mot: d.soumis_mot } : null,
    renvoye:
      prepare && d.renvoye_le && d.renvoye_motif
        ? { le: d.renvoye_le, par: `${d.renvoye_prenom} ${d.renvoye_nom}`, motif: d.renvoye_motif }
        : null,
    signatures,
    droits: droitsDe(ctx.acteur, dossier, signatures),
  }
}

function droitsDe(
  acteur: Acteur,
  d: DossierTrouve,
  signatures: api.Validation['signatures'],
): api.Validation['droits'] {
  const enCours = d.etat === 'brouillon' && peutRemplir(acteur, d)
  const chef = peutDeposer(acteur, d)
  return {
    soumettre: enCours && !chef && !d.soumis_le,
    reprendre: enCours && !chef && d.soumis_le !== null,
    renvoyer: enCours && chef && d.soumis_le !== null,
    signer: enCours && signatures.some((s) => !s.signature && peutSigner(acteur, d, s.fonction)),
  }
}

type Soumission = typeof api.soumettreDossier

/** Gives the draft to the chef, who is told; 409 when it is already there, or when no chef has an account. */
export async function soumettreDossier(ctx: Write, { params, body }: Input<Soumission>): Promise<Reply<Soumission>> {
  const { acteur, dossier } = await verrouillerEnCours(ctx, params.cle)
  if (!peutRemplir(acteur, dossier)) throw interdit(REFUS_REMPLIR)
  if (peutDeposer(acteur, dossier)) throw conflit('chef', 'Vous êtes le chef d’établissement : déposez ce dossier.')
  if (dossier.soumis_le) throw conflit('deja_soumis', 'Ce dossier attend déjà la validation du chef d’établissement.')
  if (!(await aUnChef(ctx, dossier.uai)))
    throw conflit(
      'sans_chef',
      'Aucun chef d’établissement n’a de compte ici : demandez à la collectivité de l’ouvrir, votre brouillon est gardé.',
    )
  await ctx.db
    .updateTable('dossiers.dossier')
    .set({
      ...{ soumis_le: ctx.now.toISOString(), soumis_par: acteur.id, soumis_mot: body.mot || null },
      ...{ renvoye_le: null, renvoye_par: null, renvoye_motif: null },
    })
    .where('id', '=', dossier.id)
    .execute()
  await dire(ctx, 'dossier_soumis', dossier, await lireTitre(ctx, dossier.teleservice_id))
  return { soumis_le: ctx.now.toISOString() }
}

type Reprise = typeof api.reprendreDossier

/** Takes it back from the chef: by anyone who prepares it, until the chef has acted. */
export async function reprendreDossier(ctx: Write, { params }: Input<Reprise>): Promise<Reply<Reprise>> {
  const { acteur, dossier } = await verrouillerEnCours(ctx, params.cle)
  if (!peutRemplir(acteur, dossier)) throw interdit(REFUS_REMPLIR)
  refuserNonSoumis(dossier)
  await rendre(ctx, dossier.id)
  await dire(ctx, 'dossier_repris', dossier, await lireTitre(ctx, dossier.teleservice_id))
  return { repris_le: ctx.now.toISOString() }
}

type Renvoyer = typeof api.renvoyerDossier

/** The chef sends it back, with what is to change; who prepared it is told. */
export async function renvoyerDossier(ctx: Write, { params, body }: Input<Renvoyer>): Promise<Reply<Renvoyer>> {
  const { acteur, dossier } = await verrouillerEnCours(ctx, params.cle)
  if (!peutDeposer(acteur, dossier)) throw interdit(REFUS_DEPOSER)
  refuserNonSoumis(dossier)
  await rendre(ctx, dossier.id, {
    ...{ renvoye_le: ctx.now.toISOString(), renvoye_par: acteur.id, renvoye_motif: body.motif },
  })
  const titre = await lireTitre(ctx, dossier.teleservice_id)
  await dire(ctx, 'dossier_renvoye', dossier, titre, { soumis_par: dossier.soumis_par })
  return { renvoye_le: ctx.now.toISOString() }
}

type Signature = typeof api.signerDossier

/** Signs what the draft says now. The same person again signs the new content. */
export async function signerDossier(ctx: Write, { params }: Input<Signature>): Promise<Reply<Signature>> {
  const { acteur, dossier } = await verrouillerEnCours(ctx, params.cle)
  const definition = await lireDefinition(ctx, dossier.version_id)
  const fonction = (definition.cosignataires ?? []).find((f) => peutSigner(acteur, dossier, f))
  if (!fonction) throw interdit(REFUS_SIGNER)
  const empreinte = empreinteDe(definition, enReponses(dossier.reponses), await listerPieces(ctx, dossier.id))
  const le = ctx.now.toISOString()
  await ctx.db
    .insertInto('dossiers.signature')
    .values({ dossier_id: dossier.id, personne_id: acteur.id, fonction, empreinte, le })
    .onConflict((c) => c.columns(['dossier_id', 'personne_id']).doUpdateSet({ fonction, empreinte, le }))
    .execute()
  await dire(ctx, 'dossier_signe', dossier, await lireTitre(ctx, dossier.teleservice_id), { empreinte })
  return { signe_le: le }
}

function refuserNonSoumis({ soumis_le }: { soumis_le: string | null }): void {
  if (!soumis_le) throw conflit('non_soumis', 'Ce dossier n’attend pas la validation du chef d’établissement.')
}

type Renvoi = { renvoye_le: string; renvoye_par: number; renvoye_motif: string }

async function rendre(ctx: Write, id: number, renvoi?: Renvoi): Promise<void> {
  await ctx.db
    .updateTable('dossiers.dossier')
    .set({ soumis_le: null, soumis_par: null, soumis_mot: null, ...renvoi })
    .where('id', '=', id)
    .execute()
}

async function aUnChef(ctx: Write, uai: string): Promise<boolean> {
  const jour = jourLocal(ctx.now)
  const chef = await ctx.db
    .selectFrom('comptes.habilitation as h')
    .innerJoin('comptes.personne as p', 'p.id', 'h.personne_id')
    .select('h.id')
    .where('h.uai', '=', uai)
    .where('h.fonction', '=', 'chef')
    .where('p.active', '=', true)
    .where('h.depuis', '<=', jour)
    .where((ou) => ou.or([ou('h.jusque', 'is', null), ou('h.jusque', '>=', jour)]))
    .limit(1)
    .executeTakeFirst()
  return chef !== undefined
}

const lireTitre = async (ctx: Write, teleservice: number): Promise<string> =>
  (await lireParId(ctx, teleservice)).fiche.titre

type Acte = 'dossier_soumis' | 'dossier_repris' | 'dossier_renvoye' | 'dossier_signe'
const dire = (ctx: Write, acte: Acte, d: { cle: string; uai: string }, titre: string, plus: object = {}) =>
  journaliser(ctx, acte, { genre: 'dossier', cle: d.cle, uai: d.uai }, { titre, ...plus })
