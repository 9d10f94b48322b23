import type { Structure } from '#domain/connecteurs/lecture/structure.ts'
import type { Resultat } from '#domain/connecteurs/resultat.ts'
import { introuvable, invalide } from '#domain/erreurs.ts'
import { alimentesPar, demandeDe, donneesDeStructure, type Verification } from '#domain/formulaire/alimentation.ts'
import type { Champ, Definition } from '#domain/formulaire/definition.ts'
import type { Donnees } from '#domain/formulaire/types/alimentation.ts'
import { Particulier, refusDIdentite } from '#domain/formulaire/types/particulier.ts'
import { jourLocal } from '#domain/heure.ts'
import type { Motif } from '../connecteurs/interroger.ts'
import { DE_PARTICULIER, interrogerParticulier } from '../connecteurs/personnes.ts'
import { exigerQuota } from '../connecteurs/quota.ts'
import { chercherStructure, DE_STRUCTURE } from '../connecteurs/structures.ts'
import type { Read } from '../platform/context.ts'

/** What a service said of an answer. `structure` is there to be shown, when it is one. */
export type Dite = { verification: Verification; donnees: Donnees; structure: Structure | null }

/**
 * Asks outside what the type of this question says, and reads it as parts that other questions are filled with.
 * @param valeur the answer as the person has it now
 * @throws 404 when this question asks nobody, 422 when it cannot be asked yet, 429 when asked too often
 */
export async function demanderAuService(
  ctx: Read,
  definition: Definition,
  champ: Champ | undefined,
  valeur: unknown,
  motif: Motif & { uai: string },
): Promise<Dite> {
  const demandee = demandeDe(champ, valeur, jourLocal(ctx.now)) ?? ''
  if (champ?.type === 'siret') {
    await exigerQuota(ctx, ...DE_STRUCTURE)
    const r = await chercherStructure(ctx, demandee, motif)
    const donnees = r.valeur ? donneesDeStructure(r.valeur) : {}
    return { verification: enVerification(r, demandee), donnees, structure: r.valeur ?? null }
  }
  // Nothing is asked about a person that no question needs.
  if (champ?.type === 'particulier' && alimentesPar(definition, champ.id).length > 0) {
    const { qui, refus } = lirePersonne(champ, valeur, jourLocal(ctx.now))
    if (refus) throw invalide(refus, [{ champ: champ.id, message: refus }])
    await exigerQuota(ctx, ...DE_PARTICULIER)
    const r = await interrogerParticulier(ctx, champ.demande, qui, motif)
    return { verification: enVerification(r, demandee), donnees: r.valeur ?? {}, structure: null }
  }
  throw introuvable('Cette question n’interroge aucun service.')
}

function lirePersonne(
  champ: Extract<Champ, { type: 'particulier' }>,
  valeur: unknown,
  aujourdhui: string,
): { qui: Particulier; refus?: string } {
  const lu = Particulier.safeParse(valeur)
  const qui = lu.data ?? {}
  const refus = refusDIdentite(qui, champ.demande, aujourdhui)
  if (refus) return { qui, refus }
  return qui.accord === true ? { qui } : { qui, refus: 'Cochez l’accord de la personne : rien n’est demandé sans lui.' }
}

const enVerification = (r: Resultat<unknown>, valeur: string): Verification => ({
  etat: r.etat,
  source: r.source,
  date: r.date,
  message: r.message,
  valeur,
})
