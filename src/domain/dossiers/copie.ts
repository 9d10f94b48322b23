import type { Definition, Reponses } from '../formulaire/definition.ts'
import { type AncienneReponse, migrer } from '../formulaire/migration.ts'
import { planDe } from '../formulaire/plan.ts'
import { memeReponse, type Preremplis } from '../formulaire/prefill.ts'
import { estVerrouille, lignesDe } from '../formulaire/saisie.ts'
import type { Ecartee } from './api-copie.ts'

export type Modele = {
  definition: Definition
  reponses: Reponses
  /** What was known when it was begun. */
  preremplis: Preremplis
}

export type Copie = { reponses: Reponses; ecartees: Ecartee[] }

const RAISONS: Record<AncienneReponse['raison'], string> = {
  retiree: 'La question n’est plus posée.',
  type_change: 'La question attend maintenant une autre sorte de réponse.',
  deplacee: 'La question a changé de place dans le formulaire.',
  redemandee: 'La question est posée de nouveau.',
}

/**
 * The answers of a new draft begun from another dossier. What the house knows today wins, except where the usager had
 * corrected a value that has not moved since: their correction is still the truth. Commitments on honour are made again
 * each time, and files are copied apart.
 */
export function copier(
  modele: Modele,
  vers: Definition,
  depart: { reponses: Reponses; preremplis: Preremplis },
): Copie {
  const { reponses: portees, anciennes } = migrer(modele.definition, vers, aReprendre(modele))
  const plan = planDe(vers)
  const gardees = Object.entries(portees).filter(([id]) => {
    const connu = Object.hasOwn(depart.preremplis, id) ? depart.preremplis[id] : undefined
    if (!connu) return true
    const champ = plan.get(id)?.champ
    if (champ && estVerrouille(champ, depart.preremplis)) return false
    const avant = Object.hasOwn(modele.preremplis, id) ? modele.preremplis[id] : undefined
    return avant !== undefined && memeReponse(avant.valeur, connu.valeur)
  })
  return {
    reponses: { ...depart.reponses, ...Object.fromEntries(gardees) },
    ecartees: anciennes.map(({ libelle, texte, raison }) => ({ libelle, texte, raison: RAISONS[raison] })),
  }
}

/** The answers that may serve again: neither files nor commitments, in rows too. */
function aReprendre({ definition, reponses }: Modele): Reponses {
  const plan = planDe(definition)
  const seReprend = (id: string) => {
    const type = plan.get(id)?.champ.type
    return type !== undefined && type !== 'piece' && type !== 'attestation'
  }
  return Object.fromEntries(
    Object.entries(reponses)
      .filter(([id]) => seReprend(id))
      .map(([id, valeur]) => [
        id,
        plan.get(id)?.champ.type === 'bloc_repetable' ? lignes(reponses, id, seReprend) : valeur,
      ]),
  )
}

const lignes = (reponses: Reponses, bloc: string, seReprend: (id: string) => boolean) =>
  lignesDe(reponses, bloc).map(({ id, valeurs }) => ({
    id,
    valeurs: Object.fromEntries(Object.entries(valeurs).filter(([cle]) => seReprend(cle))),
  }))
