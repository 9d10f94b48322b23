import * as z from 'zod'

/** The bracket is what a scale needs; names, children and address of the household are not kept (CRPA, L114-8). */
export const QuotientFamilial = z.object({ valeur: z.number(), mois: z.string(), caisse: z.string() })
export type QuotientFamilial = z.infer<typeof QuotientFamilial>

const ReponseQF = z.object({
  data: z.object({
    quotient_familial: z
      .object({ fournisseur: z.string(), valeur: z.number(), annee: z.number(), mois: z.number() })
      .optional(),
  }),
})

export function lireQuotientFamilial(corps: unknown): QuotientFamilial | undefined {
  const qf = ReponseQF.parse(corps).data.quotient_familial
  // A missing key means « not allowed by our habilitation », not « none ».
  return qf && { valeur: qf.valeur, mois: `${qf.annee}-${String(qf.mois).padStart(2, '0')}`, caisse: qf.fournisseur }
}

export const Scolarite = z.object({
  scolarise: z.boolean(),
  boursier: z.boolean().optional(),
  echelon: z.number().optional(),
  uai: z.string().optional(),
  annee_scolaire: z.string(),
})
export type Scolarite = z.infer<typeof Scolarite>

const ReponseScolarite = z.object({
  data: z.object({
    est_scolarise: z.boolean(),
    annee_scolaire: z.string(),
    est_boursier: z.boolean().nullish(),
    echelon_bourse: z.coerce.number().nullish(),
    etablissement: z.object({ code_uai: z.string() }).nullish(),
  }),
})

/** Schooling of one pupil, without who the pupil is. Throws when it is something else. */
export function lireScolarite(corps: unknown): Scolarite {
  const d = ReponseScolarite.parse(corps).data
  return {
    scolarise: d.est_scolarise,
    annee_scolaire: d.annee_scolaire,
    ...(typeof d.est_boursier === 'boolean' ? { boursier: d.est_boursier } : {}),
    ...(d.est_boursier && d.echelon_bourse ? { echelon: d.echelon_bourse } : {}),
    ...(d.etablissement ? { uai: d.etablissement.code_uai } : {}),
  }
}

export const Bourse = z.object({ boursier: z.boolean(), echelon: z.string().optional() })
export type Bourse = z.infer<typeof Bourse>

const ReponseBourse = z.object({
  data: z.object({
    statut_boursier: z.object({ est_boursier: z.boolean() }),
    echelon_bourse: z.object({ echelon: z.string().nullish() }).nullish(),
  }),
})

export function lireBourse(corps: unknown): Bourse {
  const { statut_boursier, echelon_bourse } = ReponseBourse.parse(corps).data
  const { est_boursier } = statut_boursier
  return {
    boursier: est_boursier,
    ...(est_boursier && echelon_bourse?.echelon ? { echelon: echelon_bourse.echelon } : {}),
  }
}
