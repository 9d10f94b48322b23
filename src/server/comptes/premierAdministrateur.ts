import { createHash, randomBytes } from 'node:crypto'
import { SYSTEME } from '#domain/acteur.ts'
import type * as api from '#domain/comptes/api.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit } from '#domain/erreurs.ts'
import { journaliser } from '../journal/journaliser.ts'
import { contextOf, type Kit, type Read, type Write, write } from '../platform/context.ts'
import { creerPersonne, ouvrirCompte } from './ouverture.ts'

const DUREE = 24 * 3600_000

type Ouverture = typeof api.ouvrirPremierAdministrateur

/**
 * The address where the first administrator opens an account, to be shown at start; undefined once there is one.
 * Each call makes a new link and ends the former ones. Only its hash is kept.
 */
export async function lienPremierAdministrateur(kit: Kit): Promise<string | undefined> {
  const jeton = randomBytes(32).toString('base64url')
  const cree = await write(contextOf(kit, SYSTEME), async (ctx) => {
    if (await aUnAdministrateur(ctx)) return false
    await perimerLesLiens(ctx)
    await ctx.db
      .insertInto('comptes.invitation')
      .values({
        jeton_sha256: empreinte(jeton),
        genre: 'premier_administrateur',
        cree_le: ctx.now.toISOString(),
        expire_le: new Date(ctx.now.getTime() + DUREE).toISOString(),
      })
      .execute()
    await journaliser(ctx, 'lien_administrateur_cree', { genre: 'invitation', cle: 'premier_administrateur' })
    return true
  })
  return cree ? `${kit.config.adresse}/premier-administrateur?jeton=${jeton}` : undefined
}

/** Opens the first administrator's account with the link shown at start: once, within its day. */
export async function ouvrirPremierAdministrateur(ctx: Write, { body }: Input<Ouverture>): Promise<Reply<Ouverture>> {
  // Two clicks at once wait for each other here; the second then finds the link used.
  const invitation = await ctx.db
    .selectFrom('comptes.invitation')
    .select(['jeton_sha256', 'expire_le', 'utilisee_le'])
    .where('jeton_sha256', '=', empreinte(body.jeton))
    .forUpdate()
    .executeTakeFirst()
  const valable = invitation && !invitation.utilisee_le && Date.parse(invitation.expire_le) > ctx.now.getTime()
  if (!valable || (await aUnAdministrateur(ctx)))
    throw conflit('lien_perime', 'Ce lien n’est plus valable : relancez Préau pour en obtenir un nouveau.')

  await ctx.db
    .updateTable('comptes.invitation')
    .set({ utilisee_le: ctx.now.toISOString() })
    .where('jeton_sha256', '=', invitation.jeton_sha256)
    .execute()
  // Whoever holds the link is nobody yet: the installation itself opens the account.
  const systeme: Write = { ...ctx, acteur: SYSTEME }
  const { prenom, nom, courriel, mot_de_passe } = body
  const personne = await creerPersonne(systeme, {
    prenom,
    nom,
    courriel,
    role: 'administrateur',
    fonction: 'Administration',
  })
  await ouvrirCompte(systeme, personne.id, { motDePasse: mot_de_passe })
  return { courriel: personne.courriel }
}

async function aUnAdministrateur(ctx: Read | Write): Promise<boolean> {
  const trouve = await ctx.db
    .selectFrom('comptes.personne')
    .select('id')
    .where('role', '=', 'administrateur')
    .where('active', '=', true)
    .where('compte_id', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return trouve !== undefined
}

async function perimerLesLiens(ctx: Write): Promise<void> {
  await ctx.db
    .updateTable('comptes.invitation')
    .set({ expire_le: ctx.now.toISOString() })
    .where('genre', '=', 'premier_administrateur')
    .where('expire_le', '>', ctx.now.toISOString())
    .execute()
}

const empreinte = (jeton: string): string => createHash('sha256').update(jeton).digest('hex')
