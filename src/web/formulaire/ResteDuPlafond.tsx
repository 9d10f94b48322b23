import { estRemplie } from '#domain/formulaire/conditions.ts'
import { maximumDuPlafond, phraseDuPlafond } from '#domain/formulaire/entre_dossiers.ts'
import { visiter } from '#domain/formulaire/visite.ts'
import { jourLocal } from '#domain/heure.ts'
import { useRemplissageCourant } from './useRemplissage.ts'

/** Below the question that a yearly ceiling counts: how much the établissement has left. */
export function ResteDuPlafond({ champ }: { champ: string }) {
  const { definition, autres, i } = useRemplissageCourant()
  const plafonds = (definition.plafonds ?? []).map((plafond, rang) => ({ plafond, rang }))
  const siens = plafonds.filter(({ plafond }) => plafond.champ === champ)
  if (!autres || siens.length === 0) return null
  const { lire } = visiter(definition, i.reponses)
  return siens.map(({ plafond, rang }) => {
    const max = maximumDuPlafond(plafond, lire)
    if (max === undefined || (plafond.si && !estRemplie(plafond.si, lire))) return null
    const etat = { max, ...(autres.plafonds[rang] ?? { utilise: 0, dossiers: 0 }) }
    return (
      <p key={rang} className="petit discret">
        {phraseDuPlafond(definition, plafond, etat, jourLocal(new Date()))}
      </p>
    )
  })
}
