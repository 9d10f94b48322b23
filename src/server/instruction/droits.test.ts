import { beforeAll, describe, expect, test } from 'vitest'
import type { Personne } from '#domain/acteur.ts'
import type { Endpoint } from '#domain/endpoint.ts'
import * as api from '#domain/instruction/api.ts'
import * as annotations from '#domain/instruction/api-annotations.ts'
import { contextOf, write } from '#server/platform/context.ts'
import { PREFIXE } from '#server/platform/doors.ts'
import { unBrouillon, unDossierDepose } from '#test/dossiers.ts'
import { comme, unDossierNotifie } from '#test/instruction.ts'
import { admin, agnes, bruno, claire, gestionnaire, ines, nathalie, vincent } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { demanderPiece } from './demandes.ts'

let portes: Portes
/** A deposit of Claire with a pièce asked, a draft of hers, and one notified; Bruno’s Haute-Garonne, not Inès’s Gers. */
let cles: { depose: string; brouillon: string; notifie: string; demande: number }

beforeAll(async () => {
  portes = await ouvrirServeur()
  cles = await write(contextOf(portes.kit, claire), async (ctx) => {
    const { cle } = await unDossierDepose(ctx)
    const corps = { libelle: 'Devis détaillé', commentaire: '', avant_le: null }
    const { demandes_de_pieces } = await demanderPiece(comme(ctx, bruno), {
      params: { cle },
      query: undefined,
      body: corps,
    })
    const demande = demandes_de_pieces[0]?.id ?? 0
    return { depose: cle, brouillon: await unBrouillon(ctx), notifie: await unDossierNotifie(ctx), demande }
  })
})

/** In the order of the columns below. */
const QUI: [string, Personne | undefined][] = [
  ['anonyme', undefined],
  ['claire, chef', claire],
  ['gestionnaire', gestionnaire],
  ['nathalie, autre établissement', nathalie],
  ['vincent, autre département', vincent],
  ['bruno, agent 31', bruno],
  ['ines, agent 32', ines],
  ['agnes, agent partout', agnes],
  ['admin', admin],
]

/**
 * What each door answers to each. Acts are sent a body that fails on the state (409, 422, 415) rather than change it:
 * reaching the state means that the right was given.
 */
const PORTES: [string, Endpoint, object, number[]][] = [
  // anonyme, claire, gestionnaire, nathalie, vincent, bruno, ines, agnes, admin
  ['listerDossiers', api.listerDossiers, {}, [401, 200, 200, 200, 200, 200, 200, 200, 200]],
  ['exporterDossiers', api.exporterDossiers, {}, [401, 200, 200, 200, 200, 200, 200, 200, 200]],
  ['lireInstruction', api.lireInstruction, {}, [401, 200, 200, 404, 404, 200, 404, 200, 200]],
  ['lireAnnotations', annotations.lireAnnotations, {}, [401, 404, 404, 404, 404, 200, 404, 200, 200]],
  [
    'enregistrerAnnotations',
    annotations.enregistrerAnnotations,
    { reponses: { inconnu: 1 } },
    [401, 404, 404, 404, 404, 422, 404, 422, 422],
  ],
  ['ajouterPieceDesAgents', annotations.ajouterPieceDesAgents, {}, [401, 404, 404, 404, 404, 404, 404, 404, 404]],
  ['retirerPieceDesAgents', annotations.retirerPieceDesAgents, {}, [401, 404, 404, 404, 404, 404, 404, 404, 404]],
  [
    'listerHistoireAnnotations',
    annotations.listerHistoireAnnotations,
    {},
    [401, 404, 404, 404, 404, 200, 404, 200, 200],
  ],
  ['avancer', api.avancer, { vers: 'rien', revision: 1 }, [401, 403, 403, 404, 404, 409, 404, 409, 409]],
  [
    'reculer',
    api.reculer,
    { vers: 'rien', motif: 'essai', revision: 1 },
    [401, 403, 403, 404, 404, 409, 404, 409, 409],
  ],
  [
    'demanderPiece',
    api.demanderPiece,
    { libelle: 'Devis', avant_le: '2020-01-01' },
    [401, 403, 403, 404, 404, 422, 404, 422, 422],
  ],
  ['decider', api.decider, { sens: 'refuse', motif: '', revision: 99 }, [401, 403, 403, 404, 404, 409, 404, 409, 409]],
  ['notifier', api.notifier, {}, [401, 403, 403, 404, 404, 409, 404, 409, 409]],
  ['affecter', api.affecter, { personne: 1 }, [401, 403, 403, 404, 404, 422, 404, 422, 422]],
  [
    'reorienter',
    api.reorienter,
    { de: 999_999, vers: null, motif: 'essai' },
    [401, 403, 403, 404, 404, 409, 404, 409, 409],
  ],
  ['listerAgents', api.listerAgents, {}, [401, 403, 403, 404, 404, 200, 404, 200, 200]],
  ['annulerDemande', api.annulerDemandeDePiece, {}, [401, 403, 403, 404, 404, 404, 404, 404, 404]],
  ['deposerPieceDemandee', api.deposerPieceDemandee, {}, [401, 415, 415, 404, 404, 403, 404, 403, 403]],
  [
    'commencerEnvoiDemande',
    api.commencerEnvoiDemande,
    { nom: 'plan.pdf', taille: 10 ** 12 },
    [401, 413, 413, 404, 404, 403, 404, 403, 403],
  ],
  ['finirEnvoiDemande', api.finirEnvoiDemande, {}, [401, 404, 404, 404, 404, 404, 404, 404, 404]],
  ['renvoyerPieces', api.renvoyerPieces, {}, [401, 409, 409, 404, 404, 403, 404, 403, 403]],
  ['lireJournalDossier', api.lireJournalDossier, {}, [401, 403, 403, 404, 404, 200, 404, 200, 200]],
  ['lireJournalEtablissement', api.lireJournalEtablissement, {}, [401, 403, 403, 404, 404, 200, 404, 200, 200]],
  ['lireTableauDeBord', api.lireTableauDeBord, {}, [401, 403, 403, 403, 403, 200, 200, 200, 200]],
  ['lireAccueil', api.lireAccueil, {}, [401, 200, 200, 200, 200, 403, 403, 403, 403]],
]

