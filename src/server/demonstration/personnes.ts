import type { Personne } from '#domain/acteur.ts'
import { AGENTS, PERSONAS } from '../comptes/personnages.ts'
import { trouverPersonneParCourriel } from '../comptes/personne.ts'
import type { Database } from '../platform/db.ts'

/** The invented agent whose périmètre covers this établissement: its département is read in its UAI. */
export async function agentDe(db: Database, uai: string, maintenant: Date): Promise<Personne> {
  const departement = uai.slice(1, 3)
  const invente = [PERSONAS.bruno, ...AGENTS].find((a) => a.perimetres?.some((p) => p.code === departement))
  const agent = invente && (await trouverPersonneParCourriel(db, invente.courriel, maintenant))
  if (!agent) throw new Error(`Démonstration : aucun agent pour le département ${departement}.`)
  return agent
}
