import * as z from 'zod'
import { Icone } from '#domain/instruction/guide.ts'

const Code = z.string().regex(/^[a-z0-9][a-z0-9-]{1,59}$/, 'Un code n’a que des minuscules, des chiffres et « - ».')

export const Thematique = z.enum(['travaux', 'equipements', 'aides', 'numerique', 'dotations', 'moyens_humains'])
export type Thematique = z.infer<typeof Thematique>

/** « Vous êtes ? » */
export const Audience = z.enum(['college', 'lycee', 'erea'])
export type Audience = z.infer<typeof Audience>
export const Secteur = z.enum(['public', 'prive'])
export type Secteur = z.infer<typeof Secteur>

export const LIBELLES_THEMATIQUES: Record<Thematique, string> = {
  travaux: 'Travaux',
  equipements: 'Équipements',
  aides: 'Aides et projets',
  numerique: 'Numérique',
  dotations: 'Dotations',
  moyens_humains: 'Moyens humains',
}
export const LIBELLES_AUDIENCES: Record<Audience, string> = { college: 'Collège', lycee: 'Lycée', erea: 'EREA' }

/**
 * The audience of a ministry nature code, among those seen in the annuaire of the éducation nationale. Sections (334
 * SEP, 335 SGT) are parts of an établissement and ask nothing by themselves: `undefined`, like what is not second degré.
 */
export const audienceDeNature = (nature: string): Audience | undefined => AUDIENCES.get(nature)

const AUDIENCES = new Map<string, Audience>([
  ['300', 'lycee'],
  ['301', 'lycee'],
  ['302', 'lycee'],
  ['306', 'lycee'],
  ['307', 'lycee'],
  ['310', 'lycee'],
  ['320', 'lycee'],
  ['340', 'college'],
  ['350', 'college'],
  ['352', 'college'],
  ['370', 'erea'],
])

/** Who may ask without an account, when a téléservice is opened to them. */
export const SansCompte = z.enum(['familles', 'eleves'])
export type SansCompte = z.infer<typeof SansCompte>
export const LIBELLES_SANS_COMPTE: Record<SansCompte, string> = { familles: 'Familles', eleves: 'Élèves' }

/** The aid policy behind a téléservice. `administration`: an EPLE asks its own authority, silence decides nothing. */
export const Dispositif = z.strictObject({
  code: Code,
  libelle: z.string().min(1).max(160),
  thematique: Thematique,
  regime: z.enum(['administration', 'public']),
})
export type Dispositif = z.infer<typeof Dispositif>

/** Local time of the collectivité (Europe/Paris), to the minute. */
export const HeureLocale = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/, 'Une heure locale s’écrit AAAA-MM-JJThh:mm.')
  .refine((heure) => z.iso.date().safeParse(heure.slice(0, 10)).success, { message: 'Ce jour n’existe pas.' })

/** When one may deposit: never closed when there is no période. `ferme_le` includes its whole minute. */
export const Calendrier = z.strictObject({
  periodes: z
    .array(z.strictObject({ libelle: z.string().max(120).optional(), ouvre_le: HeureLocale, ferme_le: HeureLocale }))
    .max(20)
    .refine((ps) => ps.every((p, i) => p.ouvre_le < p.ferme_le && (ps[i - 1]?.ferme_le ?? '') < p.ouvre_le), {
      message: 'Les périodes se suivent sans se chevaucher, et chacune ouvre avant de fermer.',
    }),
})
export type Calendrier = z.infer<typeof Calendrier>

export const Contact = z.strictObject({
  service: z.string().min(1).max(200),
  adresse: z.string().max(300).optional(),
  telephone: z.string().max(40).optional(),
  courriel: z.email().optional(),
})
export type Contact = z.infer<typeof Contact>

/** How many dossiers may be deposited in the period, by all and by each établissement. */
export const Limites = z.strictObject({
  total: z.int().min(1).max(1_000_000).optional(),
  par_etablissement: z.int().min(1).max(1_000).optional(),
})
export type Limites = z.infer<typeof Limites>

/** The public page of a téléservice. */
export const Fiche = z.strictObject({
  titre: z.string().min(1).max(120),
  /** One sentence, shown on the tile. */
  resume: z.string().min(1).max(300),
  icone: Icone,
  pour_qui: z.strictObject({ natures: z.array(Audience).min(1), secteurs: z.array(Secteur).min(1) }),
  /** Absent: closed to who has no account. `pour_qui` then says which établissements they may name. */
  sans_compte: z.array(SansCompte).min(1).max(2).optional(),
  /** Numbered steps, as the chef d'établissement lives them. */
  mode_operatoire: z
    .array(z.strictObject({ titre: z.string().min(1).max(120), texte: z.string().min(1).max(1000) }))
    .min(1),
  beneficiaires: z.array(z.string().min(1).max(500)).min(1),
  criteres: z.array(z.string().min(1).max(500)),
  /** Announced before starting; what is really required is computed by the form. */
  pieces: z.array(
    z.strictObject({
      libelle: z.string().min(1).max(200),
      obligatoire: z.boolean(),
      precision: z.string().max(300).optional(),
    }),
  ),
  calendrier: Calendrier,
  limites: Limites.optional(),
  contact: Contact,
  liens: z.array(z.strictObject({ libelle: z.string().min(1).max(200), url: z.url({ protocol: /^https$/ }) })),
})
export type Fiche = z.infer<typeof Fiche>