const chemin = (porte: Endpoint, cle: string, demande: number): string =>
  PREFIXE +
  porte.path
    .replace(':cle', cle)
    .replace(':id', String(demande))
    .replace(':envoi', '00000000-0000-4000-8000-000000000000')
    .replace(':uai', claire.habilitations[0]?.uai ?? '')

const demander = async (qui: Personne | undefined, porte: Endpoint, cle: string, corps: object): Promise<number> => {
  const { statusCode } = await portes.injecter(qui, {
    method: porte.method,
    // A demande of another dossier, for the door that would close it.
    url: chemin(porte, cle, porte === api.annulerDemandeDePiece ? 999_999 : cles.demande),
    ...(porte.body ? { payload: JSON.stringify(corps), headers: { 'content-type': 'application/json' } } : {}),
  })
  return statusCode
}

describe.each(PORTES)('%s', (_, porte, corps, attendus) => {
  test.each(QUI)('%s', async (nom, qui) => {
    const rang = QUI.findIndex(([n]) => n === nom)
    expect(await demander(qui, porte, cles.depose, corps)).toBe(attendus[rang])
  })
})

test('la lettre : à l’établissement après la notification, aux agents du périmètre, à personne d’autre', async () => {
  const lire = (cle: string) => Promise.all(QUI.map(([, qui]) => demander(qui, api.telechargerNotification, cle, {})))
  expect(await lire(cles.notifie)).toEqual([401, 200, 200, 404, 404, 200, 404, 200, 200])
  expect(await lire(cles.depose)).toEqual([401, 404, 404, 404, 404, 404, 404, 404, 404])
})

test('un brouillon n’existe que pour son établissement', async () => {
  const lus = await Promise.all(QUI.map(([, qui]) => demander(qui, api.lireInstruction, cles.brouillon, {})))
  expect(lus).toEqual([401, 409, 409, 404, 404, 404, 404, 404, 404])
})

test('chaque porte du module est dans la table', () => {
  const vues = new Set([...PORTES.map(([, porte]) => porte), api.telechargerNotification])
  const portesDuModule = Object.values(api).filter((p) => 'path' in p && 'method' in p)
  expect(portesDuModule.filter((p) => !vues.has(p as Endpoint))).toEqual([])
})

test('le journal d’un établissement ne montre pas les brouillons', async () => {
  const { body } = await portes.appeler(bruno, api.lireJournalEtablissement, {
    params: { uai: claire.habilitations[0]?.uai ?? '' },
    query: { par_page: '100' },
  })
  const objets = body.elements.map((l) => l.objet.cle)
  expect(objets).toContain(cles.depose)
  expect(objets).not.toContain(cles.brouillon)
  expect(body.elements.map((l) => l.phrase)).toContain('Pièce demandée : Devis détaillé')
})
