import * as z from 'zod'

/** An address on the Internet; whether it may be called is for the configuration of the server. */
const Adresse = z
  .url({ protocol: /^https?$/, error: 'Cette adresse est incorrecte : elle commence par https://.' })
  .max(2_000)

export const FORMATS_EXPORT = ['csv', 'json', 'parquet', 'xlsx'] as const

/** Where the files of a source come from. Every source can also be sent by hand or by an application. */
export const Ou = z.discriminatedUnion('genre', [
  z.object({ genre: z.literal('depot') }),
  z.object({ genre: z.literal('dossier') }),
  z.object({ genre: z.literal('https'), adresse: Adresse }),
  z.object({
    genre: z.literal('opendatasoft'),
    /** Origin of the portal: « https://data.education.gouv.fr ». */
    adresse: Adresse,
    jeu: z
      .string()
      .regex(
        /^[a-z0-9][a-z0-9_@-]{1,150}$/,
        'Un identifiant de jeu de données ressemble à « fr-en-annuaire-education ».',
      ),
    /** ODSQL, as in the `where` of the portal. */
    filtre: z.string().max(2_000).default(''),
    /** The whole data set at once, or page by page (at most 10 000 rows) where exports are closed. */
    mode: z.enum(['export', 'pages']).default('export'),
    format: z.enum(FORMATS_EXPORT).default('csv'),
  }),
])
export type Ou = z.infer<typeof Ou>

export const LIBELLES_OU: Record<Ou['genre'], string> = {
  depot: 'Fichier envoyé par une personne ou une application',
  dossier: 'Dossier de dépôt du serveur',
  https: 'Adresse de téléchargement',
  opendatasoft: 'Portail Opendatasoft',
}

const champCron = (min: number, max: number) => {
  const n = `(?:${Array.from({ length: max - min + 1 }, (_, i) => min + i)
    .reverse()
    .join('|')})`
  const plage = `(?:\\*|${n}(?:-${n})?)(?:/\\d{1,2})?`
  return `${plage}(?:,${plage})*`
}
const CRON = new RegExp(
  `^${[champCron(0, 59), champCron(0, 23), champCron(1, 31), champCron(1, 12), champCron(0, 7)].join(' ')}$`,
)

/** Five fields of a cron, in figures: « 30 3 * * * » is every night at 3:30, « 0 4 * * 1 » every Monday at 4:00. */
export const Horaire = z
  .string()
  .regex(CRON, 'Un horaire s’écrit en cinq nombres ou étoiles : « 30 3 * * * » pour chaque nuit à 3 h 30.')

export const DISPARUS = ['garder', 'retirer', 'fermer'] as const

/** What each genre of source may do of what has left its file. */
export const LIBELLES_DISPARUS: Record<
  'etablissements' | 'enregistrements',
  Partial<Record<(typeof DISPARUS)[number], string>>
> = {
  etablissements: {
    garder: 'Le garder tel quel, et le compter',
    fermer: 'Fermer l’établissement à la date des données',
  },
  enregistrements: { garder: 'Le garder tel quel, et le compter', retirer: 'Le retirer de la fiche' },
}

const Pourcent = z.number().int('Un nombre entier, de 1 à 100.').min(1, 'De 1 à 100 %.').max(100, 'De 1 à 100 %.')

export const Reglage = z.object({
  ou: Ou,
  horaire: Horaire.nullable(),
  active: z.boolean(),
  /** A source without a successful run for longer is late; null: nothing is expected. */
  periode_jours: z.number().int().min(1).max(1_000).nullable(),
  /** Percent of rows more or fewer than the run before. */
  seuil_volume: z.number().int().min(1).max(100),
  /** Percent of the rows put aside. */
  seuil_rejets: z.number().int().min(1).max(100),
  /** Percent of known rows that vanish, of rows put aside, of known ones that change: beyond, a run waits for somebody. */
  arret_disparus: Pourcent.default(20),
  arret_rejets: Pourcent.nullable().default(null),
  arret_changements: Pourcent.nullable().default(null),
  /** What becomes of what has left the file: stays; leaves (linked records); closes (établissements). */
  disparus: z.enum(DISPARUS).default('garder'),
})
export type Reglage = z.infer<typeof Reglage>

