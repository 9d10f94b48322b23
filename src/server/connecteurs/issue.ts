import { lireErreur } from '#domain/connecteurs/lecture/apiEntreprise.ts'
import type { Issue } from './circuit.ts'
import type { Reponse } from './pilotes.ts'
import type { EnVigueur } from './reglage.ts'

/**
 * What an answer means, by its status: found, not found, refused, or a service that does not work. The message is a French
 * sentence; the provider's own words are shown for legal restrictions alone, which must be told as they are.
 */
export function issueDe<T>(
  { libelle }: EnVigueur,
  { statut, corps, attente }: Reponse,
  lire: (corps: unknown) => T | undefined,
  maintenant: number,
): { issue: Issue; valeur?: T } {
  const panne = (message: string, reprise?: number): { issue: Issue } => ({
    issue: { etat: 'indisponible', message, circuit: 'echec', ...(reprise ? { reprise } : {}) },
  })
  const refus = (message: string, circuit: Issue['circuit'] = 'rien'): { issue: Issue } => ({
    issue: { etat: 'refuse', message, circuit },
  })
  if (statut === 200) {
    try {
      const valeur = lire(corps)
      const etat = valeur === undefined ? 'introuvable' : 'trouve'
      return { issue: { etat, message: '', circuit: 'reussite' }, ...(valeur === undefined ? {} : { valeur }) }
    } catch {
      return panne(`La réponse du service « ${libelle} » est illisible.`)
    }
  }
  if (statut === 404) return { issue: { etat: 'introuvable', message: '', circuit: 'reussite' } }
  if (statut === 401)
    return refus(`Le service « ${libelle} » refuse la clé de Préau : un administrateur doit la remplacer.`, 'refus')
  if (statut === 403) return refus(`Le service « ${libelle} » ne permet pas à Préau de demander cette donnée.`)
  if (statut === 400 || statut === 422) return refus(`Le service « ${libelle} » n’accepte pas cette demande.`)
  if (statut === 451)
    return refus(lireErreur(corps)?.detail || `La loi restreint cette donnée : « ${libelle} » ne la donne pas.`)
  if (statut === 409)
    return {
      issue: { etat: 'indisponible', message: 'La même demande est déjà en cours : réessayez.', circuit: 'rien' },
    }
  if (statut === 429)
    return panne(
      `Le service « ${libelle} » reçoit trop de demandes : il sera rappelé plus tard.`,
      maintenant + (attente ?? 60_000),
    )
  return panne(
    `Le service « ${libelle} » est momentanément indisponible (réponse ${statut}).`,
    attente === undefined ? undefined : maintenant + attente,
  )
}
