import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, interdit, introuvable, invalide } from '#domain/erreurs.ts'
import { jourLocal } from '#domain/heure.ts'
import type * as api from '#domain/referentiel/api-fiche.ts'
import { peutTenirFiche } from '#domain/referentiel/droits.ts'
import { type CodesPermis, verifierSaisie } from '#domain/referentiel/saisie.ts'
import type { ValeurConnue } from '#domain/referentiel/temps.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Write } from '../platform/context.ts'
import { lireFiche } from './fiche.ts'
import { lireRegistre } from './registre.ts'
import { ecrireChamps, verrouillerFiche } from './saisieEcrire.ts'
import { resoudreLiens } from './saisieLiens.ts'
import { codesPermis, listerNomenclatures } from './valeurs.ts'
import { visibles } from './visibles.ts'

type Correction = typeof api.corrigerChamps
type Annulation = typeof api.annulerChangement
type Valeurs = Record<string, ValeurConnue>

/** What every correction is held against; read once, whatever the number of établissements. */
export type Regles = { registre: Awaited<ReturnType<typeof lireRegistre>>; permis: CodesPermis }

export const lireRegles = async (ctx: Write): Promise<Regles> => ({
  registre: await lireRegistre(ctx),
  permis: codesPermis(await listerNomenclatures(ctx)),
})

/**
 * Corrects champs by hand: 403 for who may only read, 404 outside the périmètre, 422 with one message by champ. What
 * is written holds from `valable_du` (today when absent), and against sources until one says the same.
 */
export async function corrigerChamps(ctx: Write, { params, body }: Input<Correction>): Promise<Reply<Correction>> {
  const { changement } = await corriger(ctx, await lireRegles(ctx), params.uai, body)
  return { changement, fiche: await lireFiche(ctx, { params, query: {}, body: undefined }) }
}

/**
 * One correction of one établissement, with its line in the journal; what stood before comes with it. Refused when it
 * would take the établissement out of what the actor sees.
 */
export async function corriger(
  ctx: Write,
  { registre, permis }: Regles,
  uai: string,
  { champs, valable_du: demande, motif }: Input<Correction>['body'],
): Promise<{ changement: number | null; avant: Valeurs; apres: Valeurs }> {
  const avant = await verrouillerFiche(ctx, uai)
  if (!peutTenirFiche(ctx.acteur)) throw interdit('Seuls les agents de la collectivité corrigent la fiche.')
  const aujourdhui = jourLocal(ctx.now)
  const valable_du = demande ?? aujourdhui
  if (valable_du > aujourdhui)
    throw invalide(REFUS, [{ champ: 'valable_du', message: 'Cette date est à venir : revenez le jour venu.' }])
  const liens = await resoudreLiens(ctx, uai, avant, champs)
  const verdict = verifierSaisie(registre, avant, liens.saisie, permis)
  const erreurs = [...liens.erreurs, ...verdict.erreurs]
  if (erreurs.length) throw invalide(REFUS, erreurs)
  const apres = { ...verdict.valeurs, ...liens.avec }
  const changement = await ecrireChamps(ctx, {
    uai,
    valeurs: avant,
    apres,
    registre,
    valable_du,
    motif,
    genre: 'modification',
  })
  await resterVisible(ctx, uai, apres)
  if (changement !== null)
    await journaliser(
      ctx,
      'fiche_corrigee',
      { genre: 'etablissement', cle: uai, uai },
      { changement, titre: libelles(registre, Object.keys(verdict.valeurs)) },
    )
  return { changement, avant, apres }
}

const REFUS = 'La correction n’a pas été enregistrée.'

/** A commune that would take it out of one's périmètre is refused: one would write where one may not. */
async function resterVisible(ctx: Write, uai: string, apres: Valeurs): Promise<void> {
  if (!('code_commune' in apres)) return
  const vu = await visibles(ctx).select('e.uai').where('e.uai', '=', uai).executeTakeFirst()
  if (!vu)
    throw invalide(REFUS, [
      { champ: 'commune', message: 'Cette commune est hors de votre périmètre : demandez à un agent qui la suit.' },
    ])
}

/**
 * Gives back what a correction by hand replaced; 409 when one of its champs has changed since. A champ that the source
 * says so is the source's again.
 */
export async function annulerChangement(ctx: Write, { params }: Input<Annulation>): Promise<Reply<Annulation>> {
  const changement = await defaire(ctx, params)
  return { changement, fiche: await lireFiche(ctx, { params: { uai: params.uai }, query: {}, body: undefined }) }
}

/** Undoes one correction, with its line in the journal; gives the change that says so. */
export async function defaire(ctx: Write, params: { uai: string; id: number }): Promise<number | null> {
  const valeurs = await verrouillerFiche(ctx, params.uai)
  if (!peutTenirFiche(ctx.acteur)) throw interdit('Seuls les agents de la collectivité corrigent la fiche.')
  const ligne = await ctx.db
    .selectFrom('referentiel.changement')
    .select(['champs', 'auteur', 'valable_du'])
    .where('id', '=', params.id)
    .where('uai', '=', params.uai)
    .executeTakeFirst()
  if (!ligne?.auteur) throw introuvable('Cette correction n’existe pas.')
  const champs = Object.entries(ligne.champs as Record<string, { avant: ValeurConnue; apres: ValeurConnue }>)
  const registre = await lireRegistre(ctx)
  const change = champs.filter(([champ, d]) => (valeurs[champ] ?? null) !== (d.apres ?? null)).map(([champ]) => champ)
  if (change.length)
    throw conflit('change_depuis', `La fiche a changé depuis : ${libelles(registre, change)}. Corrigez-la plutôt.`)
  const changement = await ecrireChamps(ctx, {
    uai: params.uai,
    valeurs,
    apres: Object.fromEntries(champs.map(([champ, d]) => [champ, d.avant ?? null])),
    registre,
    valable_du: ligne.valable_du,
    motif: 'Correction défaite',
    genre: 'annulation',
  })
  await resterVisible(ctx, params.uai, Object.fromEntries(champs.map(([c]) => [c, null])))
  await journaliser(
    ctx,
    'correction_annulee',
    { genre: 'etablissement', cle: params.uai, uai: params.uai },
    {
      changement,
      annule: params.id,
      titre: libelles(
        registre,
        champs.map(([c]) => c).filter((c) => c !== 'code_commune'),
      ),
    },
  )
  return changement
}

const libelles = (registre: readonly { code: string; libelle: string }[], codes: string[]): string =>
  codes.map((code) => registre.find((c) => c.code === code)?.libelle ?? code).join(', ')
