import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { APERCUS } from './essais.ts'
import { joursFeries } from './joursFeries.ts'
import { lireAnnuaire } from './lecture/annuaire.ts'
import { lireApiEntreprise, lireErreur, parametresDe } from './lecture/apiEntreprise.ts'
import { enVacances, lireJoursFeries, lireVacances } from './lecture/calendriers.ts'
import { lireCommunes } from './lecture/communes.ts'
import { lireEntreprise } from './lecture/entreprises.ts'
import { lireBourse, lireQuotientFamilial, lireScolarite } from './lecture/particulier.ts'
import { lireSirene } from './lecture/sirene.ts'
import { CODES, type CodeConnecteur } from './liste.ts'

type Enregistree = { chemin: string; parametres: Record<string, string>; statut: number; corps: unknown }
const toutes = (code: CodeConnecteur): Enregistree[] =>
  JSON.parse(readFileSync(`donnees/reponses-api/${code}.json`, 'utf8'))
const corpsDe = (code: CodeConnecteur, n = 0): unknown => toutes(code).filter((e) => e.statut === 200)[n]?.corps

test('le lycée Racine, par la Recherche d’entreprises', () => {
  expect(lireEntreprise('19750664500013')(corpsDe('recherche-entreprises'))).toEqual({
    siret: '19750664500013',
    nom: 'LYCEE GENERAL ET TECHNOLOGIQUE RACINE',
    adresse: { voie: '20 RUE DU ROCHER', code_postal: '75008', commune: 'PARIS', code_commune: '75108' },
    ouverte: true,
    categorie_juridique: '7331',
    activite: '85.31Z',
    uai: '0750664P',
  })
  expect(lireEntreprise('13002526500013')(corpsDe('recherche-entreprises'))).toBeUndefined()
})

test('les réponses enregistrées de Sirene se lisent toutes, à l’état d’aujourd’hui', () => {
  const lues = toutes('sirene').map((e) => lireSirene(e.corps))
  expect(lues).toHaveLength(5)
  expect(lues.every((s) => s.nom && s.adresse.commune && s.categorie_juridique)).toBe(true)
  expect(lues.find((s) => s.siret === '13002526500013')).toMatchObject({
    nom: 'DIRECTION INTERMINISTERIELLE DU NUMERIQUE',
    adresse: { voie: '20 AV DE SEGUR', code_postal: '75007', commune: 'PARIS', code_commune: '75107' },
  })
})

test('diffusion partielle : ni le nom d’une personne ni sa rue', () => {
  const brut = JSON.parse(JSON.stringify(corpsDe('sirene', 1)))
  const { etablissement: e } = brut
  e.statutDiffusionEtablissement = 'P'
  Object.assign(e.uniteLegale, {
    denominationUniteLegale: null,
    nomUniteLegale: 'DUPONT',
    prenomUsuelUniteLegale: 'JEAN',
  })
  const lue = lireSirene(brut)
  expect(lue.nom).toBe('Structure sans nom diffusé')
  expect(lue.adresse.voie).toBeUndefined()
  expect(lue.adresse.commune).toBeDefined()
})

test('API Entreprise : un numéro remplacé se dit, les refus aussi', () => {
  const corps = JSON.parse(JSON.stringify(corpsDe('api-entreprise')))
  corps.meta = { redirect_from_siret: '30613890000000' }
  expect(lireApiEntreprise(corps).remplacee_par).toBe('30613890001294')
  const refus = toutes('api-entreprise').find((e) => e.statut === 404)
  expect(lireErreur(refus?.corps)?.detail).toBeTruthy()
  expect(lireErreur({ errors: [{ detail: 'x', meta: { retry_in: 300 } }] })).toEqual({ detail: 'x', attente: 300 })
})

test.each([
  [{ destinataire: '13002526500014', contexte: 'x', objet: 'x' }, /SIRET/],
  [{ destinataire: '13002526500013', contexte: ' ', objet: 'x' }, /cadre/],
  [{ destinataire: '13002526500013', contexte: 'x', objet: '' }, /référence/],
  [{ destinataire: '13002526500013', contexte: 'x', objet: 'a'.repeat(50) }, /longue/],
])('%o : l’appel n’est pas fabriqué', (cadre, message) =>
  expect(parametresDe(cadre)).toEqual({ refus: expect.stringMatching(message) }),
)

test('API Particulier : la tranche et le oui, jamais le foyer', () => {
  const lues = toutes('api-particulier').filter((e) => e.statut === 200)
  const par = (route: string) => lues.filter((e) => e.chemin === route).map((e) => e.corps)
  expect(lireQuotientFamilial(par('/v3/dss/quotient_familial/identite')[0])).toEqual({
    valeur: 150,
    mois: '2023-05',
    caisse: 'MSA',
  })
  expect(lireScolarite(par('/v4/men/scolarites/identite')[0])).toEqual({
    scolarise: true,
    annee_scolaire: '2025-2026',
    boursier: true,
    echelon: 1,
    uai: '0132733A',
  })
  expect(lireBourse(par('/v4/cnous/etudiant_boursier/ine')[0])).toEqual({ boursier: true, echelon: '4' })
  // A missing key means « not allowed », not « none ».
  expect(lireQuotientFamilial({ data: {} })).toBeUndefined()
})

test('l’annuaire : une ligne par UAI, et un corps d’erreur en 200 n’est pas une réponse', () => {
  const corps = corpsDe('annuaire-education') as { results: unknown[] }
  expect(lireAnnuaire({ results: [...corps.results, ...corps.results] })).toHaveLength(1)
  expect(() => lireAnnuaire({ error_code: 'ODSQLError' })).toThrow()
})

test('les communes de l’API Géo, seules ou par liste', () => {
  expect(lireCommunes(corpsDe('api-geo'))?.map((c) => c.nom)).toEqual(['Nantes', 'Nantes-en-Ratier'])
  expect(lireCommunes([])).toBeUndefined()
})

test('les instants du calendrier scolaire sont des jours de Paris ; l’Ascension n’a qu’un jour', () => {
  const lues = lireVacances(corpsDe('calendrier-scolaire'))
  expect(lues?.[0]).toEqual({
    libelle: 'Vacances de la Toussaint',
    debut: '2026-10-17',
    reprise: '2026-11-02',
    population: 'Tous',
  })
  expect(lues?.find((v) => v.libelle.includes('Ascension'))).toMatchObject({
    debut: '2027-05-07',
    reprise: '2027-05-07',
  })
  const ligne = { description: 'x', start_date: '2026-10-16T22:00:00+00:00', end_date: '2026-11-01T23:00:00+00:00' }
  expect(enVacances([ligne, ligne])).toHaveLength(1)
})

test('les jours fériés calculés sont ceux de l’API', () =>
  expect(joursFeries(2026)).toEqual(lireJoursFeries(corpsDe('jours-feries'))))

test.each(CODES)('%s : ce qui n’est pas une réponse est refusé', (code) => {
  for (const corps of [undefined, null, '', 'html', 42, { message: 'x' }]) expect(() => APERCUS[code](corps)).toThrow()
})
