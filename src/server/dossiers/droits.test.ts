import { beforeAll, describe, expect, test } from 'vitest'
import type { Personne } from '#domain/acteur.ts'
import * as api from '#domain/dossiers/api.ts'
import * as recapitulatifs from '#domain/dossiers/api-recapitulatif.ts'
import type { Endpoint } from '#domain/endpoint.ts'
import { enMultipart, joindre, PDF, TRAVAUX, unBrouillon, unBrouillonComplet, unDossierDepose } from '#test/dossiers.ts'
import { LYCEE } from '#test/etablissements.ts'
import { claire, TOUS } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { contextOf, type Write, write } from '../platform/context.ts'
import { PREFIXE } from '../platform/doors.ts'

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur()
})

const enVrai = <T>(fn: (ctx: Write) => Promise<T>) => write(contextOf(portes.kit, claire), fn)

/** A fresh dossier of the lycée and one of its pièces. */
type Objet = { cle: string; piece: string }
const OBJETS = {
  brouillon: () =>
    enVrai(async (ctx): Promise<Objet> => {
      const cle = await unBrouillon(ctx)
      return { cle, piece: (await joindre(ctx, cle, 'photos')).id }
    }),
  'brouillon complet': () =>
    enVrai(async (ctx): Promise<Objet> => ({ cle: await unBrouillonComplet(ctx), piece: '1' })),
  depose: () =>
    enVrai(async (ctx): Promise<Objet> => {
      const { cle } = await unDossierDepose(ctx)
      const { id } = await ctx.db
        .selectFrom('dossiers.piece as p')
        .innerJoin('dossiers.dossier as d', 'd.id', 'p.dossier_id')
        .select('p.id')
        .where('d.cle', '=', cle)
        .executeTakeFirstOrThrow()
      return { cle, piece: String(id) }
    }),
}

const chemin = ({ path }: Endpoint, { cle, piece }: Objet, champ = 'photos') =>
  PREFIXE + path.replace(':cle', cle).replace(':id', piece).replace(':champ', champ).replace(':code', TRAVAUX)

const json = (porte: Endpoint, corps: unknown) => (o: Objet) => ({
  ...{ method: porte.method, url: chemin(porte, o), payload: JSON.stringify(corps) },
  headers: { 'content-type': 'application/json' },
})
const nu =
  (porte: Endpoint, suite = '') =>
  (o: Objet) => ({ method: porte.method, url: chemin(porte, o) + suite })
const fichier = (porte: Endpoint) => (o: Objet) => ({
  ...{ method: porte.method, url: chemin(porte, o) },
  ...enMultipart(PDF, 'a.pdf'),
})

/** In this order: chef, gestionnaire, agent of the territory, agent of all, administrator, then those of elsewhere. */
const QUI = ['claire', 'gestionnaire', 'bruno', 'agnes', 'admin', 'vincent', 'nathalie', 'ines'] as const
type Attendus = [number, number, number, number, number, number, number, number]

const TABLE: [string, keyof typeof OBJETS, (o: Objet) => object, Attendus][] = [
  [
    'listerMesDossiers',
    'brouillon',
    nu(api.listerMesDossiers, `?uai=${LYCEE}`),
    [200, 200, 403, 403, 403, 403, 403, 403],
  ],
  [
    'commencerDossier',
    'brouillon',
    json(api.commencerDossier, { teleservice: TRAVAUX, uai: LYCEE }),
    [201, 201, 403, 403, 403, 403, 403, 403],
  ],
  ['lireDossier', 'brouillon', nu(api.lireDossier), [200, 200, 404, 404, 404, 404, 404, 404]],
  ['lireDossier', 'depose', nu(api.lireDossier), [200, 200, 200, 200, 200, 404, 404, 404]],
  ['lireRecapitulatif', 'brouillon', nu(recapitulatifs.lireRecapitulatif), [200, 200, 404, 404, 404, 404, 404, 404]],
  ['lireRecapitulatif', 'depose', nu(recapitulatifs.lireRecapitulatif), [200, 200, 200, 200, 200, 404, 404, 404]],
  [
    'enregistrerReponses',
    'brouillon',
    json(api.enregistrerReponses, { reponses: { objet: 'x' } }),
    [200, 200, 404, 404, 404, 404, 404, 404],
  ],
  [
    'enregistrerReponses',
    'depose',
    json(api.enregistrerReponses, { reponses: { objet: 'x' } }),
    [409, 409, 403, 403, 403, 404, 404, 404],
  ],
  ['ajouterPiece', 'brouillon', fichier(api.ajouterPiece), [201, 201, 404, 404, 404, 404, 404, 404]],
  ['ajouterPiece', 'depose', fichier(api.ajouterPiece), [409, 409, 403, 403, 403, 404, 404, 404]],
  ['lireFichierPiece', 'brouillon', nu(api.lireFichierPiece), [200, 200, 404, 404, 404, 404, 404, 404]],
  ['lireFichierPiece', 'depose', nu(api.lireFichierPiece), [200, 200, 200, 200, 200, 404, 404, 404]],
  ['retirerPiece', 'brouillon', nu(api.retirerPiece), [204, 204, 404, 404, 404, 404, 404, 404]],
  ['retirerPiece', 'depose', nu(api.retirerPiece), [409, 409, 403, 403, 403, 404, 404, 404]],
  ['deposerDossier', 'brouillon', nu(api.deposerDossier), [422, 403, 404, 404, 404, 404, 404, 404]],
  ['deposerDossier', 'brouillon complet', nu(api.deposerDossier), [201, 403, 404, 404, 404, 404, 404, 404]],
  ['deposerDossier', 'depose', nu(api.deposerDossier), [409, 403, 403, 403, 403, 404, 404, 404]],
  ['lireAccuse', 'brouillon', nu(api.lireAccuse), [409, 409, 404, 404, 404, 404, 404, 404]],
  ['lireAccuse', 'depose', nu(api.lireAccuse), [200, 200, 200, 200, 200, 404, 404, 404]],
  ['abandonnerDossier', 'brouillon', nu(api.abandonnerDossier), [204, 204, 404, 404, 404, 404, 404, 404]],
  ['abandonnerDossier', 'depose', nu(api.abandonnerDossier), [409, 409, 403, 403, 403, 404, 404, 404]],
]

describe('chaque porte, pour chaque personne', () => {
  test.each(TABLE)('%s, sur un dossier %s', async (_, genre, requete, attendus) => {
    const obtenus: number[] = []
    for (const nom of QUI) obtenus.push(await demander(TOUS[nom], genre, requete))
    expect(Object.fromEntries(QUI.map((nom, i) => [nom, obtenus[i]]))).toEqual(
      Object.fromEntries(QUI.map((nom, i) => [nom, attendus[i]])),
    )
    expect(await demander(undefined, genre, requete)).toBe(401)
  })

  test('aucune porte du module n’est oubliée', () => {
    const portesDuModule = Object.entries({ ...api, ...recapitulatifs }).flatMap(([nom, valeur]) =>
      'path' in valeur ? [nom] : [],
    )
    expect([...new Set(TABLE.map(([nom]) => nom))].sort()).toEqual(portesDuModule.sort())
  })
})

/** Each one acts on an object of his own: an abandon must not answer for the next. */
async function demander(qui: Personne | undefined, genre: keyof typeof OBJETS, requete: (o: Objet) => object) {
  const objet = await OBJETS[genre]()
  return (await portes.injecter(qui, requete(objet))).statusCode
}
