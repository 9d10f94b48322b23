import { SYSTEME } from '#domain/acteur.ts'
import { contextOf, type Kit, write } from '../platform/context.ts'
import { ajouterEnregistrement } from '../referentiel/rubriquesEcrire.ts'
import { corrigerChamps } from '../referentiel/saisie.ts'
import { agentDe } from './personnes.ts'
import { champsDe, vieDe } from './vie.ts'

/** The lycée of the demonstration, then a dozen of its département. */
const PREMIER = '0310038Y'
const DEPARTEMENT = '31'
const COMBIEN = 13

/** Gives their linked records to a few établissements, through the real acts of their agent; each whole or not at all. */
export async function animer(kit: Kit): Promise<void> {
  const base = contextOf({ ...kit, subscriptions: new Map() }, SYSTEME)
  const choisis = await base.db
    .selectFrom('referentiel.etablissement')
    .select(['uai'])
    .where('code_departement', '=', DEPARTEMENT)
    .where('secteur', '=', 'public')
    .where('etat', '=', 'ouvert')
    .where('mere_uai', 'is', null)
    .orderBy((eb) => eb('uai', '=', PREMIER), 'desc')
    .orderBy('uai')
    .limit(COMBIEN)
    .execute()
  for (const [n, { uai }] of choisis.entries()) {
    const deja = await base.db
      .selectFrom('referentiel.contact_role')
      .select('id')
      .where('uai', '=', uai)
      .executeTakeFirst()
    if (deja) continue
    const acteur = await agentDe(base.db, uai, base.now)
    await write({ ...base, acteur }, async (ctx) => {
      for (const { rubrique, valeurs } of vieDe(n))
        await ajouterEnregistrement(ctx, { params: { uai, rubrique }, query: undefined, body: { valeurs } })
      await corrigerChamps(ctx, {
        params: { uai },
        query: undefined,
        body: { champs: champsDe(n), valable_du: '2025-09-01', motif: 'Enquête annuelle du patrimoine' },
      })
    })
  }
}
