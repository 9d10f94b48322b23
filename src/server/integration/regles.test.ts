import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { annulerExecution } from '#domain/integration/api.ts'
import { reglerSource } from '#domain/integration/api-connecteurs.ts'
import { lirePrecedence, poserPrecedence } from '#domain/integration/api-precedence.ts'
import { type Reglage, reglageLivre } from '#domain/integration/reglages.ts'
import { importer } from '#test/depots.ts'
import { COLLEGE, LYCEE } from '#test/etablissements.ts'
import { admin, agnes, TOUS } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur()
})

const regler = async (source: string, patch: Partial<Reglage>) => {
  const { status } = await portes.appeler(admin, reglerSource, {
    params: { source },
    body: { ...reglageLivre(source), ...patch },
  })
  expect(status).toBe(200)
}
const humains = (lignes: string[]) => `uai;annee;fonction;postes\n${lignes.join('\n')}\n`
const fonctions = async () => {
  const { rows } = await sql<{ fonction: string; postes: number }>`
    select fonction, postes from referentiel.moyen_humain where uai = ${LYCEE} and retire_le is null order by 1`.execute(
    portes.kit.db,
  )
  return rows.map((r) => `${r.fonction} ${r.postes}`)
}

test('les seuils de la source arrêtent l’import avant qu’il écrive : rejets, changements', async () => {
  const base = ['Accueil', 'Cuisine', 'Ménage', 'Maintenance'].map((f) => `${LYCEE};2026;${f};2`)
  await importer(portes, agnes, 'moyens-humains', humains(base))
  await regler('moyens-humains', { arret_rejets: 10, arret_changements: 30 })
  const faux = await importer(portes, agnes, 'moyens-humains', humains([...base, `${LYCEE};2026;;3`]))
  expect(faux).toMatchObject({
    etat: 'comparee',
    a_confirmer: expect.stringContaining('1 ligne sur 5 (20 %) est écartée'),
  })
  const changes = base.map((l, i) => (i < 2 ? l.replace(/;2$/, ';5') : l))
  const trop = await importer(portes, agnes, 'moyens-humains', humains(changes))
  expect(trop).toMatchObject({
    etat: 'comparee',
    a_confirmer: expect.stringContaining('2 lignes sur 4 (50 %) changent'),
  })
  expect(await fonctions()).toEqual(['Accueil 2', 'Cuisine 2', 'Maintenance 2', 'Ménage 2'])
  await regler('moyens-humains', { arret_changements: 50 })
  expect(await importer(portes, agnes, 'moyens-humains', humains(changes.reverse()))).toMatchObject({
    etat: 'appliquee',
    rapprochees: 4,
  })
})

test('ce qui quitte le fichier reste, ou part si la source le dit, et revient quand on annule', async () => {
  const avant = await fonctions()
  const reste = avant.slice(1).map((f) => `${LYCEE};2026;${f.replace(' ', ';')}`)
  await regler('moyens-humains', { disparus: 'garder', arret_disparus: 100 })
  expect(await importer(portes, agnes, 'moyens-humains', humains(reste))).toMatchObject({
    etat: 'appliquee',
    absentes: 1,
  })
  expect(await fonctions()).toEqual(avant)
  await regler('moyens-humains', { disparus: 'retirer', arret_disparus: 100 })
  const execution = await importer(portes, agnes, 'moyens-humains', humains(reste.reverse()))
  expect(execution).toMatchObject({ etat: 'appliquee', absentes: 1 })
  expect(await fonctions()).toEqual(avant.slice(1))
  await portes.appeler(agnes, annulerExecution, { params: { id: execution.id } })
  expect(await fonctions()).toEqual(avant)
})

test('le rang d’un champ l’emporte sur la priorité de la source, aussitôt, et s’efface de même', async () => {
  await sql`
    insert into integration.source (code, libelle, editeur, licence, genre, priorite)
    values ('annuaire', 'Annuaire', 'Ministère', 'LO', 'etablissements', 1) on conflict do nothing`.execute(
    portes.kit.db,
  )
  const entete =
    'Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Telephone;Code_commune;Nom_commune'
  await importer(portes, agnes, 'annuaire', `${entete}\n${COLLEGE};Collège Fermat;Collège;0561000001;31555;Toulouse\n`)
  await importer(portes, agnes, 'fiche', `uai;Téléphone\n${COLLEGE};0561000002\n`)
  const telephone = async () => {
    const { rows } = await sql<{ telephone: string; source: string }>`
      select e.telephone, coalesce(o.champs -> 'telephone', o.champs -> '*') ->> 'source' as source
      from referentiel.etablissement e join referentiel.provenance o using (uai) where uai = ${COLLEGE}`.execute(
      portes.kit.db,
    )
    return rows[0]
  }
  expect((await telephone())?.source).toBe('annuaire')
  const params = { source: 'fiche' }
  const poser = async (rangs: { champ: string; rang: number }[]) => {
    expect((await portes.appeler(admin, poserPrecedence, { params, body: { rangs } })).status).toBe(200)
    await portes.executerTravaux()
  }
  await poser([{ champ: 'telephone', rang: 1 }])
  expect((await telephone())?.source).toBe('annuaire')
  await portes.appeler(admin, poserPrecedence, {
    params: { source: 'annuaire' },
    body: { rangs: [{ champ: 'telephone', rang: 50 }] },
  })
  await portes.executerTravaux()
  expect(await telephone()).toMatchObject({ source: 'fiche', telephone: expect.stringMatching(/2$/) })
  await portes.appeler(admin, poserPrecedence, { params: { source: 'annuaire' }, body: { rangs: [] } })
  await portes.executerTravaux()
  expect((await telephone())?.source).toBe('annuaire')

  expect(
    (await portes.appeler(admin, poserPrecedence, { params, body: { rangs: [{ champ: 'commune', rang: 1 }] } })).status,
  ).toBe(422)
  for (const [nom, qui] of Object.entries(TOUS)) {
    const lu = (await portes.appeler(qui, lirePrecedence, { params })).status
    const pose = (await portes.appeler(qui, poserPrecedence, { params, body: { rangs: [] } })).status
    const voit = nom === 'agnes' || nom === 'admin'
    expect([nom, lu, pose]).toEqual([nom, voit ? 200 : 403, nom === 'admin' ? 200 : 403])
  }
})

test('un établissement qui quitte l’annuaire ferme si la source le dit ; l’annulation le rouvre', async () => {
  await regler('annuaire', { disparus: 'fermer', arret_disparus: 100 })
  const entete = 'Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Code_commune;Nom_commune'
  const autre = `${LYCEE};Lycée Bellevue;Lycée;31555;Toulouse`
  const execution = await importer(portes, agnes, 'annuaire', `${entete}\n${autre}\n`)
  expect(execution).toMatchObject({ etat: 'appliquee', absentes: 1 })
  const etat = async () =>
    (
      await sql<{ etat: string }>`select etat from referentiel.etablissement where uai = ${COLLEGE}`.execute(
        portes.kit.db,
      )
    ).rows[0]?.etat
  expect(await etat()).toBe('ferme')
  await portes.appeler(agnes, annulerExecution, { params: { id: execution.id } })
  expect(await etat()).toBe('ouvert')
})
