import * as z from 'zod'
import { Couleur, Icone, QuiAgit } from './guide.ts'

/** A statut as the reader may see it: an usager gets public words only. */
export const StatutVu = z.object({
  code: z.string(),
  libelle: z.string(),
  couleur: Couleur,
  icone: Icone,
  qui_agit: QuiAgit,
})
export type StatutVu = z.infer<typeof StatutVu>

/** One circle of the guide's line. */
export const Cercle = z.object({
  etape: z.string(),
  libelle: z.string(),
  etat: z.enum(['faite', 'courante', 'a_venir']),
  /** The statut reached in this step; `null` when it is still to come. */
  statut: StatutVu.nullable(),
  /** When that statut was reached (ISO 8601). */
  le: z.string().nullable(),
  couleur: Couleur,
  icone: Icone,
})
export type Cercle = z.infer<typeof Cercle>

/** One row of the list of dossiers, of agents as of usagers. */
export const LigneDossier = z.object({
  cle: z.string(),
  /** `null` for a draft. */
  numero: z.string().nullable(),
  etat: z.enum(['brouillon', 'depose']),
  objet: z.string(),
  etablissement: z.object({ uai: z.string(), nom: z.string(), commune: z.string().nullable() }),
  teleservice: z.object({ code: z.string(), titre: z.string() }),
  thematique: z.string(),
  statut: StatutVu,
  /** Since when it has this statut. */
  depuis: z.string(),
  depose_le: z.string().nullable(),
  modifie_le: z.string(),
  /** Day by which someone must act, AAAA-MM-JJ. */
  echeance: z.string().nullable(),
  en_retard: z.boolean(),
  /** In euros. */
  montant_demande: z.number().nullable(),
  affecte_a: z.object({ id: z.number(), nom: z.string() }).nullable(),
  /** Who instructs it; agents only, `null` when no rule nor agent has said. */
  service: z.object({ id: z.number(), nom: z.string() }).nullable(),
  demandeur: z.string(),
  /** Messages that the reader has not read. */
  non_lus: z.number(),
  /** Short line of circles; empty for a draft. */
  ligne: z.array(Cercle),
})
export type LigneDossier = z.infer<typeof LigneDossier>

/** A value of a filter, with how many dossiers it would keep. `valeur` goes back as it is in the query. */
export const Facette = z.object({ valeur: z.string(), libelle: z.string(), nombre: z.number() })
export type Facette = z.infer<typeof Facette>

export const FacetteStatut = Facette.extend({ couleur: Couleur, icone: Icone })
export type FacetteStatut = z.infer<typeof FacetteStatut>

export const Portefeuille = z.object({
  total: z.number(),
  page: z.number(),
  par_page: z.number(),
  elements: z.array(LigneDossier),
  /** Each facette counts under all the other filters, not under itself. */
  facettes: z.object({
    statut: z.array(FacetteStatut),
    teleservice: z.array(Facette),
    /** Agents only; `aucun` counts the dossiers without service. Empty while nothing was ever oriented. */
    service: z.array(Facette),
  }),
})
export type Portefeuille = z.infer<typeof Portefeuille>

export const TRIS = [
  '-depose_le',
  'depose_le',
  '-depuis',
  'depuis',
  'echeance',
  '-montant_demande',
  'montant_demande',
  'etablissement',
] as const

const Jour = z.iso.date('Un jour s’écrit AAAA-MM-JJ.')
const Liste = z.string().trim().max(400)

/** What both the list and its CSV export accept. Several codes are separated by commas. */
export const Filtres = z.object({
  recherche: z.string().trim().max(200).optional(),
  /** Usagers only: `brouillon`, `depose`, or both when absent. */
  etat: z.enum(['brouillon', 'depose']).optional(),
  statut: Liste.optional(),
  etape: Liste.optional(),
  teleservice: Liste.optional(),
  thematique: Liste.optional(),
  uai: Liste.optional(),
  departement: Liste.optional(),
  /** `moi`, `personne`, or the id of an agent. */
  affecte: z.union([z.enum(['moi', 'personne']), z.coerce.number().int().min(1)]).optional(),
  /** Agents only: ids of services, `aucun`, or `miens`, those that I am in. */
  service: Liste.optional(),
  qui_agit: QuiAgit.optional(),
  en_retard: z.stringbool().optional(),
  depose_depuis: Jour.optional(),
  depose_jusque: Jour.optional(),
  tri: z.enum(TRIS).default('-depose_le'),
})
export type Filtres = z.infer<typeof Filtres>
