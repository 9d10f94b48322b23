import { beforeAll, describe, expect, test } from 'vitest'
import { creerService, modifierService, poserMembres } from '#domain/comptes/api-services.ts'
import * as api from '#domain/instruction/api.ts'
import { controlerBrouillon } from '#domain/teleservices/api-formulaires.ts'
import { deposerDossier } from '#server/dossiers/depot.ts'
import { contextOf, write } from '#server/platform/context.ts'
import { ouvrirBrouillon } from '#server/teleservices/brouillons.ts'
import { remplir, unBrouillon } from '#test/dossiers.ts'
import { TOUS } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { redessiner, unTeleserviceDessine } from '#test/teleservices.ts'

const { admin, agnes, bruno, claire } = TOUS
let portes: Portes
let toitures: number
let jardins: number

const OBJET = { id: 'objet', type: 'texte' as const, libelle: 'Objet' }
const GENRE = {
  ...{ id: 'genre', type: 'choix' as const, libelle: 'Genre de travaux' },
  options: ['toit', 'jardin', 'cour', 'mur'].map((valeur) => ({ valeur, libelle: `Le ${valeur}` })),
}
const si = (valeur: string) => ({ champ: 'genre', op: 'egal' as const, valeur })

beforeAll(async () => {
  portes = await ouvrirServeur()
  const creer = async (nom: string, membres: number[]) => {
    const { body } = await portes.appeler(admin, creerService, { body: { nom } })
    await portes.appeler(admin, poserMembres, { params: { id: body.id }, body: { personnes: membres } })
    return body.id
  }
  toitures = await creer('Toitures', [bruno.id])
  jardins = await creer('Jardins', [agnes.id])
  await write(contextOf(portes.kit, agnes), async (ctx) => {
    const code = await unTeleserviceDessine(ctx, [OBJET, GENRE], 'orientes')
    await ouvrirBrouillon(ctx, { params: { code }, query: undefined, body: {} })
    await redessiner(ctx, code, {
      ...{ format: 'preau/formulaire@1' as const, titre: 'Essai', reperes: { objet: 'objet' } },
      etapes: [{ id: 'unique', titre: 'Étape', champs: [OBJET, GENRE] }],
      conditions: [{ id: 'vert', nom: 'Espaces verts', condition: si('jardin') }],
      routage: [
        { si: si('toit'), service: 'toitures' },
        { si: { nommee: 'vert' }, service: 'Jardins' },
        { si: si('cour'), service: 'Voirie' },
      ],
    })
  })
})

const deposer = (genre: string) =>
  write(contextOf(portes.kit, claire), async (ctx) => {
    const cle = await unBrouillon(ctx, { teleservice: 'orientes' })
    await remplir(ctx, cle, { objet: `Réparer : ${genre}`, genre })
    await deposerDossier(ctx, { params: { cle }, query: undefined, body: undefined })
    return cle
  })
const lire = async (cle: string, qui = bruno) =>
  (await portes.appeler(qui, api.lireInstruction, { params: { cle } })).body
const lister = async (query: object, qui = bruno) =>
  (await portes.appeler(qui, api.listerDossiers, { query: { teleservice: 'orientes', ...query } })).body
const reorienter = (cle: string, de: number | null, vers: number | null, motif = 'Ce n’est pas pour nous.') =>
  portes.appeler(bruno, api.reorienter, { params: { cle }, body: { de, vers, motif } })

describe('au dépôt', () => {
  test('le dossier garde le service et la phrase de la règle, avant comme après l’ouverture de l’instruction', async () => {
    const cle = await deposer('toit')
    expect(await lire(cle)).toMatchObject({ service: { id: toitures, nom: 'Toitures' } })
    expect((await lister({ service: String(toitures) })).elements.map((e) => e.cle)).toContain(cle)
    await portes.executerTravaux()
    const { service, orientations } = await lire(cle)
    expect(service).toEqual({ id: toitures, nom: 'Toitures' })
    expect(orientations).toMatchObject([
      {
        ...{ de: null, vers: 'Toitures', auteur: 'Préau' },
        motif: 'Orienté par le formulaire, parce que « Genre de travaux » est « Le toit ».',
      },
    ])
    const nommee = await lire(await deposer('jardin'))
    expect(nommee.service).toEqual({ id: jardins, nom: 'Jardins' })
  })

  test('l’établissement n’en lit rien', async () => {
    const vu = await lire(await deposer('toit'), claire)
    expect(vu).toMatchObject({ service: null, service_inconnu: null, orientations: [] })
    const { elements, facettes } = await lister({ service: String(jardins) }, claire)
    expect(elements.length).toBeGreaterThan(0)
    expect(elements.every((e) => e.service === null)).toBe(true)
    expect(facettes.service).toEqual([])
  })

  test('les membres du service sont prévenus, et eux seuls parmi les agents', async () => {
    const cle = await deposer('toit')
    await portes.executerTravaux()
    const alertes = await portes.kit.db
      .selectFrom('messagerie.notification as n')
      .innerJoin('dossiers.dossier as d', 'd.id', 'n.dossier_id')
      .select(['n.personne_id', 'n.texte'])
      .where('d.cle', '=', cle)
      .where('n.lien', 'like', '/gestion/%')
      .execute()
    expect(alertes.map((a) => a.personne_id)).toEqual([bruno.id])
    expect(alertes[0]?.texte).toMatch(/^Pour « Toitures » : /)
  })

  test('sans règle remplie, ou sans service de ce nom, le dossier n’a pas de service et le dit', async () => {
    expect(await lire(await deposer('mur'))).toMatchObject({ service: null, service_inconnu: null })
    const perdu = await lire(await deposer('cour'))
    expect(perdu).toMatchObject({ service: null, service_inconnu: 'Voirie', orientations: [] })
  })
})

