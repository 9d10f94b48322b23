import { randomUUID } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import { sql } from 'kysely'
import type { Personne, Role } from '#domain/acteur.ts'
import { peutGererComptes } from '#domain/comptes/droits.ts'
import { conflit, interdit, introuvable } from '#domain/erreurs.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Write } from '../platform/context.ts'
import { trouverPersonne } from './personne.ts'

export type NouvellePersonne = {
  prenom: string
  nom: string
  courriel: string
  role: Role
  /** As people read it: « proviseure », « instructeur des lycées ». */
  fonction?: string
  telephone?: string
  fictive?: boolean
}

/** A password to hash, or a hash already made: the demonstration gives the same one to all its people. */
export type Secret = { motDePasse: string } | { empreinte: string }

/** Registers somebody; they cannot sign in before `ouvrirCompte`. Refuses an address already known. */
export async function creerPersonne(ctx: Write, nouvelle: NouvellePersonne): Promise<Personne> {
  exigerGestion(ctx)
  const { prenom, nom, role, fonction, telephone, fictive } = nouvelle
  const courriel = nouvelle.courriel.trim().toLowerCase()
  const creee = await ctx.db
    .insertInto('comptes.personne')
    .values({ prenom, nom, courriel, role, fonction, telephone, fictive })
    .onConflict((c) => c.column('courriel').where('role', '<>', sql.lit('demandeur')).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!creee) throw conflit('courriel_deja_connu', 'Une personne est déjà enregistrée avec cette adresse.')
  await journaliser(ctx, 'personne_creee', { genre: 'personne', cle: String(creee.id) }, { role })
  return { genre: 'personne', id: creee.id, prenom, nom, courriel, role, habilitations: [], perimetres: [] }
}

/** Lets a person sign in with her address and this password. */
export async function ouvrirCompte(ctx: Write, personne: number, secret: Secret): Promise<void> {
  exigerGestion(ctx)
  const qui = await ctx.db
    .selectFrom('comptes.personne')
    .select(['prenom', 'nom', 'courriel', 'compte_id'])
    .where('id', '=', personne)
    .where('active', '=', true)
    .forUpdate()
    .executeTakeFirst()
  if (!qui) throw introuvable('Cette personne n’existe pas.')
  if (qui.compte_id) throw conflit('compte_deja_ouvert', 'Cette personne a déjà un compte.')

  const compte = randomUUID()
  const { courriel } = qui
  await ctx.db
    .insertInto('comptes.compte')
    .values({ id: compte, nom: `${qui.prenom} ${qui.nom}`, courriel })
    .execute()
  await ctx.db
    .insertInto('comptes.identifiant')
    .values({
      id: randomUUID(),
      compte_id: compte,
      fournisseur: 'credential', // the library's word for « by password »
      identifiant_externe: compte,
      mot_de_passe: 'empreinte' in secret ? secret.empreinte : await hashPassword(secret.motDePasse),
    })
    .execute()
  await ctx.db.updateTable('comptes.personne').set({ compte_id: compte }).where('id', '=', personne).execute()
  await journaliser(ctx, 'compte_ouvert', { genre: 'personne', cle: String(personne) })
}

/** The active person, as an actor; 404 when there is none. */
export async function lirePersonne(ctx: Write, id: number): Promise<Personne> {
  const personne = await trouverPersonne(ctx.db, id, ctx.now)
  if (!personne) throw introuvable('Cette personne n’existe pas.')
  return personne
}

export function exigerGestion(ctx: Write): void {
  if (!peutGererComptes(ctx.acteur)) throw interdit('Seul un administrateur peut gérer les comptes.')
}
