import * as z from 'zod'
import { commun, type TypeDeChamp } from './type.ts'

export const ChampAttestation = z.strictObject({
  ...commun,
  type: z.literal('attestation'),
  /** The exact wording that the person certifies; it goes as such into the PDF of the deposit. */
  texte: z.string().min(1).max(2000),
})
export type ChampAttestation = z.infer<typeof ChampAttestation>

/** A commitment on honour: always mandatory when shown. */
export const attestation: TypeDeChamp<ChampAttestation, boolean> = {
  reponse: z.boolean('Cochez ou décochez la case.'),
  operateurs: ['egal', 'different'],
  manque: 'Cochez cette case pour certifier.',
  ecrire: (valeur, champ) => (valeur ? `Certifié : ${champ.texte}` : 'Non certifié'),
}
