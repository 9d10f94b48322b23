import { controler } from '../formulaire/controle.ts'
import type { Defaut } from '../formulaire/controle_conditions.ts'
import type { Fiche } from './fiche.ts'
import { Modele } from './modele.ts'

/**
 * Reads a document as a whole téléservice and says all that forbids publishing it. Beside the form itself, the receipt
 * must be able to name the service with its address, e-mail and phone (CRPA, R112-11-1): without them no deposit could
 * be acknowledged lawfully.
 */
export function lirePubliable(
  document: unknown,
): { modele: Modele; defauts: [] } | { modele?: undefined; defauts: Defaut[] } {
  const lu = Modele.safeParse(document)
  if (!lu.success) return { defauts: lu.error.issues.map((i) => ({ chemin: i.path.join('.'), message: i.message })) }
  const defauts = [
    ...controler(lu.data.formulaire).defauts.map((d) => ({ ...d, chemin: `formulaire.${d.chemin}` })),
    ...defautsDuContact(lu.data.fiche),
  ]
  return defauts.length > 0 ? { defauts } : { modele: lu.data, defauts: [] }
}

/** What the receipt would lack to name the service. */
export function defautsDuContact({ contact }: Fiche): Defaut[] {
  const exiges = { adresse: 'l’adresse postale', courriel: 'le courriel', telephone: 'le téléphone' } as const
  return (['adresse', 'courriel', 'telephone'] as const)
    .filter((cle) => !contact[cle])
    .map((cle) => ({
      chemin: `fiche.contact.${cle}`,
      message: `Indiquez ${exiges[cle]} du service : l’accusé de réception doit le porter.`,
    }))
}
