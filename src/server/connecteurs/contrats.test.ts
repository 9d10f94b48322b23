import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parametresDe } from '#domain/connecteurs/lecture/apiEntreprise.ts'
import { demandeDAdresse } from './adresses.ts'
import { demandeDeCommune } from './communes.ts'
import { demandeDeBourse, demandeDeQuotient, demandeDeScolarite } from './particulier.ts'
import { questionsDeStructure } from './structures.ts'

/**
 * Understood, though the documents that we have do not describe them: names that end with brackets are left out of the
 * reduced one, and the server of API Géo obeys `limit`.
 */
const NON_DECRITS = ['prenoms[]', 'limit']

type Parametre = { nom: string; ou: string; obligatoire: boolean }
/** What each provider's OpenAPI document says of its parameters; read in `docs/connecteurs.md`. */
const CONTRATS: Record<string, Record<string, Parametre[]>> = JSON.parse(readFileSync('test/contrats-api.json', 'utf8'))

const [entreprise, , recherche] = questionsDeStructure('13002526500013', { motif: '' }).map((q) => q.chemin)
const CADRE = new URLSearchParams(
  parametresDe({ destinataire: '13002526500013', contexte: 'Travaux', objet: 'abc' }) as Record<string, string>,
)
const ELEVE = { nom: 'MARTIN', prenoms: ['EMMA'], naissance: '2012-08-15', sexe: 'F' as const }

test.each([
  ['geocodage', '/search', demandeDAdresse('8 bd du Port')],
  ['api-geo', '/communes', demandeDeCommune('Nantes')],
  ['api-geo', '/communes', demandeDeCommune('44000')],
  ['recherche-entreprises', '/search', recherche],
  ['api-entreprise', '/v4/insee/sirene/etablissements/{siret}', `${entreprise}?${CADRE}`],
  [
    'api-particulier',
    '/v4/men/scolarites/identite',
    `${demandeDeScolarite(ELEVE, '0132733A', '2025-2026')}&recipient=x`,
  ],
  [
    'api-particulier',
    '/v3/dss/quotient_familial/identite',
    `${demandeDeQuotient({ ...ELEVE, pays: '99100', commune: '08480' }, '2026-05')}&recipient=x`,
  ],
  ['api-particulier', '/v4/cnous/etudiant_boursier/ine', `${demandeDeBourse('1234567890A')}&recipient=x`],
])('%s %s : chaque paramètre envoyé est au contrat, aucun obligatoire ne manque', (api, route, demande) => {
  const contrat = CONTRATS[api]?.[route]
  expect(contrat).toBeDefined()
  const url = new URL(demande ?? '', 'http://x')
  const envoyes = new Set(url.searchParams.keys())
  const connus = new Set(contrat?.filter((p) => p.ou === 'query').map((p) => p.nom))
  expect([...envoyes].filter((nom) => !connus.has(nom) && !NON_DECRITS.includes(nom))).toEqual([])
  expect(contrat?.filter((p) => p.ou === 'query' && p.obligatoire && !envoyes.has(p.nom))).toEqual([])
  expect(url.pathname.split('/')).toHaveLength(route.split('/').length)
})
