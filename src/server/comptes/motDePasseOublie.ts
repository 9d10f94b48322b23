import type { Kit } from '../platform/context.ts'

/** A mail ready for the outbox. */
export type CourrielOubli = { personne_id: number; destinataire: string; sujet: string; texte: string }

/**
 * The mail that follows the act `mot_de_passe_oublie` of `personne`, or undefined when no link is valid any more.
 * The journal and the job queue never hold the token: it is read here, at the last moment, from the sign-in tables.
 */
export async function courrielMotDePasseOublie(kit: Kit, personne: number): Promise<CourrielOubli | undefined> {
  const lien = await kit.db
    .selectFrom('comptes.personne as p')
    .innerJoin('comptes.verification as v', 'v.valeur', 'p.compte_id')
    .where('p.id', '=', personne)
    .where('p.active', '=', true)
    .where('v.identifiant', 'like', `${PREFIXE}%`)
    .where('v.expire_le', '>', new Date().toISOString())
    .select(['p.prenom', 'p.courriel', 'v.identifiant'])
    .orderBy('v.cree_le', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!lien) return undefined
  const adresse = `${kit.config.adresse}/mot-de-passe/nouveau?token=${lien.identifiant.slice(PREFIXE.length)}`
  return {
    personne_id: personne,
    destinataire: lien.courriel,
    sujet: 'Choisir un nouveau mot de passe',
    texte: texteDe(lien.prenom, adresse),
  }
}

/** How the sign-in library names its links in `comptes.verification`. */
const PREFIXE = 'reset-password:'

const texteDe = (prenom: string, adresse: string): string => `Bonjour ${prenom},

Une demande de nouveau mot de passe a été faite pour votre compte Préau.
Pour le choisir, ouvrez ce lien dans l’heure ; il ne sert qu’une fois :

${adresse}

Vous n’avez rien demandé ? Ignorez ce message : votre mot de passe ne change pas.
`
