import { beforeAll, describe, expect, test } from 'vitest'
import * as api from '#domain/integration/api.ts'
import { lettreUai } from '#domain/referentiel/uai.ts'
import { importer } from '#test/depots.ts'
import { texteDe } from '#test/donnees.ts'
import { COLLEGE, LYCEE } from '#test/etablissements.ts'
import { garder } from '#test/imports.ts'
import { agnes } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { ANNUAIRE } from './sources.ts'

let portes: Portes
const gers = garder(texteDe(ANNUAIRE.fichiers[0] ?? ''), (l) => /;032;16;76;/.test(l))
const ENTETE = 'uai;annee;fonction;postes'
const moyens = (contenu: string | Uint8Array, nom = 'moyens.csv') =>
  importer(portes, agnes, 'moyens-humains', contenu, { nom, champs: { forcer: 'true' } })
const rejetsDe = async (id: number) =>
  (await portes.appeler(agnes, api.listerRejets, { params: { id }, query: { par_page: 100 } })).body.elements

beforeAll(async () => {
  portes = await ouvrirServeur()
})

describe('cas 36 : la forme du fichier', () => {
  test.each([
    [
      'retours cités, dernière ligne sans fin, lignes vides',
      `${ENTETE}\n${LYCEE};2025;"Accueil\nmatin";1\n\n${COLLEGE};2025;Accueil;2`,
      2,
    ],
    ['fins de ligne Windows et lignes vides au bout', `${ENTETE}\r\n${LYCEE};2024;Accueil;1\r\n;;;\r\n\r\n`, 1],
    ['virgules', `${ENTETE.replaceAll(';', ',')}\n${LYCEE},2023,Accueil,"1,5"\n`, 1],
    ['deux lignes d’en-tête', `Identification;;Postes;\n${ENTETE}\n${LYCEE};2022;Accueil;1\n`, 1],
  ])('%s', async (_nom, contenu, creees) => {
    expect(await moyens(contenu)).toMatchObject({ etat: 'appliquee', creees, rejetees: 0 })
  })

  test('en Windows-1252, les accents sont lus', async () => {
    const octets = Buffer.from(`${ENTETE}\n${LYCEE};2021;Agent d'entretien é;1\n`, 'latin1')
    expect(await moyens(octets)).toMatchObject({ etat: 'appliquee', creees: 1 })
    const { fonction } = await portes.kit.db
      .selectFrom('referentiel.moyen_humain')
      .select('fonction')
      .where('annee', '=', 2021)
      .executeTakeFirstOrThrow()
    expect(fonction).toBe("Agent d'entretien é")
  })

  test('une ligne qui n’a pas le compte de colonnes est écartée avec son numéro', async () => {
    const fait = await moyens(`${ENTETE}\n${LYCEE};2020;Accueil;1\n${LYCEE};2020;Cuisine;1;x;y\n`)
    expect(fait).toMatchObject({ creees: 1, rejetees: 1 })
    expect(await rejetsDe(fait.id)).toMatchObject([{ numero: 3, code: 'colonnes' }])
  })
})

describe('cas 37 : les colonnes', () => {
  test('un autre nom connu est le même ; une colonne inconnue ne gêne pas', async () => {
    const fait = await moyens(`numero_uai;rentree_scolaire;fonction;postes;nouvelle\n${LYCEE};2019;Accueil;1;bleu\n`)
    expect(fait).toMatchObject({ etat: 'appliquee', creees: 1 })
  })

  test('sans la colonne qui identifie, tout est refusé, et elle est nommée', async () => {
    const refus = await moyens(`annee;fonction;postes\n2018;Accueil;1\n`)
    expect(refus).toMatchObject({ etat: 'refusee', creees: 0 })
    expect(refus.erreur).toMatch(/il manque .*uai.*Colonnes trouvées : annee, fonction, postes/i)
  })
})

