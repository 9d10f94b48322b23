import { type Acteur, ANONYME } from '#domain/acteur.ts'
import type { CodeActe } from '#domain/journal/actes.ts'
import { journaliser } from '../journal/journaliser.ts'
import { contextOf, type Kit, write } from '../platform/context.ts'
import { trouverPersonneDuCompte } from './personne.ts'

/** What the sign-in library did, in our journal: by the person, about the person. */
const noter = (code: CodeActe) => (kit: Kit, compte: string, requete: string) =>
  inscrire(kit, code, compte, requete, true)

export const noterConnexion = noter('connexion_reussie')
export const noterMotDePasseChange = noter('mot_de_passe_change')
export const noterSessionRevoquee = noter('session_revoquee')

/** Asked by somebody not signed in. The mail follows by subscription; the link's token is never in the journal. */
export const noterMotDePasseOublie = (kit: Kit, compte: string, requete: string): Promise<void> =>
  inscrire(kit, 'mot_de_passe_oublie', compte, requete, false)

async function inscrire(kit: Kit, code: CodeActe, compte: string, requete: string, parElle: boolean): Promise<void> {
  const personne = await trouverPersonneDuCompte(kit.db, compte, new Date())
  if (!personne) return
  const acteur: Acteur = parElle ? personne : ANONYME
  await write(contextOf(kit, acteur, new Date(), requete), (ctx) =>
    journaliser(ctx, code, { genre: 'personne', cle: String(personne.id) }),
  )
}
