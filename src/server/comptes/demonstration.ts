import { hashPassword } from 'better-auth/crypto'
import { type Personne, SYSTEME } from '#domain/acteur.ts'
import { contextOf, type Kit, type Write, write } from '../platform/context.ts'
import type { Database, Tx } from '../platform/db.ts'
import { donnerPerimetre, habiliter } from './habilitations.ts'
import { creerPersonne, ouvrirCompte } from './ouverture.ts'
import { AGENTS, DIRECTIONS, type Invente, PERSONAS, type Persona, SERVICES } from './personnages.ts'
import { trouverPersonneParCourriel } from './personne.ts'
import { creerService, poserMembres } from './services.ts'

/** Known to all: the demonstration is refused in production unless asked for by name. */
export const MOT_DE_PASSE = 'demonstration'

/** People of the demonstration hold their habilitations since this day, before the first of its dossiers. */
const DEPUIS = '2023-09-01'

/**
 * Installs the fictitious people of the demonstration, all or none, through the acts of an administrator. The
 * établissements must be in the référentiel. Those already there are left alone: a second call writes nothing.
 */
export async function installerPersonnes(kit: Kit): Promise<void> {
  await write(contextOf(kit, SYSTEME), async (ctx) => {
    const connus = await ctx.db.selectFrom('comptes.personne').select('courriel').where('fictive', '=', true).execute()
    const deja = new Set(connus.map((p) => p.courriel))
    const absents = [...Object.values(PERSONAS), ...AGENTS, ...DIRECTIONS].filter((p) => !deja.has(p.courriel))
    // Slow by design, and the same for all: once, and only when it serves.
    const empreinte = absents.length ? await hashPassword(MOT_DE_PASSE) : ''
    for (const invente of absents) await installer(ctx, invente, empreinte)
    const services = await ctx.db.selectFrom('comptes.service').select('id').limit(1).execute()
    if (services.length === 0) await installerServices(ctx)
  })
}

/** Once: what an administrator makes of them afterwards stays. */
async function installerServices(ctx: Write): Promise<void> {
  for (const { nom, membres } of SERVICES) {
    const { id } = await creerService(ctx, { body: { nom } })
    const personnes = await Promise.all(membres.map((m) => inventee(ctx.db, `${m}@preau.example`, ctx.now)))
    await poserMembres(ctx, {
      ...{ params: { id }, query: undefined },
      body: { personnes: personnes.map((p) => p.id) },
    })
  }
}

async function installer(ctx: Write, invente: Invente, empreinte: string): Promise<void> {
  const { prenom, nom, courriel, role, fonction, habilitations = [], perimetres = [] } = invente
  const { id } = await creerPersonne(ctx, { prenom, nom, courriel, role, fonction, fictive: true })
  for (const habilitation of habilitations) await habiliter(ctx, id, { ...habilitation, depuis: DEPUIS })
  for (const perimetre of perimetres) await donnerPerimetre(ctx, id, perimetre)
  await ouvrirCompte(ctx, id, { empreinte })
}

/** One of the personas, as an actor; the demonstration must be installed. */
export const persona = (db: Database | Tx, qui: Persona, maintenant: Date): Promise<Personne> =>
  inventee(db, PERSONAS[qui].courriel, maintenant)

/** The chef of one of the établissements of the demonstration (`ETABLISSEMENTS`), as an actor. */
export async function chefDe(db: Database | Tx, uai: string, maintenant: Date): Promise<Personne> {
  const chef = [...Object.values(PERSONAS), ...DIRECTIONS].find((p) =>
    p.habilitations?.some((h) => h.uai === uai && h.fonction === 'chef'),
  )
  if (!chef) throw new Error(`Aucun chef inventé pour l’établissement ${uai}.`)
  return inventee(db, chef.courriel, maintenant)
}

async function inventee(db: Database | Tx, courriel: string, maintenant: Date): Promise<Personne> {
  const personne = await trouverPersonneParCourriel(db, courriel, maintenant)
  if (!personne) throw new Error(`La démonstration n’est pas installée : ${courriel} est inconnu.`)
  return personne
}
