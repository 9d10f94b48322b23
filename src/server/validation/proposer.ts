import type { Personne } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, interdit, introuvable, invalide } from '#domain/erreurs.ts'
import { jourLocal } from '#domain/heure.ts'
import { verifierSaisie } from '#domain/referentiel/saisie.ts'
import type * as api from '#domain/validation/api.ts'
import { peutProposer } from '#domain/validation/droits.ts'
import { cleDe, memesValeurs, type Valeurs } from '#domain/validation/proposition.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Write } from '../platform/context.ts'
import { lireRegles } from '../referentiel/saisie.ts'
import { verrouillerFiche } from '../referentiel/saisieEcrire.ts'
import { resoudreLiens } from '../referentiel/saisieLiens.ts'
import { champDit, clore, ouvertesDe } from './clore.ts'
import { escalader } from './escalade.ts'
import { enProposition, lireLigne, lireMots } from './lecture.ts'

type Porte = typeof api.proposer

/**
 * Proposes another value for a champ, or for two that go together; the fiche does not change. 404 outside one's
 * établissements, 403 for who may not propose, 409 on a closed one, 422 with one message by champ.
 */
export async function proposer(ctx: Write, { params, body }: Input<Porte>): Promise<Reply<Porte>> {
  const valeurs = await verrouillerFiche(ctx, params.uai)
  const { registre } = await lireRegles(ctx)
  const [code = ''] = Object.keys(body.champs)
  const champ = registre.find((c) => c.code === code)
  const { acteur } = ctx
  // A champ that one may not read does not exist.
  if (champ && !peutProposer(acteur, params.uai, champ.groupe))
    throw introuvable('Ce champ n’existe pas, ou n’est pas de ceux que vous voyez.')
  if (acteur.genre !== 'personne') throw interdit('Seule une personne connectée propose une correction.')
  const id = await deposer(ctx, { ...body, uai: params.uai, valeurs, auteur: acteur })
  const mots = await lireMots(ctx)
  return enProposition(ctx, mots, await lireLigne(ctx, mots, id))
}

export type Depot = {
  uai: string
  champs: Record<string, unknown>
  motif: string
  valable_du?: string
  auteur: Pick<Personne, 'id' | 'nom' | 'prenom'>
  /** What the fiche holds now, from `verrouillerFiche`: the row stays locked. */
  valeurs: Valeurs
  /** Key of the dossier in which the answer was corrected. */
  dossier?: string
}

const REFUS = 'La proposition n’a pas été enregistrée.'

/**
 * Checks as the correction window does, and keeps the proposition. The one that its author had open on the same champ is
 * replaced; the same one again is the same. Gives its id.
 */
export async function deposer(ctx: Write, { uai, valeurs, ...d }: Depot): Promise<number> {
  const codes = Object.keys(d.champs)
  const cle = cleDe(codes[0] ?? '')
  if (codes.some((c) => cleDe(c) !== cle))
    throw invalide(REFUS, [{ champ: codes[1] ?? '', message: 'Proposez un champ à la fois.' }])
  if (valeurs.etat === 'ferme')
    throw conflit('ferme', 'Cet établissement est fermé : sa fiche ne se corrige plus par proposition.')
  if (d.valable_du !== undefined && d.valable_du > jourLocal(ctx.now))
    throw invalide(REFUS, [{ champ: 'valable_du', message: 'Cette date est à venir : revenez le jour venu.' }])
  const propose = await verifier(ctx, uai, valeurs, d.champs)
  const avant = Object.fromEntries(Object.keys(propose).map((c) => [c, valeurs[c] ?? null]))
  if (memesValeurs(Object.keys(propose), avant, propose))
    throw invalide(REFUS, [{ champ: codes[0] ?? '', message: 'C’est déjà ce que dit la fiche.' }])

  const siennes = (await ouvertesDe(ctx, uai, cle)).filter((p) => p.auteur_id === d.auteur.id)
  const pareille = siennes.find(
    (p) =>
      memesValeurs(Object.keys(propose), p.propose as Valeurs, propose) &&
      (d.dossier !== undefined || p.motif === d.motif),
  )
  if (pareille) return pareille.id
  const { id } = await ctx.db
    .insertInto('validation.proposition')
    .values({
      uai,
      champ: cle,
      avant: JSON.stringify(avant),
      propose: JSON.stringify(propose),
      valable_du: d.valable_du,
      motif: d.motif,
      auteur_id: d.auteur.id,
      auteur: `${d.auteur.prenom} ${d.auteur.nom}`,
      le: ctx.now.toISOString(),
      dossier: d.dossier,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const p of siennes) await clore(ctx, p, 'remplacee', { remplacee_par: id })
  await journaliser(
    ctx,
    'proposition_deposee',
    { genre: 'proposition', cle: String(id), uai },
    { ...(await champDit(ctx, cle)), ...(d.dossier ? { dossier: d.dossier } : {}) },
  )
  await escalader(ctx, id)
  return id
}

/** Clean values, the code of a commune included; 422 with one message by champ. */
export async function verifier(
  ctx: Write,
  uai: string,
  valeurs: Valeurs,
  champs: Record<string, unknown>,
): Promise<Valeurs> {
  const { registre, permis } = await lireRegles(ctx)
  const liens = await resoudreLiens(ctx, uai, valeurs, champs)
  const verdict = verifierSaisie(registre, valeurs, liens.saisie, permis)
  const erreurs = [...liens.erreurs, ...verdict.erreurs]
  if (erreurs.length) throw invalide(REFUS, erreurs)
  return { ...verdict.valeurs, ...liens.avec }
}