test('cas 38 : la même en-tête deux fois, la première pleine d’autre chose : refusé', async () => {
  const refus = await moyens(
    `uai;annee;fonction;postes;uai\n${Array.from({ length: 20 }, (_, i) => `Lycée ${i};2025;Accueil;1;${LYCEE}`).join('\n')}\n`,
  )
  expect(refus).toMatchObject({ etat: 'refusee', creees: 0, rejetees: 0 })
})

describe('cas 39 : une clé, une ligne', () => {
  const [entete = '', ...lignes] = gers.split('\n')
  const multi = entete.split(';').indexOf('multi_uai')
  const [premiere = '', deuxieme = ''] = lignes.filter((l) => /;Collège;/.test(l))
  const autre = (ligne: string, drapeau: string) => {
    const valeurs = ligne.split(';')
    valeurs[1] = `${valeurs[1]} - annexe`
    valeurs[multi] = drapeau
    return valeurs.join(';')
  }
  const drapeau = (ligne: string, d: string) => ligne.split(';').with(multi, d).join(';')

  test('deux fois la même ligne : une seule ; deux contraires : les deux écartées, nommées', async () => {
    const fait = await importer(
      portes,
      agnes,
      'annuaire',
      [entete, premiere, premiere, deuxieme, autre(deuxieme, '0')].join('\n'),
    )
    expect(fait).toMatchObject({ lues: 4, creees: 1, rejetees: 2 })
    const uai = deuxieme.slice(0, 8)
    expect((await rejetsDe(fait.id)).map((r) => r.raison)).toEqual([
      `Les lignes 4 et 5 se contredisent pour ${uai}.`,
      `Les lignes 4 et 5 se contredisent pour ${uai}.`,
    ])
  })

  test('que l’annuaire dit à plusieurs lignes : un établissement et son site', async () => {
    const fait = await importer(
      portes,
      agnes,
      'annuaire',
      [entete, drapeau(deuxieme, '1'), autre(deuxieme, '1')].join('\n'),
      {
        champs: { forcer: 'true' },
      },
    )
    expect(fait).toMatchObject({ creees: 1, rejetees: 0 })
    const site = await portes.kit.db
      .selectFrom('referentiel.site')
      .select('nom')
      .where('uai', '=', deuxieme.slice(0, 8))
      .executeTakeFirst()
    expect(site?.nom).toMatch(/annexe$/)
  })
})

describe('cas 40 : une lettre de contrôle fausse', () => {
  test('la ligne attend, rien n’est créé, le bon UAI est proposé', async () => {
    const faux = `${LYCEE.slice(0, 7)}A`
    const fait = await moyens(`${ENTETE}\n${faux};2017;Accueil;1\n${LYCEE};2017;Accueil;1\n`)
    expect(fait).toMatchObject({ creees: 1, rejetees: 1 })
    expect(await rejetsDe(fait.id)).toMatchObject([{ uai: faux, code: 'uai_incorrect', suggestion: LYCEE }])
  })

  test('deux voisins possibles : aucun n’est proposé', async () => {
    // One digit away from two known UAI at once.
    const chiffres = [...`${LYCEE.slice(0, 7)}`]
    const cible = chiffres.with(6, String((Number(chiffres[6]) + 1) % 10)).join('')
    const voisin = `${cible}${lettreUai(cible)}`
    await portes.kit.db
      .insertInto('referentiel.etablissement')
      .values({ uai: voisin, nom: 'Voisin', type: 'lycee', cree_le: '2026-01-01', modifie_le: '2026-01-01' })
      .execute()
    const milieu = chiffres.with(6, String((Number(chiffres[6]) + 2) % 10)).join('')
    const lettre = [...'ABCDEFGHJK'].find((l) => l !== lettreUai(milieu))
    const fait = await moyens(`${ENTETE}\n${milieu}${lettre};2017;Cuisine;1\n${LYCEE};2017;Cuisine;1\n`)
    const [rejet] = await rejetsDe(fait.id)
    expect(rejet).toMatchObject({ code: 'uai_incorrect', suggestion: null })
  })
})
