import { beforeAll, expect, test } from 'vitest'
import { ouvrirPremierAdministrateur } from '#domain/comptes/api.ts'
import { ouvrirServeur, type Portes, seConnecter } from '#test/porte.ts'
import { lienPremierAdministrateur } from './premierAdministrateur.ts'

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur({ PREAU_ADRESSE: 'https://preau.example' })
  // A new installation: nobody administers it yet.
  await portes.kit.db
    .updateTable('comptes.personne')
    .set({ active: false })
    .where('role', '=', 'administrateur')
    .execute()
})

const nouveau = (jeton: string, courriel = 'premiere@collectivite.example') => ({
  body: { jeton, prenom: 'Ada', nom: 'Roques', courriel, mot_de_passe: 'une phrase bien à moi' },
})
const jetonDe = (lien: string | undefined) => new URL(lien ?? '').searchParams.get('jeton') ?? ''

test('le lien affiché au démarrage ouvre le premier compte, une seule fois', async () => {
  const lien = await lienPremierAdministrateur(portes.kit)
  expect(lien).toMatch(/^https:\/\/preau\.example\/premier-administrateur\?jeton=[\w-]{43}$/)
  const jeton = jetonDe(lien)
  expect(JSON.stringify(await portes.kit.db.selectFrom('comptes.invitation').selectAll().execute())).not.toContain(
    jeton,
  )

  const deux = await Promise.all([
    portes.appeler(undefined, ouvrirPremierAdministrateur, nouveau(jeton)),
    portes.appeler(undefined, ouvrirPremierAdministrateur, nouveau(jeton, 'deuxieme@collectivite.example')),
  ])
  expect(deux.map((r) => r.status).sort()).toEqual([201, 409])
  const courriel = deux.find((r) => r.status === 201)?.body.courriel ?? ''
  const connexion = await seConnecter(portes, courriel, 'une phrase bien à moi')
  expect(connexion.statusCode).toBe(200)
  // The public address is https: the cookie never travels in clear.
  expect(connexion.cookies[0]).toMatchObject({ name: '__Secure-preau.session_token', secure: true })
  expect(await lienPremierAdministrateur(portes.kit)).toBeUndefined()
})

test('un lien inventé, ancien ou remplacé n’ouvre rien', async () => {
  await portes.kit.db
    .updateTable('comptes.personne')
    .set({ active: false })
    .where('role', '=', 'administrateur')
    .execute()
  const remplace = jetonDe(await lienPremierAdministrateur(portes.kit))
  const ancien = jetonDe(await lienPremierAdministrateur(portes.kit))
  const hier = new Date(Date.now() - 1000).toISOString()
  await portes.kit.db.updateTable('comptes.invitation').set({ expire_le: hier }).execute()
  for (const jeton of [remplace, ancien, 'x'.repeat(43)]) {
    const refus = await portes.appeler(undefined, ouvrirPremierAdministrateur, nouveau(jeton))
    expect([refus.status, refus.problem.type]).toEqual([409, '/erreurs/lien_perime'])
  }
})

test('un mot de passe court est refusé avec le nom du champ', async () => {
  const { body } = nouveau('x'.repeat(43))
  const refus = await portes.appeler(undefined, ouvrirPremierAdministrateur, {
    body: { ...body, mot_de_passe: 'court' },
  })
  expect(refus.status).toBe(400)
  expect(refus.problem.erreurs).toEqual([{ champ: 'mot_de_passe', message: 'Choisissez au moins 12 caractères.' }])
})
