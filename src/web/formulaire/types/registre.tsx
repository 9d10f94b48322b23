import type { ComponentType } from 'react'
import type { Champ, NomDeType } from '#domain/formulaire/definition.ts'
import { Adresse } from './adresse.tsx'
import { AnneeScolaire } from './annee_scolaire.tsx'
import { Attestation } from './attestation.tsx'
import { BlocRepetable } from './bloc_repetable.tsx'
import { Calcul } from './calcul.tsx'
import { Case } from './case.tsx'
import { Choix } from './choix.tsx'
import { ChoixLies } from './choix_lies.tsx'
import { ChoixMultiple } from './choix_multiple.tsx'
import { Commune } from './commune.tsx'
import { Courriel } from './courriel.tsx'
import { DateSaisie } from './date.tsx'
import { DateHeure } from './date_heure.tsx'
import { Echelle } from './echelle.tsx'
import { Effectif } from './effectif.tsx'
import { Etablissement } from './etablissement.tsx'
import { Iban } from './iban.tsx'
import { IdentiteBancaire } from './identite_bancaire.tsx'
import { Image } from './image.tsx'
import { Information } from './information.tsx'
import { Montant } from './montant.tsx'
import { Nombre } from './nombre.tsx'
import { Nomenclature } from './nomenclature.tsx'
import { OuiNon } from './oui_non.tsx'
import { Particulier } from './particulier.tsx'
import { Periode } from './periode.tsx'
import { PieceSaisie } from './piece.tsx'
import { Point } from './point.tsx'
import { Pourcentage } from './pourcentage.tsx'
import type { Saisie } from './saisie.ts'
import { Siret } from './siret.tsx'
import { Tableau } from './tableau.tsx'
import { Telephone } from './telephone.tsx'
import { Texte } from './texte.tsx'
import { TexteLong } from './texte_long.tsx'
import { Titre } from './titre.tsx'
import { Uai } from './uai.tsx'
import { Video } from './video.tsx'
import { Zone } from './zone.tsx'

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
  pourcentage: Pourcentage,
  date_heure: DateHeure,
  periode: Periode,
  annee_scolaire: AnneeScolaire,
  choix_lies: ChoixLies,
  echelle: Echelle,
  iban: Iban,
  identite_bancaire: IdentiteBancaire,
  siret: Siret,
  particulier: Particulier,
  uai: Uai,
  adresse: Adresse,
  commune: Commune,
  etablissement: Etablissement,
  nomenclature: Nomenclature,
  tableau: Tableau,
  effectif: Effectif,
  point: Point,
  zone: Zone,
  image: Image,
  video: Video,
  bloc_repetable: BlocRepetable,
}

/** The input of a champ's type. */
export function saisieDe(champ: Champ): ComponentType<Saisie<Champ>> {
  // The key and the champ come from the same discriminant, which the compiler cannot follow through a lookup.
  return SAISIES[champ.type] as unknown as ComponentType<Saisie<Champ>>
}
