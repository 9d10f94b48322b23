import * as z from 'zod'

/** Tokens of the theme: the screens choose the tint, light and dark, and never show a colour without icon and word. */
export const COULEURS = [
  'gris',
  'gris_fonce',
  'violet',
  'bleu',
  'bleu_fonce',
  'orange',
  'cyan',
  'indigo',
  'prune',
  'vert',
  'vert_clair',
  'vert_fonce',
  'ambre',
  'rouge',
  'turquoise',
  'brun',
] as const
export const Couleur = z.enum(COULEURS)
export type Couleur = z.infer<typeof Couleur>

export const ICONES = [
  'crayon',
  'tampon',
  'boite',
  'trombone',
  'loupe',
  'bulles',
  'balance',
  'marteau',
  'coche',
  'coche_partielle',
  'sablier',
  'croix',
  'enveloppe',
  'recu',
  'euro',
  'drapeau',
  'barre',
  'retour',
  'calendrier',
  'calendrier_barre',
  'outils',
] as const
export const Icone = z.enum(ICONES)
export type Icone = z.infer<typeof Icone>

export const QuiAgit = z.enum([
  'etablissement',
  'service',
  'expert',
  'responsable',
  'assemblee',
  'finances',
  'personne',
])
export type QuiAgit = z.infer<typeof QuiAgit>

export const SensDecision = z.enum(['accorde', 'accorde_partiel', 'refuse', 'ajourne'])
export type SensDecision = z.infer<typeof SensDecision>

const Code = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/, 'Un code n’a que des minuscules, des chiffres et « _ ».')

export const Statut = z.strictObject({
  code: Code,
  libelle_agent: z.string().min(1).max(80),
  libelle_usager: z.string().min(1).max(80),
  couleur: Couleur,
  icone: Icone,
  /**
   * What reaching it does: `courante` stays in the step, `suivante` finishes the step and awaits the next one,
   * `terminee` ends the dossier.
   */
  effet: z.enum(['suivante', 'courante', 'terminee']),
  /** Who must act now; `personne` when nothing is awaited. */
  qui_agit: QuiAgit,
  /** Given at deposit; exactly one statut of a guide. */
  initial: z.boolean().optional(),
  /** Reaching it *is* this decision. */
  decision: SensDecision.optional(),
  /** Cannot be reached before a decision: one does not notify what nobody decided, nor pay what was not granted. */
  exige_decision: z.enum(['toute', 'favorable']).optional(),
})
export type Statut = z.infer<typeof Statut>

export const EtapeGuide = z.strictObject({
  code: Code,
  libelle: z.string().min(1).max(80),
  libelle_usager: z.string().min(1).max(80),
  ordre: z.int().min(1),
  /** May a dossier go back from this step to the one before? */
  retour_autorise: z.boolean(),
  statuts: z.array(Statut).min(1).max(20),
})
export type EtapeGuide = z.infer<typeof EtapeGuide>

/** The guide d'instruction of a dispositif: ordered steps, each with the statuses that a dossier may have there. */
export const Guide = z.strictObject({ etapes: z.array(EtapeGuide).min(1).max(20) }).superRefine((guide, ctx) => {
  for (const message of defauts(guide)) ctx.addIssue({ code: 'custom', path: ['etapes'], message })
})
export type Guide = z.infer<typeof Guide>

function defauts(guide: { etapes: EtapeGuide[] }): string[] {
  const statuts = guide.etapes.flatMap((e) => e.statuts)
  const trouves = [
    ...doublons(guide.etapes.map((e) => e.code)).map((code) => `Deux étapes ont le code « ${code} ».`),
    ...doublons(statuts.map((s) => s.code)).map((code) => `Deux statuts ont le code « ${code} ».`),
  ]
  if (guide.etapes.some((e, i) => e.ordre <= (guide.etapes[i - 1]?.ordre ?? 0)))
    trouves.push('Les étapes doivent être rangées par ordre croissant.')
  const initiaux = statuts.filter((s) => s.initial)
  if (initiaux.length !== 1) trouves.push('Un guide a exactement un statut initial.')
  else if (!guide.etapes[0]?.statuts.some((s) => s.initial))
    trouves.push('Le statut initial est dans la première étape.')
  if (!statuts.some((s) => s.effet === 'terminee'))
    trouves.push('Un guide a au moins un statut qui termine le dossier.')
  return trouves
}

const doublons = (codes: string[]): string[] => [...new Set(codes.filter((c, i) => codes.indexOf(c) !== i))]

/** The statut of this code with its step; `undefined` when the guide does not know it. */
export function trouverStatut(guide: Guide, code: string): { statut: Statut; etape: EtapeGuide } | undefined {
  for (const etape of guide.etapes) {
    const statut = etape.statuts.find((s) => s.code === code)
    if (statut) return { statut, etape }
  }
  return undefined
}

/** Where a dossier stands when it has just been deposited. */
export function statutInitial(guide: Guide): Statut {
  const initial = guide.etapes.flatMap((e) => e.statuts).find((s) => s.initial)
  if (!initial) throw new Error('A guide that passed its schema has one initial statut.')
  return initial
}

/** Does giving `vers` reach `statut`: the same one, or one of a later étape? An unknown statut is never reached. */
export function atteintStatut(guide: Guide, vers: string, statut: string): boolean {
  if (vers === statut) return trouverStatut(guide, statut) !== undefined
  const [ici, la] = [trouverStatut(guide, statut), trouverStatut(guide, vers)]
  return ici !== undefined && la !== undefined && la.etape.ordre > ici.etape.ordre
}
