import type { ComponentType } from 'react'
import type { Champ, NomDeType } from '#domain/formulaire/definition.ts'
import { Attestation } from './attestation.tsx'
import { BlocRepetable } from './bloc_repetable.tsx'
import { Calcul } from './calcul.tsx'
import { Case } from './case.tsx'
import { Choix } from './choix.tsx'
import { ChoixMultiple } from './choix_multiple.tsx'
import { Courriel } from './courriel.tsx'
import { DateSaisie } from './date.tsx'
import { Information } from './information.tsx'
import { Montant } from './montant.tsx'
import { Nombre } from './nombre.tsx'
import { OuiNon } from './oui_non.tsx'
import { PieceSaisie } from './piece.tsx'
import type { Saisie } from './saisie.ts'
import { Telephone } from './telephone.tsx'
import { Texte } from './texte.tsx'
import { TexteLong } from './texte_long.tsx'
import { Titre } from './titre.tsx'

const SAISIES: { [K in NomDeType]: ComponentType<Saisie<Extract<Champ, { type: K }>>> } = {
  texte: Texte,
  texte_long: TexteLong,
  nombre: Nombre,
  montant: Montant,
  date: DateSaisie,
  oui_non: OuiNon,
  case: Case,
  choix: Choix,
  choix_multiple: ChoixMultiple,
  courriel: Courriel,
  telephone: Telephone,
  piece: PieceSaisie,
  information: Information,
  titre: Titre,
  calcul: Calcul,
  attestation: Attestation,
  bloc_repetable: BlocRepetable,
}

/** The input of a champ's type. */
export function saisieDe(champ: Champ): ComponentType<Saisie<Champ>> {
  // The key and the champ come from the same discriminant, which the compiler cannot follow through a lookup.
  return SAISIES[champ.type] as unknown as ComponentType<Saisie<Champ>>
}
