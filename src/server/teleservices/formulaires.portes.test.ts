import { beforeAll, describe, expect, test } from 'vitest'
import { SYSTEME } from '#domain/acteur.ts'
import { lirePreremplissage } from '#domain/dossiers/api-versions.ts'
import type { Endpoint } from '#domain/endpoint.ts'
import type { Ebauche } from '#domain/formulaire/ebauche.ts'
import * as catalogue from '#domain/teleservices/api.ts'
import * as essais from '#domain/teleservices/api-essais.ts'
import * as fiche from '#domain/teleservices/api-fiche.ts'
import * as api from '#domain/teleservices/api-formulaires.ts'
import { admin, agnes, bruno, claire, TOUS } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { contextOf, write } from '../platform/context.ts'
import { installerModeles } from './modeles.ts'

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur()
  await write(contextOf(portes.kit, SYSTEME), installerModeles)
})

const params = { code: 'travaux-urgents' }

const PORTES: [string, Endpoint, object][] = [
  ['la liste', api.listerFormulaires, {}],
  ['un formulaire', api.lireAtelier, { params }],
  ['une version', api.lireVersion, { params: { ...params, numero: 1 } }],
  ['une comparaison', api.comparerVersions, { params, query: { de: 1, a: 1 } }],
  ['la bibliothèque', api.listerBibliotheque, {}],
  ['la fiche', fiche.lireFicheDessinee, { params }],
  ['les essais', essais.listerEssais, { params }],
  ['un préremplissage', lirePreremplissage, { params: { uai: claire.habilitations[0]?.uai ?? '' } }],
]
const ACTES: [string, Endpoint, object][] = [
  [
    'créer',
    api.creerFormulaire,
    { body: { code: 'zz', titre: 'Z', resume: 'Z', thematique: 'aides', modele: 'travaux-urgents' } },
  ],
  ['ouvrir', api.ouvrirBrouillon, { params, body: {} }],
  ['contrôler', api.controlerBrouillon, { params }],
  ['enregistrer', api.enregistrerBrouillon, { params, body: { revision: 1, definition: {} } }],
  ['publier', api.publierBrouillon, { params, body: { revision: 1 } }],
  ['annuler', api.annulerPublication, { params }],
  ['abandonner', api.abandonnerBrouillon, { params }],
  ['garder', api.garderChamp, { body: { libelle: 'x', champ: { id: 'x', type: 'texte', libelle: 'x' } } }],
  ['oublier', api.oublierChamp, { params: { id: 1 } }],
  ['essayer', essais.commencerEssai, { params, body: { uai: claire.habilitations[0]?.uai ?? '' } }],
  ['lire un essai', essais.lireEssai, { params: { ...params, id: 1 } }],
  ['remplir un essai', essais.enregistrerEssai, { params: { ...params, id: 1 }, body: { revision: 1, reponses: {} } }],
  ['déposer un essai', essais.deposerEssai, { params: { ...params, id: 1 } }],
  ['supprimer un essai', essais.supprimerEssai, { params: { ...params, id: 1 } }],
]
const DESSINENT: string[] = ['agnes', 'admin']

describe('chaque porte × chaque persona', () => {
  test.each(Object.entries(TOUS))('%s', async (nom, qui) => {
    for (const [quoi, porte, appel] of [...PORTES, ...ACTES]) {
      if (DESSINENT.includes(nom) && ACTES.some((a) => a[1] === porte)) continue
      const { status } = await portes.appeler(qui, porte, appel as never)
      expect(`${quoi} ${status}`).toBe(`${quoi} ${DESSINENT.includes(nom) ? 200 : 404}`)
    }
  })

  test('sans compte, rien ne s’ouvre', async () => {
    for (const [, porte, appel] of [...PORTES, ...ACTES])
      expect((await portes.appeler(undefined, porte, appel as never)).status).toBe(401)
  })

  test('de la création au portail, par les portes', async () => {
    const appel = { params: { code: 'sorties' } }
    const body = {
      code: 'sorties',
      titre: 'Sorties',
      resume: 'Sortir.',
      thematique: 'aides' as const,
      modele: 'voyages-mobilite',
    }
    expect((await portes.appeler(agnes, api.creerFormulaire, { body })).status).toBe(201)
    expect((await portes.appeler(claire, catalogue.lireTeleservice, appel)).status).toBe(404)
    expect((await portes.appeler(bruno, api.lireAtelier, appel)).status).toBe(404)
    const { body: atelier } = await portes.appeler(agnes, api.lireAtelier, appel)
    const definition = atelier.brouillon?.definition as Ebauche
    const sauve = await portes.appeler(admin, api.enregistrerBrouillon, { ...appel, body: { revision: 1, definition } })
    expect(sauve.body.revision).toBe(2)
    const perimee = await portes.appeler(agnes, api.enregistrerBrouillon, {
      ...appel,
      body: { revision: 1, definition },
    })
    expect(perimee.status).toBe(409)
    expect((await portes.appeler(agnes, api.controlerBrouillon, appel)).body.defauts).toEqual([])
    const publiee = await portes.appeler(agnes, api.publierBrouillon, { ...appel, body: { revision: 2 } })
    expect(publiee.body).toEqual({ numero: 1, publier_le: null })
    expect((await portes.appeler(claire, catalogue.lireFormulaire, appel)).body.numero).toBe(1)
    const { body: liste } = await portes.appeler(agnes, api.listerFormulaires, { query: { recherche: 'sortie' } })
    expect(liste.elements.find((f) => f.code === 'sorties')).toMatchObject({
      publie: true,
      version: { numero: 1 },
      brouillon: null,
    })
  })

  test('la bibliothèque garde un champ, le rend, l’oublie, et refuse ce qui n’en est pas un', async () => {
    const champ = { id: 'x', type: 'texte' as const, libelle: 'X' }
    const garde = await portes.appeler(agnes, api.garderChamp, { body: { libelle: 'Mon champ', champ } })
    expect(garde.status).toBe(201)
    expect((await portes.appeler(admin, api.listerBibliotheque, {})).body.elements).toEqual([garde.body])
    const faux = await portes.appeler(agnes, api.garderChamp, { body: { libelle: 'Y', champ: { id: 'x' } as never } })
    expect(faux.status).toBe(422)
    expect((await portes.appeler(agnes, api.oublierChamp, { params: { id: garde.body.id } })).status).toBe(204)
    expect((await portes.appeler(agnes, api.oublierChamp, { params: { id: garde.body.id } })).status).toBe(404)
  })
})