test('la liste filtre, compte et exporte le service', async () => {
  const [toit, jardin, mur] = [await deposer('toit'), await deposer('jardin'), await deposer('mur')]
  await portes.executerTravaux()
  const cles = async (service: string, qui = bruno) => (await lister({ service }, qui)).elements.map((e) => e.cle)
  const vus = async (service: string, qui = bruno) => {
    const trouves = await cles(service, qui)
    return [toit, jardin, mur].map((c) => trouves.includes(c))
  }
  expect(await vus(String(jardins))).toEqual([false, true, false])
  expect(await vus(`${toitures},aucun`)).toEqual([true, false, true])
  expect(await vus('miens')).toEqual([true, false, false])
  expect(await vus('miens', agnes)).toEqual([false, true, false])
  expect(await vus('miens', admin)).toEqual([false, false, false])
  expect(await vus('rien')).toEqual([false, false, false])
  const { facettes, total } = await lister({ service: String(jardins) })
  expect(facettes.service.map((f) => f.libelle)).toEqual(['Jardins', 'Toitures', 'Sans service'])
  expect(facettes.service.find((f) => f.libelle === 'Jardins')?.nombre).toBe(total)
  const { body } = await portes.injecter(bruno, {
    url: `/api/v1/dossiers/export.csv?teleservice=orientes&service=${jardins}`,
  })
  const [entete = '', ...lignes] = body.trim().split('\r\n')
  expect(lignes).toHaveLength(total)
  expect(entete).toContain(';Service;')
  expect(lignes.every((l) => l.includes(';Jardins;'))).toBe(true)
})

describe('réorienter', () => {
  test('avec un motif, gardé dans l’histoire ; défaire rend le dossier', async () => {
    const cle = await deposer('toit')
    await portes.executerTravaux()
    expect((await reorienter(cle, toitures, jardins, 'x')).status).toBe(400)
    const { body } = await reorienter(cle, toitures, jardins)
    expect(body.service).toEqual({ id: jardins, nom: 'Jardins' })
    expect(body.orientations[0]).toMatchObject({
      ...{ de: 'Toitures', vers: 'Jardins', motif: 'Ce n’est pas pour nous.', auteur: 'Bruno Castéra' },
    })
    await portes.executerTravaux()
    const prevenus = await portes.kit.db
      .selectFrom('messagerie.notification as n')
      .innerJoin('dossiers.dossier as d', 'd.id', 'n.dossier_id')
      .select('n.personne_id')
      .where('d.cle', '=', cle)
      .where('n.texte', 'like', 'Pour « Jardins »%')
      .execute()
    expect(prevenus.map((p) => p.personne_id)).toEqual([agnes.id])
    const rendu = await reorienter(cle, jardins, toitures, 'Réorientation faite par erreur, annulée aussitôt.')
    expect(rendu.body.service?.id).toBe(toitures)
    expect(rendu.body.orientations).toHaveLength(3)
    const journal = await portes.appeler(bruno, api.lireJournalDossier, { params: { cle }, query: {} })
    expect(journal.body.elements.map((l) => l.phrase)).toContain('Dossier réorienté : vers Jardins')
  })

  test('une page ancienne est refusée en disant qui, et un service fermé ne se choisit pas', async () => {
    const cle = await deposer('toit')
    await reorienter(cle, toitures, null)
    const trop = await reorienter(cle, toitures, jardins)
    expect([trop.status, trop.problem.type]).toEqual([409, '/erreurs/deja_reoriente'])
    expect(trop.problem.detail).toMatch(/retiré de son service par Bruno Castéra à \d/)
    const { body } = await portes.appeler(admin, creerService, { body: { nom: 'Fermé' } })
    await portes.appeler(admin, modifierService, { params: { id: body.id }, body: { ferme: true } })
    expect((await reorienter(cle, null, body.id)).problem.erreurs).toMatchObject([{ champ: 'vers' }])
    expect((await reorienter(cle, null, null)).status).toBe(422)
  })
})

test('publier dit la règle dont le service n’existe plus', async () => {
  await write(contextOf(portes.kit, agnes), (ctx) =>
    ouvrirBrouillon(ctx, { params: { code: 'orientes' }, query: undefined, body: {} }),
  )
  const { body } = await portes.appeler(agnes, controlerBrouillon, { params: { code: 'orientes' } })
  expect(body.defauts).toEqual([])
  expect(body.avertissements).toMatchObject([
    { chemin: 'routage[2].service', ou: 'Orientation des dossiers', message: expect.stringContaining('« Voirie »') },
  ])
})
