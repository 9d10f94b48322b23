import { sql } from 'kysely'
import { nomDe, type Personne } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, interdit, invalide, Refus } from '#domain/erreurs.ts'
import type * as api from '#domain/validation/api.ts'
import { peutArbitrer } from '#domain/validation/droits.ts'
import {
  cleDe,
  dejaDecidee,
  type EtatProposition,
  enSaisie,
  estOuverte,
  memesValeurs,
  type Valeurs,
} from '#domain/validation/proposition.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Write } from '../platform/context.ts'
import { corriger, lireRegles } from '../referentiel/saisie.ts'
import { verrouillerFiche } from '../referentiel/saisieEcrire.ts'
import { clore, ouvertesDe } from './clore.ts'
import { empechement, enProposition, type Ligne, lireLigne, lireMots, type Mots, nommer, SIENNE } from './lecture.ts'
import { verifier } from './proposer.ts'

type Acceptation = typeof api.accepterProposition
type Rejet = typeof api.refuserProposition
type Retrait = typeof api.retirerProposition

/**
 * Accepts as is, or amended: the fiche is corrected by its own act, and the rivals are closed. The same person again
 * changes nothing; 409 `deja_decidee` for another. A value that the fiche refuses is left `a_reprendre`, the decision kept.
 */
export async function accepter(ctx: Write, { params, body }: Input<Acceptation>): Promise<Reply<Acceptation>> {
  const mots = await lireMots(ctx)
  const { ligne, valeurs, qui } = await tenir(ctx, mots, params.id)
  if (!estOuverte(ligne.etat as EtatProposition)) return redire(ctx, mots, ligne, 'acceptee', qui)
  const obstacle = empechement(ligne)
  if (obstacle) throw conflit(obstacle.code, obstacle.message)
  const propose = ligne.propose as Valeurs
  const { champs } = body
  if (champs && Object.keys(champs).some((c) => cleDe(c) !== ligne.champ))
    throw invalide('La décision n’a pas été enregistrée.', [
      { champ: '', message: 'Amendez le champ proposé, lui seul.' },
    ])
  const amende = champs ? await verifier(ctx, ligne.uai, valeurs, { ...enSaisie(propose), ...champs }) : propose
  await noter(ctx, ligne, 'accord', body.motif, qui, amende)
  if (memesValeurs(Object.keys(amende), valeurs, amende)) {
    await clore(ctx, ligne, 'sans_effet')
    return relire(ctx, mots, ligne.id)
  }
  const ecrit = await ecrire(ctx, ligne, amende, champs !== undefined)
  if ('refus' in ecrit) {
    await ctx.db
      .updateTable('validation.proposition')
      .set({ etat: 'a_reprendre', empechement: ecrit.refus })
      .where('id', '=', ligne.id)
      .execute()
    await journaliser(
      ctx,
      'proposition_a_reprendre',
      { genre: 'proposition', cle: String(ligne.id), uai: ligne.uai },
      { titre: nommer(mots, ligne.champ) },
    )
    return relire(ctx, mots, ligne.id)
  }
  const amendee = !memesValeurs(Object.keys(amende), amende, propose)
  await clore(ctx, ligne, 'acceptee', { accepte: amende, changement: ecrit.changement, donnees: { amendee } })
  for (const rivale of await ouvertesDe(ctx, ligne.uai, ligne.champ))
    await clore(ctx, rivale, 'remplacee', { remplacee_par: ligne.id })
  return relire(ctx, mots, ligne.id)
}

/** Writes through the act of the référentiel; what it refuses undoes nothing else. */
async function ecrire(
  ctx: Write,
  { uai, auteur, motif, valable_du }: Ligne,
  amende: Valeurs,
  amendee: boolean,
): Promise<{ changement: number | null } | { refus: string }> {
  await sql`savepoint acceptation`.execute(ctx.db)
  try {
    const { changement } = await corriger(ctx, await lireRegles(ctx), uai, {
      champs: enSaisie(amende),
      valable_du: valable_du ?? undefined,
      motif: [`Proposition de ${auteur}`, motif].filter(Boolean).join(' : '),
    })
    return { changement }
  } catch (erreur) {
    const refus = refusDe(erreur)
    // Who amends is told at once: it is his own value.
    if (refus === undefined || amendee) throw erreur
    await sql`rollback to savepoint acceptation`.execute(ctx.db)
    return { refus }
  }
}

