import { beforeAll, describe, expect, test } from 'vitest'
import { commencerDossier, deposerDossier, lireDossier } from '#domain/dossiers/api.ts'
import { lirePlaces } from '#domain/dossiers/api-places.ts'
import type { Champ } from '#domain/formulaire/definition.ts'
import { enregistrerFiche, lireFicheDessinee } from '#domain/teleservices/api-fiche.ts'
import type { Limites } from '#domain/teleservices/fiche.ts'
import { contextOf, type Write, write } from '#server/platform/context.ts'
import { joindre, remplir, unBrouillon } from '#test/dossiers.ts'
import { LYCEE } from '#test/etablissements.ts'
import { agnes, claire, nathalie } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { unTeleserviceDessine } from '#test/teleservices.ts'
import { retirerBrouillonsVides } from './vides.ts'

const CHAMPS: Champ[] = [
  { id: 'objet', type: 'texte', libelle: 'Objet' },
  { id: 'nom', type: 'texte', libelle: 'Nom', source: 'etablissement.nom' },
  { id: 'photo', type: 'piece', libelle: 'Photo', formats: ['png'], taille_max: 1_000_000 },
]
let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur()
})
const ecrire = <T>(fn: (ctx: Write) => Promise<T>, qui = claire) => write(contextOf(portes.kit, qui), fn)

/** A téléservice of its own for each test, limited from the fiche, as an agent does. */
async function limiter(code: string, limites: Limites) {
  await ecrire((ctx) => unTeleserviceDessine(ctx, CHAMPS, code), agnes)
  const { body } = await portes.appeler(agnes, lireFicheDessinee, { params: { code } })
  const { publiable: _, ...avant } = body
  const apres = { ...avant, fiche: { ...avant.fiche, limites } }
  const fait = await portes.appeler(agnes, enregistrerFiche, { params: { code }, body: { avant, apres } })
  expect(fait.status).toBe(200)
}
const commencer = (teleservice: string, par = claire) => ecrire((ctx) => unBrouillon(ctx, { teleservice, par }), par)
const deposer = (cle: string, qui = claire) => portes.appeler(qui, deposerDossier, { params: { cle } })
const places = async (code: string, qui?: typeof claire) =>
  (await portes.appeler(qui, lirePlaces, { params: { code }, query: qui ? { uai: LYCEE } : {} })).body.phrases

describe('cas 27 : la limite est atteinte entre le départ et le dépôt', () => {
  test('le total : refusé poliment au dépôt, brouillon repris compris, et au départ', async () => {
    await limiter('comptes', { total: 2 })
    const cles = [await commencer('comptes'), await commencer('comptes', nathalie), await commencer('comptes')]
    expect(await places('comptes')).toEqual(['Il reste 2 places sur 2.'])
    expect((await deposer(cles[0] ?? '')).status).toBe(201)
    expect((await deposer(cles[1] ?? '', nathalie)).status).toBe(201)
    const refus = await deposer(cles[2] ?? '')
    expect([refus.status, refus.problem.type]).toEqual([409, '/erreurs/complet'])
    expect(refus.problem.detail).toContain('Votre brouillon est gardé.')
    const repris = await portes.appeler(claire, lireDossier, { params: { cle: cles[2] ?? '' } })
    expect(repris.body.droits.remplir.possible).toBe(true)
    expect(repris.body.droits.deposer).toMatchObject({ possible: false, motif: refus.problem.detail })
    const depart = await portes.appeler(claire, commencerDossier, { body: { teleservice: 'comptes', uai: LYCEE } })
    expect([depart.status, depart.problem.type]).toEqual([409, '/erreurs/complet'])
    expect(await places('comptes')).toEqual(['Il ne reste aucune place sur 2.'])
  })

  test('la dernière place ne se donne qu’une fois', async () => {
    await limiter('derniere', { total: 1 })
    const [mienne, sienne] = [await commencer('derniere'), await commencer('derniere', nathalie)]
    const statuts = await Promise.all([deposer(mienne), deposer(sienne, nathalie)])
    expect(statuts.map((r) => r.status).toSorted()).toEqual([201, 409])
  })

  test('par établissement : deux dépôts ensemble, un seul passe, et l’autre établissement garde sa place', async () => {
    await limiter('chacun', { par_etablissement: 1 })
    const cles = [await commencer('chacun'), await commencer('chacun')]
    const reponses = await Promise.all(cles.map((cle) => deposer(cle)))
    expect(reponses.map((r) => r.status).toSorted()).toEqual([201, 409])
    expect(reponses.find((r) => r.status === 409)?.problem.type).toBe('/erreurs/limite_etablissement')
    expect((await deposer(await commencer('chacun', nathalie), nathalie)).status).toBe(201)
    expect(await places('chacun', claire)).toEqual(['Il ne reste aucune place sur 1 pour votre établissement.'])
    expect(await places('chacun', nathalie)).toEqual(['1 dossier au plus par établissement.'])
  })
})

test('cas 23 : le brouillon d’un autre compte dit le compte attendu, masqué, et rien d’autre', async () => {
  await limiter('lien', { total: 50 })
  const cle = await commencer('lien')
  const lire = (qui: typeof claire | undefined, laquelle = cle) =>
    portes.appeler(qui, lireDossier, { params: { cle: laquelle } })
  const refus = await lire(nathalie)
  const neutre = 'Ce dossier n’existe pas, ou vous n’y avez pas accès.'
  expect([refus.status, refus.problem.detail]).toEqual([404, `${neutre} Il s’ouvre avec le compte c•••@p•••.example.`])
  expect((await lire(nathalie, 'inconnu00000')).problem.detail).toBe(neutre)
  expect((await lire(agnes)).problem.detail).toBe(neutre)
  expect((await lire(undefined)).status).toBe(401)
  await deposer(cle)
  expect((await lire(nathalie)).problem.detail).toBe(neutre)
})

describe('cas 24 : un brouillon resté vide part après deux semaines', () => {
  const dans = (jours: number) => new Date(Date.now() + jours * 86_400_000)
  const etats = async (...cles: string[]) => {
    const lignes = await portes.kit.db
      .selectFrom('dossiers.dossier')
      .select(['cle', 'etat'])
      .where('cle', 'in', cles)
      .execute()
    return cles.map((cle) => lignes.find((l) => l.cle === cle)?.etat)
  }

  test('vide, il part et le journal le dit ; une réponse ou une pièce le garde', async () => {
    await limiter('vides', { total: 50 })
    const [vide, ecrit, joint] = [await commencer('vides'), await commencer('vides'), await commencer('vides')]
    await ecrire(async (ctx) => {
      await remplir(ctx, ecrit, { objet: 'Toit' })
      await joindre(ctx, joint, 'photo')
    })
    await retirerBrouillonsVides(portes.kit, dans(13))
    expect(await etats(vide, ecrit, joint)).toEqual(['brouillon', 'brouillon', 'brouillon'])
    expect(await retirerBrouillonsVides(portes.kit, dans(15))).toBeGreaterThan(0)
    expect(await etats(vide, ecrit, joint)).toEqual(['abandonne', 'brouillon', 'brouillon'])
    const actes = await portes.kit.db
      .selectFrom('journal.acte')
      .select('acteur_nom')
      .where('code', '=', 'brouillon_vide_retire')
      .where('objet_cle', '=', vide)
      .execute()
    expect(actes).toEqual([{ acteur_nom: 'Préau' }])
    expect(await retirerBrouillonsVides(portes.kit, dans(15))).toBe(0)
  })
})
