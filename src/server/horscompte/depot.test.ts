import { beforeAll, expect, test } from 'vitest'
import { listerDossiers } from '#domain/instruction/api.ts'
import { enMultipart, PDF } from '#test/dossiers.ts'
import { LYCEE } from '#test/etablissements.ts'
import { dernierCourriel, type Ouvert, publierModeles, unSansCompte } from '#test/horscompte.ts'
import { TOUS } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { PREFIXE } from '../platform/doors.ts'
import { purger } from './purge.ts'

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur()
  await publierModeles(portes)
})

const CANTINE = {
  adresse: { voie: '12 rue des Lilas', code_postal: '31000', commune: 'Toulouse' },
  lien: 'parent',
  objet: 'Noé Morel',
  niveau: '2de',
  regime_cantine: 'demi_pension',
  jours: 4,
  garde_alternee: false,
  bourse: false,
  rsa: false,
  qf: 40_000,
  changement: false,
  exactitude: true,
}

const agir = ({ cle, cookie }: Ouvert, methode: 'GET' | 'PATCH' | 'POST' | 'DELETE', suite: string, corps?: object) =>
  portes.fastify.inject({
    ...{ method: methode, url: `${PREFIXE}/dossiers/${cle}${suite}` },
    ...(corps
      ? { payload: JSON.stringify(corps), headers: { cookie, 'content-type': 'application/json' } }
      : { headers: { cookie } }),
  })

async function joindre({ cle, cookie }: Ouvert) {
  const { headers, payload } = enMultipart(PDF, 'attestation-caf.pdf')
  const recue = await portes.fastify.inject({
    ...{ method: 'POST', url: `${PREFIXE}/dossiers/${cle}/pieces/qf_attestation` },
    ...{ headers: { ...headers, cookie }, payload },
  })
  expect(recue.statusCode).toBe(201)
}

/** Chosen among those that the demandeur's own session finds. */
async function remplir(o: Ouvert) {
  const trouves = await portes.fastify.inject({
    ...{ url: `${PREFIXE}/hors-compte/teleservices/aide-restauration/etablissements?recherche=${LYCEE}` },
    ...{ headers: { cookie: o.cookie } },
  })
  const [etablissement_eleve] = trouves.json().elements
  return agir(o, 'PATCH', '/reponses', { reponses: { ...CANTINE, etablissement_eleve } })
}

test('une famille remplit, joint, dépose et reçoit son accusé ; l’établissement concerné n’en sait rien', async () => {
  const lina = await unSansCompte(portes)
  const saisie = await remplir(lina)
  expect(saisie.json()).toMatchObject({ refusees: [] })
  await joindre(lina)
  const depot = await agir(lina, 'POST', '/depot')
  expect(depot.statusCode).toBe(201)
  const { numero } = depot.json()
  expect(numero).toMatch(/^\d{4}-\d{6}$/)
  const accuse = await agir(lina, 'GET', '/accuse')
  expect(accuse.statusCode).toBe(200)
  expect(accuse.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')

  await portes.executerTravaux()
  const courriel = await dernierCourriel(portes, lina.courriel)
  expect(courriel.sujet).toBe(`Dossier ${numero} déposé`)
  expect(courriel.texte).toContain(`/suivi?retour=/dossiers/${lina.cle}`)
  const { claire, gestionnaire, bruno, ines } = TOUS
  const alertes = await portes.kit.db
    .selectFrom('messagerie.notification as n')
    .innerJoin('dossiers.dossier as d', 'd.id', 'n.dossier_id')
    .select('n.personne_id')
    .where('d.cle', '=', lina.cle)
    .execute()
  const avertis = alertes.map((a) => a.personne_id)
  expect(avertis).toContain(bruno.id)
  for (const qui of [claire, gestionnaire, ines]) expect(avertis).not.toContain(qui.id)

  const liste = await portes.appeler(bruno, listerDossiers, {})
  expect(JSON.stringify(liste.body)).toContain(numero)
  // Once deposited nothing is filled any more.
  expect((await remplir(lina)).statusCode).toBe(409)
})

test('un brouillon effacé l’est avec le fichier de ses pièces', async () => {
  const hugo = await unSansCompte(portes, { courriel: 'hugo@preau.example', nom: 'Petit', prenom: 'Hugo' })
  await joindre(hugo)
  const piece = () =>
    portes.kit.db
      .selectFrom('dossiers.piece as p')
      .innerJoin('dossiers.dossier as d', 'd.id', 'p.dossier_id')
      .select(['p.fichier', 'p.nom', 'p.retiree_le'])
      .where('d.cle', '=', hugo.cle)
      .executeTakeFirstOrThrow()
  const { fichier } = await piece()
  expect(await portes.kit.files.exists(fichier)).toBe(true)
  const abandon = await agir(hugo, 'DELETE', '')
  expect(abandon.statusCode).toBe(204)
  expect(await purger(portes.kit, new Date())).toMatchObject({ effaces: 1 })
  expect(await piece()).toMatchObject({ nom: 'Pièce effacée', retiree_le: expect.any(String) })
  expect(await portes.kit.files.exists(fichier)).toBe(false)
  expect(await purger(portes.kit, new Date())).toMatchObject({ effaces: 0 })
})