/** What the fiche, or the database itself, says against a value; undefined for a fault of ours. */
function refusDe(erreur: unknown): string | undefined {
  if (erreur instanceof Refus) return erreur.erreurs[0]?.message ?? erreur.message
  const code = erreur instanceof Error && 'code' in erreur ? String(erreur.code) : ''
  return code.startsWith('23') ? 'Cette valeur est contraire à une règle de la fiche.' : undefined
}

/** Refuses with a reason, that its author reads. */
export async function refuser(ctx: Write, { params, body }: Input<Rejet>): Promise<Reply<Rejet>> {
  const mots = await lireMots(ctx)
  const { ligne, qui } = await tenir(ctx, mots, params.id)
  if (!estOuverte(ligne.etat as EtatProposition)) return redire(ctx, mots, ligne, 'refusee', qui)
  await noter(ctx, ligne, 'refus', body.motif, qui, null)
  await clore(ctx, ligne, 'refusee')
  return relire(ctx, mots, ligne.id)
}

/** Its author thinks again. */
export async function retirer(ctx: Write, { params }: Input<Retrait>): Promise<Reply<Retrait>> {
  const mots = await lireMots(ctx)
  const vue = await lireLigne(ctx, mots, params.id)
  if (ctx.acteur.genre !== 'personne' || ctx.acteur.id !== vue.auteur_id)
    throw interdit('Seul son auteur peut retirer une proposition.')
  await verrouillerFiche(ctx, vue.uai)
  const ligne = await lireLigne(ctx, mots, params.id)
  if (ligne.etat === 'retiree') return enProposition(ctx, mots, ligne)
  if (!estOuverte(ligne.etat as EtatProposition)) throw decidee(ctx, ligne)
  await clore(ctx, ligne, 'retiree')
  return relire(ctx, mots, ligne.id)
}

/** The proposition, its fiche locked first, and who decides: never its author, nor who may not write the champ. */
async function tenir(ctx: Write, mots: Mots, id: number): Promise<{ ligne: Ligne; valeurs: Valeurs; qui: Personne }> {
  const { uai, champ, auteur_id } = await lireLigne(ctx, mots, id)
  const { acteur } = ctx
  if (!peutArbitrer(acteur, mots.registre.get(champ)?.groupe ?? 'autre'))
    throw interdit('Seuls les agents de la collectivité décident des propositions.')
  if (acteur.id === auteur_id) throw interdit(SIENNE)
  const valeurs = await verrouillerFiche(ctx, uai)
  // Read again under the lock: another may have decided while we waited.
  return { ligne: await lireLigne(ctx, mots, id), valeurs, qui: acteur }
}

/** The same decision of the same person is the same; another learns who was first. */
function redire(ctx: Write, mots: Mots, ligne: Ligne, etat: EtatProposition, qui: Personne): Reply<Acceptation> {
  if (ligne.etat === etat && ligne.decision?.par_id === qui.id) return enProposition(ctx, mots, ligne)
  throw decidee(ctx, ligne)
}

const decidee = ({ now }: Write, { etat, decision, close_le, auteur }: Ligne) =>
  conflit(
    'deja_decidee',
    dejaDecidee(
      { etat: etat as EtatProposition, par: etat === 'retiree' ? auteur : (decision?.par ?? null), le: close_le },
      now,
    ),
  )

async function noter(
  ctx: Write,
  { id, niveau }: Ligne,
  sens: 'accord' | 'refus',
  motif: string,
  qui: Personne,
  valeurs: Valeurs | null,
): Promise<void> {
  await ctx.db
    .insertInto('validation.decision')
    .values({
      proposition_id: id,
      niveau,
      sens,
      motif,
      valeurs: valeurs && JSON.stringify(valeurs),
      auteur_id: qui.id,
      auteur: nomDe(qui),
      le: ctx.now.toISOString(),
    })
    .execute()
}

const relire = async (ctx: Write, mots: Mots, id: number) => enProposition(ctx, mots, await lireLigne(ctx, mots, id))
