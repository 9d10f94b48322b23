/** The three roles of today; fine grants come with habilitations champ by champ. */
export type Role = 'etablissement' | 'agent' | 'administrateur'

export type FonctionEtablissement = 'chef' | 'gestionnaire'

/** A person acts for this établissement, with this function. */
export type Habilitation = { uai: string; fonction: FonctionEtablissement }

/** Territory that an agent follows. `tout` has no code. */
export type Perimetre = { genre: 'tout' | 'departement' | 'canton' | 'commune' | 'etablissement'; code: string }

export type Personne = {
  genre: 'personne'
  id: number
  nom: string
  prenom: string
  courriel: string
  role: Role
  /** For the role `etablissement`. */
  habilitations: Habilitation[]
  /** For agents; an administrator sees everything. */
  perimetres: Perimetre[]
}

// Narrower than a person, so that the compiler does not take « not an agent » for « nobody ».
export type Agent = Personne & { role: 'agent' | 'administrateur' }
export type Administrateur = Personne & { role: 'administrateur' }
export type Usager = Personne & { role: 'etablissement' }

/**
 * Somebody without an account, known by a follow-up code: one for each dossier, and nothing but that dossier. Every door
 * refuses them unless it says `demandeur`; they hold neither role nor habilitation nor périmètre.
 */
export type Demandeur = {
  genre: 'demandeur'
  /** In `comptes.personne`: what they write carries their name. */
  id: number
  nom: string
  prenom: string
  courriel: string
  /** Their dossier is a draft: searches are open to them for as long. */
  remplit: boolean
  /** The nomenclatures that the form of this draft proposes; no other is read to them. */
  nomenclatures: readonly string[]
}

/** Who is acting: a person, somebody without account, the timetable (`systeme`), or nobody known. */
export type Acteur = Personne | Demandeur | { genre: 'systeme'; nom: string } | { genre: 'anonyme' }

export const SYSTEME: Acteur = { genre: 'systeme', nom: 'Préau' }
export const ANONYME: Acteur = { genre: 'anonyme' }

export const estPersonne = (acteur: Acteur): acteur is Personne => acteur.genre === 'personne'

/** Has a row in `comptes.personne`: may be the author of what is written in a dossier. Gives no right by itself. */
export const estAuteur = (acteur: Acteur): acteur is Personne | Demandeur =>
  acteur.genre === 'personne' || acteur.genre === 'demandeur'

export const estDemandeur = (acteur: Acteur): acteur is Demandeur => acteur.genre === 'demandeur'

/** Works for the collectivité: agent or administrator. */
export const estAgent = (acteur: Acteur): acteur is Agent =>
  estPersonne(acteur) && (acteur.role === 'agent' || acteur.role === 'administrateur')

export const estAdministrateur = (acteur: Acteur): acteur is Administrateur =>
  estPersonne(acteur) && acteur.role === 'administrateur'

/** Works in an établissement. */
export const estUsager = (acteur: Acteur): acteur is Usager => estPersonne(acteur) && acteur.role === 'etablissement'

export const agitPour = (acteur: Acteur, uai: string): boolean =>
  estUsager(acteur) && acteur.habilitations.some((h) => h.uai === uai)

export const estChefDe = (acteur: Acteur, uai: string): boolean =>
  estUsager(acteur) && acteur.habilitations.some((h) => h.uai === uai && h.fonction === 'chef')

/** Sees every établissement, whatever the territory. */
export function voitTout(acteur: Acteur): boolean {
  if (acteur.genre !== 'personne') return acteur.genre === 'systeme'
  if (acteur.role === 'administrateur') return true
  return acteur.role === 'agent' && acteur.perimetres.some((p) => p.genre === 'tout')
}

/** As written in the journal and in histories. */
export function nomDe(acteur: Acteur): string {
  if (estAuteur(acteur)) return `${acteur.prenom} ${acteur.nom}`
  return acteur.genre === 'systeme' ? acteur.nom : 'Visiteur'
}
