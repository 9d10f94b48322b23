import * as z from 'zod'
import { endpoint } from '../endpoint.ts'
import { GENRES } from './champ-de-fiche.ts'
import { DemandeDeListe } from './liste-demande.ts'
import type { RaisonPlacement } from './territoire.ts'
import { Uai } from './uai.ts'

export const TypeEtablissement = z.enum(['college', 'lycee', 'erea'])
export const Secteur = z.enum(['public', 'prive'])
export const Etat = z.enum(['ouvert', 'a_ouvrir', 'a_fermer', 'ferme'])

/** A filter left empty by a form is no filter. */
const filtre = <T extends z.ZodType>(valeur: T) => z.preprocess((v) => (v === '' ? undefined : v), valeur.optional())

/** Rows of a page of établissements: what a list, a tile or a map point needs. */
export const EtablissementResume = z.object({
  uai: z.string(),
  nom: z.string(),
  type: TypeEtablissement,
  nature: z.string().nullable(),
  nature_libelle: z.string().nullable(),
  secteur: Secteur.nullable(),
  etat: Etat,
  code_postal: z.string().nullable(),
  commune: z.string().nullable(),
  code_commune: z.string().nullable(),
  departement: z.string().nullable(),
  code_departement: z.string().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
})
export type EtablissementResume = z.infer<typeof EtablissementResume>

export const RechercheEtablissements = z.object({
  ...DemandeDeListe.shape,
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  par_page: z.coerce.number().int().min(1).max(100).default(20),
})
export type RechercheEtablissements = z.output<typeof RechercheEtablissements>

/** A former UAI, and since when it leads elsewhere; in a `doublon` its fiche is no longer shown, otherwise it stays readable, closed. */
const Redirige = z.object({ ancien: z.string(), genre: z.string(), depuis: z.string() })

export const PageEtablissements = z.object({
  total: z.number(),
  page: z.number(),
  par_page: z.number(),
  /** Nothing was written so: these are the nearest names. */
  approchante: z.boolean(),
  /** The UAI asked has merged: what answers is the établissement it leads to. */
  redirige_de: Redirige.nullable().default(null),
  elements: z.array(
    z.object({
      ...EtablissementResume.shape,
      /** One of its sites bears the words searched: its name. The site is read on this fiche. */
      site: z.string().optional(),
      /** The columns asked, by code; amounts in cents. */
      valeurs: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).nullable()).optional(),
      /** The words of the codes among them. */
      libelles: z.record(z.string(), z.string()).optional(),
    }),
  ),
})

export const chercherEtablissements = endpoint({
  method: 'GET',
  path: '/etablissements',
  summary: 'Chercher des établissements',
  description:
    'Par nom (sans accents, avec une faute de frappe), UAI entier ou début d’UAI, commune, code postal. Seuls ceux de votre périmètre répondent. `filtre`, `colonnes` et `tri` nomment les champs que donne `/etablissements-colonnes`.',
  query: RechercheEtablissements,
  reply: PageEtablissements,
  public: true,
})

const jour = z.iso.date('Donnez une date qui existe.')

const Lieu = z.object({ code: z.string(), nom: z.string() }).nullable()
const Origine = z.object({ source: z.string(), libelle: z.string(), date: z.string() })
const Valeur = z.union([z.string(), z.number(), z.boolean()]).nullable()

