import * as z from 'zod'
import { QuiAgit } from './guide.ts'
import { FacetteStatut, LigneDossier } from './portefeuille.ts'

const Part = z.object({ nombre: z.number(), elements: z.array(LigneDossier) })

/** First page of the back office. */
export const TableauDeBord = z.object({
  /** Deposited and not ended. */
  en_cours: z.number(),
  par_qui_agit: z.array(z.object({ qui_agit: QuiAgit, libelle: z.string(), nombre: z.number() })),
  par_statut: z.array(FacetteStatut),
  sans_agent: z.number(),
  en_retard: Part,
  mes_dossiers: Part,
  derniers_evenements: z.array(
    z.object({
      id: z.number(),
      le: z.string(),
      acteur: z.string(),
      phrase: z.string(),
      dossier: z.object({ cle: z.string(), numero: z.string().nullable(), objet: z.string() }),
      etablissement: z.object({ uai: z.string(), nom: z.string() }),
    }),
  ),
})
export type TableauDeBord = z.infer<typeof TableauDeBord>

/** One thing that awaits me, most pressing first. */
export const AFaire = z.object({
  genre: z.enum(['pieces_a_completer', 'decision_recue', 'a_deposer', 'message_recu', 'brouillon']),
  cle: z.string(),
  numero: z.string().nullable(),
  teleservice: z.object({ code: z.string(), titre: z.string() }),
  etablissement: z.object({ uai: z.string(), nom: z.string() }),
  objet: z.string(),
  /** « Il manque 2 pièces » */
  phrase: z.string(),
  depuis: z.string(),
  echeance: z.string().nullable(),
  /** Path in the portal. */
  lien: z.string(),
})
export type AFaire = z.infer<typeof AFaire>

/** What the portal shows first, to a person of an établissement. */
export const Accueil = z.object({
  a_faire: z.array(AFaire),
  en_cours: z.number(),
  termines: z.number(),
  derniers: z.array(LigneDossier),
})
export type Accueil = z.infer<typeof Accueil>

export const LIBELLES_QUI_AGIT: Record<QuiAgit, string> = {
  etablissement: 'L’établissement',
  service: 'Le service instructeur',
  expert: 'Un expert consulté',
  responsable: 'Le responsable du service',
  assemblee: 'L’assemblée',
  finances: 'Le service des finances',
  personne: 'Personne, rien n’est attendu',
}
