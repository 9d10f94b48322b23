import type { Champ, NomDeType } from '../definition.ts'
import { adresse } from './adresse.ts'
import { anneeScolaire } from './annee_scolaire.ts'
import { attestation } from './attestation.ts'
import { blocRepetable } from './bloc_repetable.ts'
import { calcul } from './calcul.ts'
import { caseACocher } from './case.ts'
import { choix } from './choix.ts'
import { choixLies } from './choix_lies.ts'
import { choixMultiple } from './choix_multiple.ts'
import { commune } from './commune.ts'
import { courriel } from './courriel.ts'
import { date } from './date.ts'
import { dateHeure } from './date_heure.ts'
import { echelle } from './echelle.ts'
import { effectif } from './effectif.ts'
import { etablissement } from './etablissement.ts'
import { iban } from './iban.ts'
import { identiteBancaire } from './identite_bancaire.ts'
import { image } from './image.ts'
import { information } from './information.ts'
import { montant } from './montant.ts'
import { nombre } from './nombre.ts'
import { nomenclature } from './nomenclature.ts'
import { ouiNon } from './oui_non.ts'
import { particulier } from './particulier.ts'
import { periode } from './periode.ts'
import { piece } from './piece.ts'
import { point } from './point.ts'
import { pourcentage } from './pourcentage.ts'
import { siret } from './siret.ts'
import { tableau } from './tableau.ts'
import { telephone } from './telephone.ts'
import { texte } from './texte.ts'
import { texteLong } from './texte_long.ts'
import { titre } from './titre.ts'
import type { TypeDeChamp } from './type.ts'
import { uai } from './uai.ts'
import { video } from './video.ts'
import { zone } from './zone.ts'

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
  pourcentage,
  date_heure: dateHeure,
  periode,
  annee_scolaire: anneeScolaire,
  choix_lies: choixLies,
  echelle,
  iban,
  identite_bancaire: identiteBancaire,
  siret,
  particulier,
  uai,
  adresse,
  commune,
  etablissement,
  nomenclature,
  tableau,
  effectif,
  point,
  zone,
  image,
  video,
  bloc_repetable: blocRepetable,
} satisfies Record<NomDeType, unknown>

/** The faces of a champ's type. */
export function typeDe(champ: Champ): TypeDeChamp<Champ, unknown> {
  // The key and the champ come from the same discriminant, which the compiler cannot follow through a lookup; answers
  // go through `reponse` before `verifier` and `ecrire` see them.
  return TYPES[champ.type] as unknown as TypeDeChamp<Champ, unknown>
}

/** What conditions and formulas see of an answer. */
export const compteDe = (champ: Champ, valeur: unknown): unknown =>
  valeur === undefined
    ? undefined
    : (typeDe(champ).compte?.(valeur, champ) ?? (typeDe(champ).compte ? undefined : valeur))

/** The answer as text, masked when it is sensitive and the reader may not see it. */
export function ecrireReponse(champ: Champ, valeur: unknown, sensibles: boolean): string {
  const { masquer, ecrire } = typeDe(champ)
  return ecrire(masquer && !sensibles ? masquer(valeur, champ) : valeur, champ)
}

/** Does this champ wait for something from the usager? */
export const attendReponse = (champ: Champ): boolean => typeDe(champ).reponse !== undefined