export const Fiche = z.object({
  ...EtablissementResume.shape,
  contrat_libelle: z.string().nullable(),
  siret: z.string().nullable(),
  ministere: z.string().nullable(),
  adresse: z.string().nullable(),
  complement_adresse: z.string().nullable(),
  telephone: z.string().nullable(),
  courriel: z.string().nullable(),
  web: z.string().nullable(),
  education_prioritaire: z.string().nullable(),
  date_ouverture: z.string().nullable(),
  date_fermeture: z.string().nullable(),
  /** Short facts to show as badges: « Internat », « REP+ », « Segpa ». */
  badges: z.array(z.string()),
  territoire: z.object({ commune: Lieu, canton: Lieu, epci: Lieu, departement: Lieu, academie: Lieu, region: Lieu }),
  /** The UAI asked was that of one school written twice: this is the fiche it leads to. */
  redirige_de: Redirige.nullable().default(null),
  /** Closed by a fusion or a scission: the établissement that took over; `nom` is null outside the périmètre. */
  remplace_par: z
    .object({ uai: z.string(), nom: z.string().nullable(), genre: z.string(), depuis: z.string() })
    .nullable()
    .default(null),
  /** Former UAI that lead here. */
  anciens: z.array(Redirige).default([]),
  /** Fusions and scissions to come, for agents: what this one will be in it, and with whom (`nom` null outside the périmètre). */
  prevues: z
    .array(
      z.object({
        id: z.number(),
        genre: z.enum(['doublon', 'absorption', 'remplacement', 'scission']),
        date_effet: z.string(),
        /** Why it could not be done on its day. */
        empechement: z.string().nullable(),
        role: z.enum(['reste', 'absorbe', 'divise', 'issu']),
        avec: z.array(z.object({ uai: z.string(), nom: z.string().nullable() })),
      }),
    )
    .default([]),
  /** Days between which it was open, the first first; `jusque` null: still so. */
  periodes: z.array(z.object({ depuis: z.string().nullable(), jusque: z.string().nullable() })).default([]),
  /** Why the place is incomplete or doubtful; null when all is well. */
  placement: z.object({ raison: z.string(), message: z.string() }).nullable(),
  relations: z.array(
    z.object({
      /** `mere`: the other one is above; `fille`: it is a section or an annexe of this one. */
      sens: z.enum(['mere', 'fille']),
      genre: z.enum(['section', 'annexe']),
      libelle: z.string(),
      uai: z.string(),
      /** Null when it is outside the référentiel or the périmètre. */
      nom: z.string().nullable(),
      /** True from this day when `date_connue`; otherwise the day the link came to be known: sources give no date. */
      depuis: z.string(),
      date_connue: z.boolean(),
      jusque: z.string().nullable(),
    }),
  ),
  sites: z.array(
    z.object({
      nom: z.string(),
      adresse: z.string().nullable(),
      code_postal: z.string().nullable(),
      commune: z.string().nullable(),
      telephone: z.string().nullable(),
      courriel: z.string().nullable(),
    }),
  ),
  /** The moment asked for; null for the fiche of today. `renseigne`: something was known then. */
  moment: z.object({ valable: z.string(), connu: z.string(), renseigne: z.boolean() }).nullable(),
  /** Every known champ, with where it comes from. */
  champs: z.array(
    z.object({
      champ: z.string(),
      libelle: z.string(),
      onglet: z.string(),
      genre: z.enum(GENRES),
      unite: z.string().nullable(),
      valeur: Valeur,
      /** The words of a code; null when the value reads by itself. */
      en_clair: z.string().nullable(),
      origine: Origine.nullable(),
      /** Typed by hand: by whom and why, and what the source says under it. */
      saisie: z.object({ auteur: z.string().nullable(), motif: z.string().nullable(), dessous: Valeur }).nullable(),
    }),
  ),
  /** Latest first, fifty at most. */
  historique: z.array(
    z.object({
      id: z.number(),
      le: z.string(),
      /** The day from which it is true. */
      valable_du: z.string(),
      genre: z.enum(['creation', 'modification', 'passe', 'fusion', 'scission', 'annulation']),
      origine: z.string(),
      /** Who typed it; null when a source said it. */
      auteur: z.string().nullable(),
      champs: z.array(z.object({ champ: z.string(), libelle: z.string(), avant: Valeur, apres: Valeur })),
    }),
  ),
})
export type Fiche = z.infer<typeof Fiche>

export const lireEtablissement = endpoint({
  method: 'GET',
  path: '/etablissements/:uai',
  summary: 'Lire la fiche d’un établissement',
  description:
    'Celle d’aujourd’hui, ou celle d’un jour (`valable`) telle qu’on la connaissait à la fin d’un autre (`connu`). L’UAI d’un doublon fusionné répond par la fiche qui reste, avec `redirige_de` ; celui d’un établissement absorbé, par sa fiche fermée, avec `remplace_par`.',
  params: z.object({ uai: Uai }),
  query: z.object({ valable: filtre(jour), connu: filtre(jour) }),
  reply: Fiche,
  public: true,
})

const Choix = z.object({ code: z.string(), libelle: z.string(), total: z.number() })

/** What can be chosen in the filters: only values that some visible établissement has. */
export const Nomenclatures = z.object({
  types: z.array(Choix),
  natures: z.array(Choix),
  secteurs: z.array(Choix),
  departements: z.array(Choix),
})
export type Nomenclatures = z.infer<typeof Nomenclatures>

export const lireNomenclatures = endpoint({
  method: 'GET',
  path: '/nomenclatures',
  summary: 'Valeurs possibles des filtres, avec le nombre d’établissements',
  reply: Nomenclatures,
  public: true,
})

export const MalPlace = z.object({
  uai: z.string(),
  nom: z.string(),
  commune: z.string().nullable(),
  departement: z.string().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  raison: z.string() as z.ZodType<RaisonPlacement>,
  message: z.string(),
})

export const listerPlacements = endpoint({
  method: 'GET',
  path: '/placements',
  summary: 'Établissements dont la place sur le territoire est incomplète ou douteuse',
  query: z.object({
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    par_page: z.coerce.number().int().min(1).max(100).default(50),
  }),
  reply: z.object({ total: z.number(), page: z.number(), par_page: z.number(), elements: z.array(MalPlace) }),
})
