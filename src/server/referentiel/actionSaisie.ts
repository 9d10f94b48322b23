import { type RawBuilder, sql } from 'kysely'
import type { Input, Reply } from '#domain/endpoint.ts'
import { invalide, Refus } from '#domain/erreurs.ts'
import { jourLocal } from '#domain/heure.ts'
import * as api from '#domain/referentiel/api-actions.ts'
import type { ChampDeFiche } from '#domain/referentiel/champ-de-fiche.ts'
import { peutLireGroupe } from '#domain/referentiel/droits.ts'
import { seSaisitEnsemble } from '#domain/referentiel/saisie.ts'
import type { ValeurConnue } from '#domain/referentiel/temps.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Write } from '../platform/context.ts'
import { corriger, lireRegles, type Regles } from './saisie.ts'
import { type Choisi, choisir, type Ecrit, garderAction, titreDAction } from './selection.ts'
import { lecteurDeCodes, listerNomenclatures } from './valeurs.ts'

type Apercu = typeof api.apercevoirSaisie
type Saisie = typeof api.saisirEnsemble
type Demande = Input<Apercu>['body']

/** What the action would give: it is done, read, and taken back, so that the preview cannot differ from the act. */
export async function apercevoirSaisie(ctx: Write, { body }: Input<Apercu>): Promise<Reply<Apercu>> {
  const regles = await lireRegles(ctx)
  const choisis = await choisir(ctx, body.liste, api.SAISIES_MAX)
  const champ = champDe(ctx, regles, body.champ)
  await sql`savepoint apercu`.execute(ctx.db)
  const faits = await saisirChacun(ctx, regles, choisis, { ...body, motif: '' })
  await sql`rollback to savepoint apercu`.execute(ctx.db)
  const codes = lecteurDeCodes(await listerNomenclatures(ctx))
  const exemples = faits.changements.slice(0, EXEMPLES).map(({ uai, nom, avant, apres }) => ({
    uai,
    nom,
    avant: { valeur: avant, en_clair: codes(champ, avant) },
    apres: { valeur: apres, en_clair: codes(champ, apres) },
  }))
  return { ...bilanDe(choisis, faits), exemples }
}

const EXEMPLES = 10

/** Types one value of one champ on many: each its change and its line in the journal, or the reason why not. */
export async function saisirEnsemble(ctx: Write, { body }: Input<Saisie>): Promise<Reply<Saisie>> {
  const regles = await lireRegles(ctx)
  const choisis = await choisir(ctx, body.liste, api.SAISIES_MAX)
  const { libelle } = champDe(ctx, regles, body.champ)
  const faits = await saisirChacun(ctx, regles, choisis, body)
  const ecrits: Ecrit[] = faits.changements.map((c) => ({ uai: c.uai, objet: c.changement }))
  const action = await garderAction(ctx, 'saisie', libelle, ecrits)
  if (action !== null)
    await journaliser(
      ctx,
      'action_menee',
      { genre: 'action', cle: String(action) },
      { titre: titreDAction(libelle, ecrits.length) },
    )
  return { action, ...bilanDe(choisis, faits) }
}

/** The champ, when it may be typed on many at once; one that the actor may not read does not exist. */
function champDe(ctx: Write, { registre }: Regles, code: string): ChampDeFiche {
  const champ = registre.find((c) => c.code === code && peutLireGroupe(ctx.acteur, c.groupe))
  const message = 'Choisissez un champ de la liste.'
  if (!champ || !seSaisitEnsemble(champ)) throw invalide(message, [{ champ: 'champ', message }])
  return champ
}

type Fait = { uai: string; nom: string; changement: number; avant: ValeurConnue; apres: ValeurConnue }
type Faits = { changements: Fait[]; refuses: api.Ecarte[] }

async function saisirChacun(
  ctx: Write,
  regles: Regles,
  choisis: readonly Choisi[],
  { champ, valeur, valable_du, motif }: Demande & { motif: string },
): Promise<Faits> {
  // A day to come is wrong for all of them: it is said once, beside its field.
  if (valable_du && valable_du > jourLocal(ctx.now))
    throw invalide('Cette date est à venir : revenez le jour venu.', [
      { champ: 'valable_du', message: 'Cette date est à venir : revenez le jour venu.' },
    ])
  const faits: Faits = { changements: [], refuses: [] }
  // Always in the same order, so that two actions at once wait for each other rather than lock each other.
  for (const { uai, nom } of choisis.toSorted((a, b) => a.uai.localeCompare(b.uai))) {
    const fait = await essayer(ctx, () =>
      corriger(ctx, regles, uai, { champs: { [champ]: valeur }, valable_du, motif }),
    )
    if ('raison' in fait) faits.refuses.push({ uai, nom, raison: fait.raison })
    else if (fait.valeur.changement !== null)
      faits.changements.push({
        uai,
        nom,
        changement: fait.valeur.changement,
        avant: fait.valeur.avant[champ] ?? null,
        apres: fait.valeur.apres[champ] ?? null,
      })
  }
  return faits
}

const jalon = (suite: RawBuilder<unknown>) => sql`${suite} savepoint ligne`

/** Runs one act inside the transaction of many: what it refuses leaves the others as they are, with the reason. */
export async function essayer<T>(ctx: Write, fn: () => Promise<T>): Promise<{ valeur: T } | { raison: string }> {
  await jalon(sql``).execute(ctx.db)
  try {
    const valeur = await fn()
    await jalon(sql`release`).execute(ctx.db)
    return { valeur }
  } catch (erreur) {
    if (!(erreur instanceof Refus)) throw erreur
    await jalon(sql`rollback to`).execute(ctx.db)
    return { raison: erreur.erreurs.map((e) => e.message).join(' ') || erreur.message }
  }
}

const bilanDe = (choisis: readonly Choisi[], { changements, refuses }: Faits) => ({
  total: choisis.length,
  changes: changements.length,
  identiques: choisis.length - changements.length - refuses.length,
  refuses,
})
