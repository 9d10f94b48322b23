import { sql } from 'kysely'
import type { Input, Reply } from '#domain/endpoint.ts'
import { introuvable } from '#domain/erreurs.ts'
import type * as api from '#domain/referentiel/api.ts'
import { CHAMPS, type Champ } from '#domain/referentiel/champs.ts'
import { LIBELLES_RELATION } from '#domain/referentiel/nomenclatures.ts'
import { libelleSource } from '#domain/referentiel/provenance.ts'
import { LIBELLES_RAISON, type RaisonPlacement } from '#domain/referentiel/territoire.ts'
import type { Read } from '../platform/context.ts'
import { enResume } from './recherche.ts'
import { visibles } from './visibles.ts'

type Porte = typeof api.lireEtablissement
type Fiche = Reply<Porte>

/** One établissement with its territory, relations, sites, provenance and history; 404 outside the périmètre. */
export async function lireFiche(ctx: Read, { params }: Input<Porte>): Promise<Fiche> {
  const ligne = await visibles(ctx)
    .leftJoin('referentiel.nature as n', 'n.code', 'e.nature')
    .leftJoin('referentiel.type_contrat as t', 't.code', 'e.contrat')
    .leftJoin('referentiel.departement as d', 'd.code', 'e.code_departement')
    .leftJoin('referentiel.provenance as o', 'o.uai', 'e.uai')
    .selectAll('e')
    .select([
      'o.champs as provenance',
      'n.libelle as nature_libelle',
      't.libelle as contrat_libelle',
      'd.nom as departement',
      territoireSql,
    ])
    .where('e.uai', '=', params.uai)
    .executeTakeFirst()
  if (!ligne) throw introuvable('Cet établissement n’existe pas, ou n’est pas dans votre périmètre.')
  const [relations, sites, historique] = await Promise.all([
    lireRelations(ctx, params.uai),
    lireSites(ctx, params.uai),
    lireHistorique(ctx, params.uai),
  ])
  const raison = ligne.placement_raison as RaisonPlacement | null
  return {
    ...enResume(ligne),
    badges: badges(ligne),
    placement: raison && { raison, message: LIBELLES_RAISON[raison] },
    champs: champsConnus(ligne),
    relations,
    sites,
    historique,
  }
}

const lieu = (table: string, colonne: string) =>
  sql`(select jsonb_build_object('code', l.code, 'nom', l.nom) from ${sql.table(`referentiel.${table}`)} l where l.code = ${sql.ref(`e.${colonne}`)})`

const territoireSql = sql<Fiche['territoire']>`jsonb_build_object(
  'commune', ${lieu('commune', 'code_commune')}, 'canton', ${lieu('canton', 'code_canton')},
  'epci', ${lieu('epci', 'code_epci')}, 'departement', ${lieu('departement', 'code_departement')},
  'academie', ${lieu('academie', 'code_academie')}, 'region', ${lieu('region', 'code_region')})`.as('territoire')

const BADGES = [
  'hebergement',
  'restauration',
  'segpa',
  'ulis',
  'lycee_des_metiers',
  'lycee_agricole',
  'apprentissage',
  'post_bac',
] as const

function badges(
  ligne: { education_prioritaire: string | null } & Record<(typeof BADGES)[number], boolean | null>,
): string[] {
  const vrais = BADGES.filter((b) => ligne[b]).map((b) => CHAMPS[b].libelle)
  return ligne.education_prioritaire ? [ligne.education_prioritaire, ...vrais] : vrais
}

type Provenance = Record<string, { source: string; date: string } | undefined>

function champsConnus(
  ligne: { provenance: unknown } & Record<Champ, string | number | boolean | null>,
): Fiche['champs'] {
  const provenance = (ligne.provenance ?? {}) as Provenance
  return (Object.keys(CHAMPS) as Champ[])
    .filter((champ) => ligne[champ] !== null)
    .map((champ) => {
      const origine = provenance[champ] ?? provenance['*']
      return {
        champ,
        libelle: CHAMPS[champ].libelle,
        valeur: ligne[champ],
        origine: origine ? { ...origine, libelle: libelleSource(origine.source) } : null,
      }
    })
}

/** The name of the other one is given only if it is visible too. */
async function lireRelations(ctx: Read, uai: string): Promise<Fiche['relations']> {
  const lignes = await ctx.db
    .selectFrom('referentiel.relation as r')
    .leftJoin(visibles(ctx).select(['e.uai', 'e.nom']).as('v'), (j) =>
      j.on('v.uai', '=', sql`case when r.de = ${uai} then r.vers else r.de end`),
    )
    .select(['r.de', 'r.vers', 'r.genre', 'r.depuis', 'r.jusque', 'v.nom'])
    .where((eb) => eb.or([eb('r.de', '=', uai), eb('r.vers', '=', uai)]))
    .orderBy('r.id')
    .execute()
  return lignes.map((r) => {
    const genre = r.genre as 'section' | 'annexe'
    const mere = r.de === uai
    return {
      sens: mere ? 'mere' : 'fille',
      genre,
      libelle: mere ? LIBELLES_RELATION[genre] : CHAMP_FILLE[genre],
      uai: mere ? r.vers : r.de,
      nom: r.nom,
      depuis: r.depuis,
      jusque: r.jusque,
    }
  })
}

const CHAMP_FILLE = { section: 'Section', annexe: 'Annexe' } as const

function lireSites(ctx: Read, uai: string): Promise<Fiche['sites']> {
  return ctx.db
    .selectFrom('referentiel.site')
    .select(['nom', 'adresse', 'code_postal', 'commune', 'telephone', 'courriel'])
    .where('uai', '=', uai)
    .where('retire_le', 'is', null)
    .orderBy('rang')
    .execute()
}

const LIBELLES_PLACES: Record<string, string> = {
  code_commune: 'Code de la commune',
  code_canton: 'Code du canton',
  code_epci: 'Code de l’EPCI',
  code_departement: 'Code du département',
  code_academie: 'Code de l’académie',
  code_region: 'Code de la région',
  placement_raison: 'Défaut de placement',
}

async function lireHistorique(ctx: Read, uai: string): Promise<Fiche['historique']> {
  const lignes = await ctx.db
    .selectFrom('referentiel.changement')
    .select(['connu_le as le', 'genre', 'origine', 'champs'])
    .where('uai', '=', uai)
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
  return lignes.map(({ champs, genre, ...reste }) => ({
    ...reste,
    genre: genre as 'creation' | 'modification',
    champs: Object.entries(champs as Record<string, { avant: string | null; apres: string | null }>).map(
      ([champ, d]) => ({
        champ,
        libelle: champ in CHAMPS ? CHAMPS[champ as Champ].libelle : (LIBELLES_PLACES[champ] ?? champ),
        avant: d.avant,
        apres: d.apres,
      }),
    ),
  }))
}
