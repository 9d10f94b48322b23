import type { Defaut } from './controle_conditions.ts'
import type { Champ, Definition } from './definition.ts'
import { type Place, planDe } from './plan.ts'
import { type Alimentation, convientA, donneesDe, type SourceDeDonnees } from './types/alimentation.ts'

/** Which question's answer, asked outside, fills this one. */
export const alimentationDe = (champ: Champ): Alimentation | undefined =>
  'alimente_par' in champ ? champ.alimente_par : undefined

/** What a service outside is asked about this question's answer; nothing when it is not asked anything. */
export const sourceDe = (champ: Champ | undefined): SourceDeDonnees | undefined =>
  champ?.type === 'siret' ? 'siret' : champ?.type === 'particulier' ? champ.demande : undefined

/** What forbids publishing: the source must be asked outside, before, out of any bloc, and give that part in that form. */
export function defautsDesAlimentations(definition: Definition): Defaut[] {
  const plan = planDe(definition)
  const defauts: Defaut[] = []
  definition.etapes.forEach((etape, e) => {
    etape.champs.forEach((champ, c) => {
      const ici = `etapes[${e}].champs[${c}]`
      if (champ.type === 'bloc_repetable')
        champ.champs.forEach((interne, i) => {
          const la = `${ici}.champs[${i}]`
          if (alimentationDe(interne))
            defauts.push({
              chemin: `${la}.alimente_par`,
              message: 'Un champ d’un bloc répétable ne s’alimente pas d’une autre réponse.',
            })
          if (interne.type === 'particulier')
            defauts.push({ chemin: la, message: 'API Particulier ne se demande pas dans un bloc répétable.' })
        })
      if (champ.type === 'particulier')
        defauts.push(...defautsDuParticulier(champ, etape.face ?? champ.face, ici, plan))
      const alimentation = alimentationDe(champ)
      if (!alimentation) return
      const dire = (message: string) => defauts.push({ chemin: `${ici}.alimente_par`, message })
      defautsDUne(champ, alimentation, plan).forEach(dire)
    })
  })
  return defauts
}

type Plan = ReadonlyMap<string, Place>

function defautsDUne(champ: Champ, { champ: de, donnee }: Alimentation, plan: Plan): string[] {
  const dits: string[] = []
  const source = plan.get(de)
  const genre = sourceDe(source?.champ)
  if (!source || !genre || source.bloc) dits.push(`« ${de} » n’est pas une question SIRET ni API Particulier.`)
  else {
    if (source.rang >= (plan.get(champ.id)?.rang ?? 0)) dits.push('Ce qui alimente une question se demande avant elle.')
    const trouvee = donneesDe(genre).find(([code]) => code === donnee)
    if (!trouvee) dits.push(`« ${source.champ.libelle} » ne donne pas cette valeur.`)
    else if (!convientA(champ.type, trouvee[2]))
      dits.push(
        champ.type === 'adresse'
          ? 'Une adresse s’alimente de l’adresse de la structure.'
          : `« ${trouvee[1]} » ne remplit pas une question de ce type.`,
      )
  }
  if ('source' in champ && champ.source) dits.push('Ce champ est déjà prérempli : gardez une seule origine.')
  return dits
}

function defautsDuParticulier(
  champ: Extract<Champ, { type: 'particulier' }>,
  face: 'agents' | undefined,
  chemin: string,
  plan: Plan,
): Defaut[] {
  const defauts: Defaut[] = []
  if (face) defauts.push({ chemin, message: 'API Particulier se demande à la personne, qui donne son accord.' })
  const piece = champ.justificatif === undefined ? undefined : plan.get(champ.justificatif)
  if (
    champ.justificatif !== undefined &&
    (piece?.champ.type !== 'piece' || piece.bloc || piece.champ.condition || piece.champ.face)
  )
    defauts.push({
      chemin: `${chemin}.justificatif`,
      message: 'Le justificatif est une pièce à joindre par la personne, hors bloc et sans condition.',
    })
  return defauts
}
