import * as z from 'zod'
import { ChampAdresse } from './adresse.ts'
import { ChampAnneeScolaire } from './annee_scolaire.ts'
import { ChampAttestation } from './attestation.ts'
import { ChampCalcul } from './calcul.ts'
import { ChampCase } from './case.ts'
import { ChampChoix } from './choix.ts'
import { ChampChoixLies } from './choix_lies.ts'
import { ChampChoixMultiple } from './choix_multiple.ts'
import { ChampCommune } from './commune.ts'
import { ChampCourriel } from './courriel.ts'
import { ChampDate } from './date.ts'
import { ChampDateHeure } from './date_heure.ts'
import { ChampEchelle } from './echelle.ts'
import { ChampEffectif } from './effectif.ts'
import { ChampEtablissement } from './etablissement.ts'
import { ChampIban } from './iban.ts'
import { ChampIdentiteBancaire } from './identite_bancaire.ts'
import { ChampImage } from './image.ts'
import { ChampInformation } from './information.ts'
import { ChampMontant } from './montant.ts'
import { ChampNombre } from './nombre.ts'
import { ChampNomenclature } from './nomenclature.ts'
import { ChampOuiNon } from './oui_non.ts'
import { ChampParticulier } from './particulier.ts'
import { ChampPeriode } from './periode.ts'
import { ChampPiece } from './piece.ts'
import { ChampPoint } from './point.ts'
import { ChampPourcentage } from './pourcentage.ts'
import { ChampSiret } from './siret.ts'
import { ChampTableau } from './tableau.ts'
import { ChampTelephone } from './telephone.ts'
import { ChampTexte } from './texte.ts'
import { ChampTexteLong } from './texte_long.ts'
import { ChampTitre } from './titre.ts'
import { ChampUai } from './uai.ts'
import { ChampVideo } from './video.ts'
import { ChampZone } from './zone.ts'

/** Every champ that may stand in a step or in a row of a bloc. */
export const ChampSimple = z.discriminatedUnion('type', [
  ChampTexte,
  ChampTexteLong,
  ChampNombre,
  ChampMontant,
  ChampDate,
  ChampOuiNon,
  ChampCase,
  ChampChoix,
  ChampChoixMultiple,
  ChampCourriel,
  ChampTelephone,
  ChampPiece,
  ChampInformation,
  ChampTitre,
  ChampCalcul,
  ChampAttestation,
  ChampPourcentage,
  ChampDateHeure,
  ChampPeriode,
  ChampAnneeScolaire,
  ChampChoixLies,
  ChampEchelle,
  ChampIban,
  ChampIdentiteBancaire,
  ChampSiret,
  ChampParticulier,
  ChampUai,
  ChampAdresse,
  ChampCommune,
  ChampEtablissement,
  ChampNomenclature,
  ChampTableau,
  ChampEffectif,
  ChampPoint,
  ChampZone,
  ChampImage,
  ChampVideo,
])
export type ChampSimple = z.infer<typeof ChampSimple>
