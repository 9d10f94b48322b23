import type { Champ, NomDeType } from '../definition.ts'
import { attestation } from './attestation.ts'
import { blocRepetable } from './bloc_repetable.ts'
import { calcul } from './calcul.ts'
import { caseACocher } from './case.ts'
import { choix } from './choix.ts'
import { choixMultiple } from './choix_multiple.ts'
import { courriel } from './courriel.ts'
import { date } from './date.ts'
import { information } from './information.ts'
import { montant } from './montant.ts'
import { nombre } from './nombre.ts'
import { ouiNon } from './oui_non.ts'
import { piece } from './piece.ts'
import { telephone } from './telephone.ts'
import { texte } from './texte.ts'
import { texteLong } from './texte_long.ts'
import { titre } from './titre.ts'
import type { TypeDeChamp } from './type.ts'

const TYPES = {
  texte,
  texte_long: texteLong,
  nombre,
  montant,
  date,
  oui_non: ouiNon,
  case: caseACocher,
  choix,
  choix_multiple: choixMultiple,
  courriel,
  telephone,
  piece,
  information,
  titre,
  calcul,
  attestation,
  bloc_repetable: blocRepetable,
} satisfies Record<NomDeType, unknown>

/** The faces of a champ's type. */
export function typeDe(champ: Champ): TypeDeChamp<Champ, unknown> {
  // The key and the champ come from the same discriminant, which the compiler cannot follow through a lookup; answers
  // go through `reponse` before `verifier` and `ecrire` see them.
  return TYPES[champ.type] as unknown as TypeDeChamp<Champ, unknown>
}

/** Does this champ wait for something from the usager? */
export const attendReponse = (champ: Champ): boolean => typeDe(champ).reponse !== undefined
