import * as z from 'zod'
import { ChampAttestation } from './attestation.ts'
import { ChampCalcul } from './calcul.ts'
import { ChampCase } from './case.ts'
import { ChampChoix } from './choix.ts'
import { ChampChoixMultiple } from './choix_multiple.ts'
import { ChampCourriel } from './courriel.ts'
import { ChampDate } from './date.ts'
import { ChampInformation } from './information.ts'
import { ChampMontant } from './montant.ts'
import { ChampNombre } from './nombre.ts'
import { ChampOuiNon } from './oui_non.ts'
import { ChampPiece } from './piece.ts'
import { ChampTelephone } from './telephone.ts'
import { ChampTexte } from './texte.ts'
import { ChampTexteLong } from './texte_long.ts'
import { ChampTitre } from './titre.ts'

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
])
export type ChampSimple = z.infer<typeof ChampSimple>
