import { type CommuneTrouvee, lireCommunes } from '#domain/connecteurs/lecture/communes.ts'
import type { Resultat } from '#domain/connecteurs/resultat.ts'
import { jourLocal } from '#domain/heure.ts'
import type { Read } from '../platform/context.ts'
import { chercherCommunes as chercherLivrees } from '../referentiel/choix.ts'
import { interroger, type Motif } from './interroger.ts'

const CHAMPS = 'nom,code,codesPostaux,departement'
const PROPOSITIONS = '10'

/** By a name, or by a whole postal code. */
export function demandeDeCommune(q: string): string {
  const code = q.replace(/\s/g, '')
  const parametres: Record<string, string> = /^\d{5}$/.test(code)
    ? { codePostal: code, fields: CHAMPS }
    : { nom: q.trim(), fields: CHAMPS, boost: 'population', limit: PROPOSITIONS }
  return `/communes?${new URLSearchParams(parametres)}`
}

/** Communes by name or postal code: those of API Géo, else those shipped with Préau. */
export async function chercherCommunes(ctx: Read, q: string, motif: Motif): Promise<Resultat<CommuneTrouvee[]>> {
  const resultat = await interroger(ctx, {
    connecteur: 'api-geo',
    chemin: demandeDeCommune(q),
    donnees: ['communes'],
    motif,
    lire: lireCommunes,
  })
  if (resultat.etat === 'trouve' || resultat.etat === 'introuvable') return resultat
  const { elements } = await chercherLivrees(ctx, { params: undefined, query: { recherche: q }, body: undefined })
  const source = 'Code officiel géographique, livré avec Préau'
  const date = jourLocal(ctx.now)
  if (elements.length === 0) return { etat: 'introuvable', source, date, message: resultat.message }
  return { etat: 'trouve', valeur: elements, source, date, message: '' }
}
