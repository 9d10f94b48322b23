import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import * as api from '#domain/referentiel/api-qualite.ts'
import type { CodeControle } from '#domain/referentiel/qualite.ts'
import { COLLEGE, COLLEGE_CASTRES, EREA, LYCEE, LYCEE_AUCH, LYCEE_PRIVE } from '#test/etablissements.ts'
import { agnes, bruno, claire, ines } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { passage } from './qualite.ts'
import { CONTROLES_REFERENTIEL } from './qualite-controles.ts'

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur()
})

const executer = (requete: ReturnType<typeof sql>) => requete.execute(portes.kit.db)
const passer = async () => {
  await portes.appeler(agnes, api.lancerControles, {})
  await portes.executerTravaux()
}
const lister = async (query: Record<string, string> = {}, qui = agnes) =>
  (await portes.appeler(qui, api.listerAnomalies, { query: { etat: 'toutes', ...query } as never })).body
const trouvees = async (code: CodeControle) => (await lister({ code })).elements

test('chaque contrôle trouve ce qu’il cherche, et dit quoi', async () => {
  await executer(
    sql`update referentiel.etablissement set siret = '19310038500016', nom = 'Lycée  Bellevue' where uai = ${LYCEE}`,
  )
  await executer(
    sql`update referentiel.etablissement set siret = '19311236400016', courriel = '0310038y@ac-toulouse.fr', telephone = '0562' where uai = ${LYCEE_AUCH}`,
  )
  await executer(
    sql`update referentiel.etablissement set latitude = 44.9, placement_raison = 'coordonnees_hors_commune', date_ouverture = '1900-01-01' where uai = ${COLLEGE}`,
  )
  await executer(
    sql`update referentiel.etablissement set latitude = null, longitude = null, courriel = 'erea@@ac', adresse = null, mere_uai = '0010001W' where uai = ${EREA}`,
  )
  await executer(sql`update referentiel.etablissement set contrat = null where uai = ${LYCEE_PRIVE}`)
  await executer(sql`
    insert into referentiel.effectif (uai, annee, niveau, effectif, source, date_donnees, connu_le) values
    (${COLLEGE_CASTRES}, 2022, 'total', 600, 'e', '2022-10-01', now()), (${COLLEGE_CASTRES}, 2023, 'total', 410, 'e', '2023-10-01', now()),
    (${LYCEE}, 2022, 'total', 1000, 'e', '2022-10-01', now()), (${LYCEE}, 2023, 'total', 1290, 'e', '2023-10-01', now())`)
  await executer(sql`
    with c as (insert into referentiel.contact (nom, source, connu_le) values ('Roux', 'main', now()), ('Ancien', 'main', now()) returning id, nom)
    insert into referentiel.contact_role (contact_id, uai, role, depuis, jusque, source, connu_le)
    select id, case nom when 'Roux' then ${LYCEE} else ${COLLEGE} end, 'chef', '2020-09-01', case nom when 'Ancien' then date '2021-08-31' end, 'main', now() from c`)
  await executer(sql`
    insert into referentiel.rapprochement (genre, uais, score, parts, empreinte, calcule_le) values
    ('doublon', array[${COLLEGE}, ${LYCEE}], 72, '[{"code":"nom","points":40,"phrase":"Même nom"}]', 'e1', now()),
    ('regroupement', array[${COLLEGE}, ${LYCEE_PRIVE}], 72, '[]', 'e2', now()),
    ('doublon', array[${LYCEE_PRIVE}, ${LYCEE_AUCH}], 60, '[]', 'e3', now())`)
  await executer(sql`
    insert into referentiel.ecartee (uais, empreinte, genre, motif, auteur, le)
    values (array[${LYCEE_PRIVE}, ${LYCEE_AUCH}], 'e3', 'doublon', 'Deux villes', 'Agnès', now())`)
  await executer(sql`
    with r as (
      insert into referentiel.regroupement (genre, nom, annonces, cree_le, cree_par)
      values ('cite_scolaire', 'Cité d’essai', '{"2023": 1800, "2030": 5}', now(), 'Agnès') returning id)
    insert into referentiel.regroupement_membre (regroupement_id, uai, role, depuis)
    select id, u, case u when ${LYCEE} then 'tete' else 'membre' end, '2020-09-01' from r, unnest(array[${LYCEE}, ${COLLEGE_CASTRES}]) u`)
  await passer()

  const qui = async (code: CodeControle) => (await trouvees(code)).map((a) => a.uai).toSorted()
  expect(await qui('siret_incorrect')).toEqual([LYCEE])
  expect(await qui('siret_partage')).toEqual([COLLEGE, LYCEE_AUCH])
  expect(await qui('nom_espaces')).toEqual([LYCEE])
  expect(await qui('courriel_autre')).toEqual([LYCEE_AUCH])
  expect(await qui('courriel_malforme')).toEqual([EREA])
  expect(await qui('telephone_malforme')).toEqual([LYCEE_AUCH])
  expect(await qui('position_hors_commune')).toEqual([COLLEGE])
  expect(await qui('position_eloignee')).toEqual([COLLEGE])
  expect(await qui('position_absente')).toEqual([EREA])
  expect(await qui('ouverture_fictive')).toEqual([COLLEGE])
  expect(await qui('mere_inconnue')).toEqual([EREA])
  expect(await qui('contrat_inconnu')).toEqual([LYCEE_PRIVE])
  expect(await qui('champ_vide')).toEqual([EREA])
  expect(await qui('champ_essentiel_vide')).toEqual([])
  // Only candidates of a fusion that nobody has set aside, each told of both.
  expect(await trouvees('doublon_possible')).toMatchObject([
    { uai: COLLEGE, objet: LYCEE, ou: 'rapprochements', detail: expect.stringMatching(/^72 sur 100.*même nom\.$/) },
    { uai: LYCEE, objet: COLLEGE },
  ])
  // Case 50: both numbers.
  expect(await trouvees('total_cite')).toMatchObject([
    {
      uai: LYCEE,
      ou: 'regroupement',
      detail: 'Cité d’essai (cité scolaire) annonce 1800 élèves à la rentrée 2023, ses membres en ont 1700.',
    },
  ])
  expect(await qui('chef_absent')).toEqual([COLLEGE, COLLEGE_CASTRES, EREA, LYCEE_AUCH, LYCEE_PRIVE].toSorted())
  expect(await trouvees('effectif_saut')).toMatchObject([
    { uai: COLLEGE_CASTRES, niveau: 'avertissement', detail: 'De 600 élèves en 2022 à 410 en 2023.' },
  ])
  expect(await qui('uai_lettre')).toEqual([])
})

