import { sql } from 'kysely'
import type { Write } from '#server/platform/context.ts'

/** Lycée polyvalent Bellevue, Toulouse (31). */
export const LYCEE = '0310038Y'
/** Collège Pierre de Fermat, Toulouse (31). */
export const COLLEGE = '0311236A'
/** Lycée général et technologique privé Saint Joseph - La Salle, Toulouse (31). */
export const LYCEE_PRIVE = '0311145B'
/** Lycée polyvalent Le Garros, Auch (32). */
export const LYCEE_AUCH = '0320067Z'
/** Collège Jean Jaurès, Castres (81). */
export const COLLEGE_CASTRES = '0810960D'
/** EREA Laurière, Villefranche-de-Rouergue (12). */
export const EREA = '0121178R'

/** As in the annuaire of the académie of 26 November 2024. */
const ETABLISSEMENTS = [
  {
    uai: LYCEE,
    nom: 'Lycée polyvalent Bellevue',
    type: 'lycee',
    nature: '306',
    secteur: 'public',
    contrat: '99',
    siret: '19310038500015',
    adresse: '135 route de Narbonne',
    code_postal: '31031',
    code_commune: '31555',
    latitude: 43.55902482847178,
    longitude: 1.4597497411324514,
    courriel: '0310038y@ac-toulouse.fr',
    telephone: '05 62 17 30 00',
  },
  {
    uai: COLLEGE,
    nom: 'Collège Pierre de Fermat',
    type: 'college',
    nature: '340',
    secteur: 'public',
    contrat: '99',
    siret: '19311236400016',
    adresse: '1 rue Gambetta',
    code_postal: '31004',
    code_commune: '31555',
    latitude: 43.60280532848373,
    longitude: 1.4403303595250898,
    courriel: '0311236a@ac-toulouse.fr',
    telephone: '05 34 30 30 00',
  },
  {
    uai: LYCEE_PRIVE,
    nom: 'Lycée général et technologique privé Saint Joseph - La Salle - Campus La Salle',
    type: 'lycee',
    nature: '300',
    secteur: 'prive',
    contrat: '30',
    siret: '77694419100035',
    adresse: '85 rue de Limayrac',
    code_postal: '31079',
    code_commune: '31555',
    latitude: 43.5932877602121,
    longitude: 1.4740523233705745,
    courriel: '0311145b@ac-toulouse.fr',
    telephone: '05 62 47 71 00',
  },
  {
    uai: LYCEE_AUCH,
    nom: 'Lycée polyvalent Le Garros',
    type: 'lycee',
    nature: '306',
    secteur: 'public',
    contrat: '99',
    siret: '19320067200015',
    adresse: '1 bis rue Darwin',
    code_postal: '32021',
    code_commune: '32013',
    latitude: 43.63061326113778,
    longitude: 0.5903301765262576,
    courriel: '0320067z@ac-toulouse.fr',
    telephone: '05 62 60 15 30',
  },
  {
    uai: COLLEGE_CASTRES,
    nom: 'Collège Jean Jaurès',
    type: 'college',
    nature: '340',
    secteur: 'public',
    contrat: '99',
    siret: '19810960500016',
    adresse: '18 boulevard Georges Clemenceau',
    code_postal: '81100',
    code_commune: '81065',
    latitude: 43.60797062312519,
    longitude: 2.2375884793108245,
    courriel: '0810960d@ac-toulouse.fr',
    telephone: '05 63 71 54 00',
  },
  {
    uai: EREA,
    nom: "Etablissement régional d'enseignement adapté Laurière",
    type: 'erea',
    nature: '370',
    secteur: 'public',
    contrat: '99',
    siret: '19121178800010',
    adresse: '924 route de Laurière',
    code_postal: '12200',
    code_commune: '12300',
    latitude: 44.35069414082384,
    longitude: 2.002690234121558,
    courriel: '0121178r@ac-toulouse.fr',
    telephone: '05 65 45 23 97',
  },
]

const DEPARTEMENTS = [
  { code: '12', nom: 'Aveyron' },
  { code: '31', nom: 'Haute-Garonne' },
  { code: '32', nom: 'Gers' },
  { code: '81', nom: 'Tarn' },
]

const COMMUNES = [
  { code: '31555', nom: 'Toulouse', code_departement: '31' },
  { code: '32013', nom: 'Auch', code_departement: '32' },
  { code: '81065', nom: 'Castres', code_departement: '81' },
  { code: '12300', nom: 'Villefranche-de-Rouergue', code_departement: '12' },
]

const NATURES = [
  {
    code: '300',
    libelle: 'Lycée général et technologique',
    libelle_officiel: 'LYCEE ENSEIGNT GENERAL ET TECHNOLOGIQUE',
  },
  { code: '306', libelle: 'Lycée polyvalent', libelle_officiel: 'LYCEE POLYVALENT' },
  { code: '340', libelle: 'Collège', libelle_officiel: 'COLLEGE' },
  { code: '370', libelle: 'EREA', libelle_officiel: 'ETAB REGIONAL/LYCEE ENSEIGNEMENT ADAPTE' },
]

/**
 * A few real établissements with their territories. Written straight into the tables: the importer, which is the only
 * door to them, reads whole files, and has its own tests.
 */
export async function remplirReferentiel(ctx: Write): Promise<void> {
  const { db } = ctx
  await db.insertInto('referentiel.region').values({ code: '76', nom: 'Occitanie' }).execute()
  await db.insertInto('referentiel.academie').values({ code: '16', nom: 'Toulouse' }).execute()
  const dedans = { code_region: '76', code_academie: '16' }
  await db
    .insertInto('referentiel.departement')
    .values(DEPARTEMENTS.map((d) => ({ ...d, ...dedans })))
    .execute()
  await db.insertInto('referentiel.commune').values(COMMUNES).execute()
  await db.insertInto('referentiel.nature').values(NATURES).execute()
  await db
    .insertInto('referentiel.type_contrat')
    .values([
      { code: '99', libelle: 'Sans objet' },
      { code: '30', libelle: 'Contrat d’association, toutes classes' },
    ])
    .execute()
  const le = ctx.now.toISOString()
  await db
    .insertInto('referentiel.etablissement')
    .values(
      ETABLISSEMENTS.map((e) => {
        const commune = COMMUNES.find((c) => c.code === e.code_commune)
        return {
          ...e,
          ...dedans,
          commune: commune?.nom,
          code_departement: commune?.code_departement,
          cree_le: le,
          modifie_le: le,
        }
      }),
    )
    .execute()
  // The importer does this too: a word mistyped finds its neighbours here.
  await sql`
    insert into referentiel.mot
    select distinct m from referentiel.etablissement e, unnest(string_to_array(e.texte_recherche, ' ')) as m`.execute(
    db,
  )
}
