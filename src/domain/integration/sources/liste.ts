import type { SourceImportable } from '../lecture.ts'
import { ANNUAIRE } from './annuaire.ts'
import { CALENDRIER_SCOLAIRE } from './calendrier.ts'
import { COG } from './cog.ts'
import { EDUCATION_PRIORITAIRE } from './education-prioritaire.ts'
import { EFFECTIFS } from './effectifs.ts'
import { FICHE } from './fiche.ts'
import { MOYENS_FINANCIERS, OPERATIONS } from './finances.ts'
import { GEOLOCALISATION } from './geolocalisation.ts'
import { IPS_COLLEGES, IPS_LYCEES } from './ips.ts'
import { IVAC_COLLEGES, RESULTATS_DNB } from './ivac.ts'
import { IVAL_LYCEES } from './ival.ts'
import { LISTE_NATIONALE } from './liste-nationale.ts'
import { MOYENS_HUMAINS, PARC_INFORMATIQUE } from './metier.ts'
import { NOMENCLATURES_DU_MINISTERE } from './nomenclatures.ts'

/** Every source that a file can be imported from, those that create établissements first. */
export const SOURCES_IMPORTABLES: readonly SourceImportable[] = [
  ANNUAIRE,
  LISTE_NATIONALE,
  GEOLOCALISATION,
  EDUCATION_PRIORITAIRE,
  EFFECTIFS,
  IVAL_LYCEES,
  IVAC_COLLEGES,
  IPS_LYCEES,
  IPS_COLLEGES,
  RESULTATS_DNB,
  MOYENS_HUMAINS,
  MOYENS_FINANCIERS,
  OPERATIONS,
  PARC_INFORMATIQUE,
  FICHE,
  CALENDRIER_SCOLAIRE,
  COG,
  NOMENCLATURES_DU_MINISTERE,
]