test('le passage se suit, et compte', async () => {
  const { passage: dernier } = (await portes.appeler(bruno, api.dernierPassage, {})).body
  expect(dernier).toMatchObject({ etat: 'fini', faits: 16, prevus: 16, disparues: 0 })
  expect(dernier?.nouvelles).toBe((await lister()).total)
})

test('repassé, rien n’est nouveau ; corrigée, une anomalie disparaît et le reste', async () => {
  await passer()
  const dernier = async () => (await portes.appeler(agnes, api.dernierPassage, {})).body.passage
  expect(await dernier()).toMatchObject({ nouvelles: 0, disparues: 0 })
  await executer(sql`update referentiel.etablissement set nom = 'Lycée Bellevue' where uai = ${LYCEE}`)
  await passer()
  expect(await dernier()).toMatchObject({ nouvelles: 0, disparues: 1 })
  expect(await trouvees('nom_espaces')).toEqual([])
})

test('acceptée, elle sort de ce qui est à traiter, et revient quand la valeur change', async () => {
  const [anomalie] = await trouvees('effectif_saut')
  const params = { id: anomalie?.id ?? 0 }
  const aTraiter = async () => (await lister({ code: 'effectif_saut', etat: 'a_traiter' })).total
  const accepter = (motif: string) => portes.appeler(agnes, api.accepterAnomalie, { params, body: { motif } })
  expect((await accepter('  ')).status).toBe(400)
  expect((await accepter('Fermeture de l’internat')).status).toBe(200)
  expect(await aTraiter()).toBe(0)
  expect((await trouvees('effectif_saut'))[0]?.acceptee).toMatchObject({
    motif: 'Fermeture de l’internat',
    par: 'Agnès Roumieu',
  })
  await passer()
  expect(await aTraiter()).toBe(0)
  await executer(sql`update referentiel.effectif set effectif = 390 where uai = ${COLLEGE_CASTRES} and annee = 2023`)
  await passer()
  expect(await aTraiter()).toBe(1)
  await accepter('Encore')
  await portes.appeler(agnes, api.retirerAcceptation, { params })
  expect(await aTraiter()).toBe(1)
})

test('chacun ne voit que son périmètre, un usager rien', async () => {
  expect(new Set((await lister({}, bruno)).elements.map((a) => a.departement))).toEqual(new Set(['Haute-Garonne']))
  const [ailleurs] = await trouvees('telephone_malforme')
  const params = { id: ailleurs?.id ?? 0 }
  const body = { motif: 'Numéro interne' }
  expect((await portes.appeler(bruno, api.accepterAnomalie, { params, body })).status).toBe(404)
  expect((await portes.appeler(ines, api.accepterAnomalie, { params, body })).status).toBe(200)
  expect((await portes.appeler(claire, api.listerAnomalies, {})).status).toBe(403)
  expect((await portes.appeler(claire, api.lancerControles, {})).status).toBe(403)
  expect((await portes.appeler(bruno, api.anomaliesDe, { params: { uai: LYCEE_AUCH } })).status).toBe(404)
  expect((await portes.appeler(bruno, api.anomaliesDe, { params: { uai: COLLEGE } })).body.total).toBeGreaterThan(3)
})

test('l’export dit la même chose que la liste', async () => {
  const reponse = await portes.injecter(agnes, { url: '/api/v1/anomalies.csv?etat=toutes&niveau=avertissement' })
  const lignes = reponse.body.trim().split('\r\n')
  expect(lignes).toHaveLength(1 + (await lister({ niveau: 'avertissement' })).total)
  expect(lignes[0]).toContain('Contrôle;UAI')
})

test('deux demandes ne font qu’un passage ; un passage mort n’empêche pas le suivant', async () => {
  const lancer = async () => (await portes.appeler(agnes, api.lancerControles, {})).body.id
  const [premier, second] = [await lancer(), await lancer()]
  expect(second).toBe(premier)
  await executer(
    sql`update referentiel.controle_passage set commence_le = now() - interval '1 hour' where id = ${premier}`,
  )
  expect(await lancer()).not.toBe(premier)
  await portes.executerTravaux()
})

test('la nuit, le travail ouvre son propre passage', async () => {
  await passage(CONTROLES_REFERENTIEL).run(portes.kit, {})
  const { passage: dernier } = (await portes.appeler(agnes, api.dernierPassage, {})).body
  expect(dernier).toMatchObject({ etat: 'fini', demandeur: 'Préau' })
})

test('ce qui est fermé n’est plus contrôlé', async () => {
  await executer(sql`update referentiel.etablissement set etat = 'ferme' where uai = ${LYCEE}`)
  await passer()
  expect(await trouvees('siret_incorrect')).toEqual([])
})
