import * as z from 'zod'
import { endpoint } from '../endpoint.ts'
import { Fusion } from './fusion-api.ts'
import { Uai } from './uai.ts'

const Regle = {
  date_effet: z.iso.date('Choisissez une date.'),
  /** Takes the remainder of each share, and all that is not given to another. */
  principal: Uai,
  parts: z
    .array(z.object({ uai: Uai, pourcent: z.number().int().min(0).max(100) }))
    .min(2)
    .max(10),
  /** Levels given whole: « 6e » → UAI. */
  niveaux: z.record(z.string(), z.string()).default({}),
  /** Kind of the plan, criterion, value, UAI: all those that have it go there, unless chosen one by one. */
  regles: z
    .array(z.object({ nom: z.string(), critere: z.string(), valeur: z.string(), uai: Uai }))
    .max(200)
    .default([]),
  /** Chosen records: kind of the plan, id, UAI. */
  enregistrements: z
    .array(z.object({ nom: z.string(), id: z.number().int().positive(), uai: Uai }))
    .max(1_000)
    .default([]),
  motif: z.string().trim().max(2_000).default(''),
}

const Ligne = z.object({
  annee: z.number(),
  /** « 6e, ensemble » or the line of an account. */
  libelle: z.string(),
  total: z.number(),
  /** In the order of `parts`. */
  parts: z.array(z.number()),
})

export const PlanDeScission = z.object({
  origine: z.object({ uai: z.string(), nom: z.string() }),
  effectifs: z.array(Ligne),
  /** In cents. */
  comptes: z.array(Ligne),
  /** What may be given by rule or record by record, open dossiers included; the rest goes to the principal. */
  enregistrements: z.array(
    z.object({
      nom: z.string(),
      libelle: z.string(),
      criteres: z.array(
        z.object({
          nom: z.string(),
          libelle: z.string(),
          valeurs: z.array(z.object({ valeur: z.string(), texte: z.string(), nombre: z.number() })),
        }),
      ),
      lignes: z.array(
        z.object({
          id: z.number(),
          libelle: z.string(),
          criteres: z.record(z.string(), z.string()),
          /** Where it would go. */
          uai: z.string(),
          raison: z.enum(['main', 'regle', 'principal']),
        }),
      ),
    }),
  ),
  obstacles: z.array(z.object({ champ: z.string(), message: z.string() })),
})
export type PlanDeScission = z.infer<typeof PlanDeScission>

export const lirePlanDeScission = endpoint({
  method: 'POST',
  path: '/etablissements/:uai/scissions/plans',
  summary: 'Préparer une scission, sans rien écrire',
  description: 'Répartit élèves et comptes de l’année de la date d’effet selon la règle ; le total est conservé.',
  params: z.object({ uai: Uai }),
  body: z.object(Regle),
  reply: PlanDeScission,
})

export const scinder = endpoint({
  method: 'POST',
  path: '/etablissements/:uai/scissions',
  summary: 'Diviser un établissement entre plusieurs',
  params: z.object({ uai: Uai }),
  body: z.object(Regle),
  reply: Fusion,
  status: 201,
})
