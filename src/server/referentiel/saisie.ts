import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, interdit, introuvable, invalide } from '#domain/erreurs.ts'
import { jourLocal } from '#domain/heure.ts'
import type * as api from '#domain/referentiel/api-fiche.ts'
import { peutTenirFiche } from '#domain/referentiel/droits.ts'
import { verifierSaisie } from '#domain/referentiel/saisie.ts'
import type { ValeurConnue } from '#domain/referentiel/temps.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Write } from '../platform/context.ts'
import { lireFiche } from './fiche.ts'
import { lireRegistre } from './registre.ts'
import { ecrireChamps, verrouillerFiche } from './saisieEcrire.ts'
import { codesPermis, listerNomenclatures } from './valeurs.ts'

type Correction = typeof api.corrigerChamps
type Annulation = typeof api.annulerChangement

/**
 * Corrects champs by hand: 403 for who may only read, 404 outside the périmètre, 422 with one message by champ. What
 * is written holds from `valable_du` (today when absent), and against sources until one says the same.
 */
export async function corrigerChamps(ctx: Write, { params, body }: Input<Correction>): Promise<Reply<Correction>> {
  const valeurs = await verrouillerFiche(ctx, params.uai)
  if (!peutTenirFiche(ctx.acteur)) throw interdit('Seuls les agents de la collectivité corrigent la fiche.')
  const aujourdhui = jourLocal(ctx.now)
  const valable_du = body.valable_du ?? aujourdhui
  if (valable_du > aujourdhui)
    throw invalide('La correction n’a pas été enregistrée.', [
      { champ: 'valable_du', message: 'Cette date est à venir : revenez le jour venu.' },
    ])
  const registre = await lireRegistre(ctx)
  const permis = codesPermis(await listerNomenclatures(ctx))
  const verdict = verifierSaisie(registre, valeurs, body.champs, permis)
  if (verdict.erreurs.length) throw invalide('La correction n’a pas été enregistrée.', verdict.erreurs)
  const changement = await ecrireChamps(ctx, {
    uai: params.uai,
    valeurs,
    apres: verdict.valeurs,
    registre,
    valable_du,
    motif: body.motif,
    genre: 'modification',
  })
  if (changement !== null)
    await journaliser(
      ctx,
      'fiche_corrigee',
      { genre: 'etablissement', cle: params.uai, uai: params.uai },
      { changement, titre: libelles(registre, Object.keys(verdict.valeurs)) },
    )
  return { changement, fiche: await lireFiche(ctx, { params, query: {}, body: undefined }) }
}

/**
 * Gives back what a correction by hand replaced; 409 when one of its champs has changed since. A champ that the source
 * says so is the source's again.
 */
export async function annulerChangement(ctx: Write, { params }: Input<Annulation>): Promise<Reply<Annulation>> {
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
  await journaliser(
    ctx,
    'correction_annulee',
    { genre: 'etablissement', cle: params.uai, uai: params.uai },
    {
      changement,
      annule: params.id,
      titre: libelles(
        registre,
        champs.map(([c]) => c),
      ),
    },
  )
  return { changement, fiche: await lireFiche(ctx, { params: { uai: params.uai }, query: {}, body: undefined }) }
}

const libelles = (registre: readonly { code: string; libelle: string }[], codes: string[]): string =>
  codes.map((code) => registre.find((c) => c.code === code)?.libelle ?? code).join(', ')
