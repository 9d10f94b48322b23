import * as z from 'zod'
import { Identifiant } from './conditions.ts'
import type { Changement } from './difference.ts'

/**
 * What the answers of drafts become for one question that changes. `ancienne`: kept aside, read by agents; `convertir`:
 * kept, in the new type or in another question (`vers`), aside when that would not mean the same; `redemander`: kept
 * aside and asked again. Whatever the choice, no answer is lost.
 */
export const ChoixDeReprise = z.strictObject({
  champ: Identifiant,
  suite: z.enum(['ancienne', 'convertir', 'redemander']),
  vers: Identifiant.optional(),
})
export type ChoixDeReprise = z.infer<typeof ChoixDeReprise>

type Suite = ChoixDeReprise['suite']

/** What one may choose for a change, the first being what happens without a choice; none when there is no choice. */
export function suitesPossibles({ sur, nature }: Changement): { suite: Suite; libelle: string }[] {
  if (sur !== 'champ') return []
  switch (nature) {
    case 'retire':
      return [
        { suite: 'ancienne', libelle: 'gardées comme ancienne question, lue par les agents' },
        { suite: 'convertir', libelle: 'reprises dans une autre question' },
      ]
    case 'type':
      return [
        { suite: 'convertir', libelle: 'converties quand c’est possible, sinon gardées à part' },
        { suite: 'redemander', libelle: 'gardées à part, la question est posée de nouveau' },
      ]
    case 'options':
    case 'libelle':
      return [
        { suite: 'convertir', libelle: 'gardées' },
        { suite: 'redemander', libelle: 'gardées à part, la question est posée de nouveau' },
      ]
    default:
      return []
  }
}
