import type { Defaut } from './controle_conditions.ts'
import type { Champ, Definition } from './definition.ts'
import { planDe } from './plan.ts'
import type { Alimentation } from './types/alimentation.ts'

/** Which question's answer, asked outside, fills this one. */
export const alimentationDe = (champ: Champ): Alimentation | undefined =>
  'alimente_par' in champ ? champ.alimente_par : undefined

/** What forbids publishing: the source must be a SIRET asked before, outside any bloc. */
export function defautsDesAlimentations(definition: Definition): Defaut[] {
  const plan = planDe(definition)
  const defauts: Defaut[] = []
  definition.etapes.forEach((etape, e) => {
    etape.champs.forEach((champ, c) => {
      const ici = `etapes[${e}].champs[${c}]`
      if (champ.type === 'bloc_repetable')
        champ.champs.forEach((interne, i) => {
          if (alimentationDe(interne))
            defauts.push({
              chemin: `${ici}.champs[${i}].alimente_par`,
              message: 'Un champ d’un bloc répétable ne s’alimente pas d’un SIRET.',
            })
        })
      const alimentation = alimentationDe(champ)
      if (!alimentation) return
      const source = plan.get(alimentation.champ)
      const dire = (message: string) => defauts.push({ chemin: `${ici}.alimente_par`, message })
      if (source?.champ.type !== 'siret' || source.bloc) dire(`« ${alimentation.champ} » n’est pas une question SIRET.`)
      else if (source.rang >= (plan.get(champ.id)?.rang ?? 0)) dire('Le SIRET se demande avant ce qu’il alimente.')
      if (champ.type === 'adresse' && alimentation.donnee !== 'adresse')
        dire('Une adresse s’alimente de l’adresse de la structure.')
      if ('source' in champ && champ.source) dire('Ce champ est déjà prérempli : gardez une seule origine.')
    })
  })
  return defauts
}