const PORTAIL = 'https://data.education.gouv.fr'
const SEUILS = {
  seuil_volume: 20,
  seuil_rejets: 10,
  arret_disparus: 20,
  arret_rejets: null,
  arret_changements: null,
  disparus: 'garder' as const,
}

/** A data set of the ministry. Inactive until an administrator starts it: Préau calls nobody by itself. */
const ministere = (jeu: string, horaire: string, periode_jours: number, filtre = ''): Reglage => ({
  ou: { genre: 'opendatasoft', adresse: PORTAIL, jeu, filtre, mode: 'export', format: 'csv' },
  horaire,
  active: false,
  periode_jours,
  ...SEUILS,
})

export const REGLAGE_PAR_DEFAUT: Reglage = {
  ou: { genre: 'depot' },
  horaire: null,
  active: false,
  periode_jours: null,
  ...SEUILS,
}

/** What is shipped for each source; identifiers of data sets change from time to time, so an administrator edits them. */
export const REGLAGES_LIVRES: Record<string, Reglage> = {
  annuaire: ministere('fr-en-annuaire-education', '15 3 * * *', 7),
  geolocalisation: ministere(
    'fr-en-adresse-et-geolocalisation-etablissements-premier-et-second-degre',
    '30 3 * * 1',
    30,
  ),
  'ivac-colleges': ministere('fr-en-indicateurs-valeur-ajoutee-colleges', '0 4 1 * *', 400),
  'ips-lycees': ministere('fr-en-ips-lycees-ap2023', '10 4 1 * *', 400),
  'ips-colleges': ministere('fr-en-ips-colleges-ap2023', '20 4 1 * *', 400),
  dnb: ministere('fr-en-dnb-par-etablissement', '40 4 1 * *', 400),
  'ival-lycees': ministere('fr-en-indicateurs-de-resultat-des-lycees-gt_v2', '30 4 1 * *', 400),
  effectifs: ministere('fr-en-lycee_gt-effectifs-niveau-sexe-lv', '50 4 1 * *', 400),
  'calendrier-scolaire': ministere('fr-en-calendrier-scolaire', '0 5 * * 1', 30),
}

/** The setting shipped for a source. */
export const reglageLivre = (source: string): Reglage => REGLAGES_LIVRES[source] ?? REGLAGE_PAR_DEFAUT

/** Whether a cron of five fields (`Horaire`) falls on this minute of the clock of Paris. */
export function estLHeure(horaire: string, { minute, heure, jour, mois, semaine }: Minute): boolean {
  const [m = '*', h = '*', j = '*', mo = '*', s = '*'] = horaire.split(' ')
  const parJour = convient(j, jour, 1)
  const parSemaine = convient(s, semaine, 0) || (semaine === 0 && convient(s, 7, 0))
  // As cron does: when both the day of the month and that of the week are said, one of them is enough.
  const leJour = j !== '*' && s !== '*' ? parJour || parSemaine : parJour && parSemaine
  return convient(m, minute, 0) && convient(h, heure, 0) && leJour && convient(mo, mois, 1)
}

/** One minute on the clock: `mois` from 1, `semaine` 0 on Sunday. */
export type Minute = { minute: number; heure: number; jour: number; mois: number; semaine: number }

function convient(champ: string, valeur: number, premiere: number): boolean {
  return champ.split(',').some((partie) => {
    const [plage = '*', pas] = partie.split('/')
    const [debut, fin] = plage === '*' ? [premiere, Number.POSITIVE_INFINITY] : plage.split('-').map(Number)
    const depart = debut ?? premiere
    // « 5/10 » goes on to the end; « 5 » alone is 5.
    const arrivee = fin ?? (pas ? Number.POSITIVE_INFINITY : depart)
    return valeur >= depart && valeur <= arrivee && (valeur - depart) % Number(pas ?? 1) === 0
  })
}
