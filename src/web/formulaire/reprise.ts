import type { Reponses } from '#domain/formulaire/definition.ts'
import { Ordre } from '#domain/formulaire/saisie.ts'
import { type Attente, ajouter, estMeme, valeurA } from './attente.ts'

/** An answer that cannot be kept as it is, still on the screen, and why. */
export type Brute = {
  valeur: unknown
  message: string
  /** Said at once; otherwise when the champ is left, since one is still typing. */
  montrer: boolean
}

/** What this device keeps of the answers that the server does not have. */
export type Copie = {
  /** Instant of the last change, ISO 8601. */
  le: string
  attente: Record<string, { valeur: unknown; avant: unknown }>
  brutes: Record<string, Brute>
}

/** Typed here and never sent, while someone else answered otherwise: the person chooses. */
export type Conflit = { chemin: string; valeur: unknown; le: string }

export type Reprise = { attente: Attente; brutes: Record<string, Brute>; conflits: Conflit[] }

/**
 * What to do with the copies that a closed tab or a lost session has left, now that the answers of the server are
 * here: send what the server has not, forget what it has, and never overwrite what another person wrote meanwhile.
 */
export function reprendre(copies: readonly Copie[], reponses: Reponses): Reprise {
  let attente: Attente = {}
  const brutes: Record<string, Brute> = {}
  const conflits: Conflit[] = []
  for (const copie of copies.toSorted((a, b) => a.le.localeCompare(b.le))) {
    for (const [chemin, { valeur, avant }] of Object.entries(copie.attente)) {
      const sort = sortDe(chemin, valeur, avant, reponses, copie)
      if (sort === 'envoyer') attente = ajouter(attente, chemin, { valeur, avant, echeance: 0 })
      if (sort === 'demander') conflits.push({ chemin, valeur, le: copie.le })
    }
    for (const [chemin, brute] of Object.entries(copie.brutes))
      if (!estMeme(brute.valeur, valeurA(reponses, chemin))) brutes[chemin] = { ...brute, montrer: true }
  }
  return { attente, brutes, conflits }
}

function sortDe(
  chemin: string,
  valeur: unknown,
  avant: unknown,
  reponses: Reponses,
  copie: Copie,
): 'envoyer' | 'oublier' | 'demander' {
  const actuelle = valeurA(reponses, chemin)
  if (estMeme(actuelle, valeur)) return 'oublier'
  const [bloc = '', ligne = '', cellule] = chemin.split('/')
  if (ligne !== '' && cellule === undefined) {
    // A row already there has been sent; one that another person has changed is not removed.
    if (valeur !== null) return actuelle === null ? 'envoyer' : 'oublier'
    return estMeme(actuelle, avant) ? 'envoyer' : 'oublier'
  }
  // An order that another person has changed meanwhile is theirs: there is nothing to choose between.
  if (Ordre.safeParse(valeur).success) return estMeme(actuelle, avant) ? 'envoyer' : 'oublier'
  const orpheline = cellule !== undefined && valeurA(reponses, `${bloc}/${ligne}`) === null
  if (orpheline) return copie.attente[`${bloc}/${ligne}`]?.valeur ? 'envoyer' : 'oublier'
  return estMeme(actuelle, avant) ? 'envoyer' : 'demander'
}
