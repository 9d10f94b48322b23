import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { LectureDeLigne } from '#domain/integration/lecture.ts'
import { SOURCES_IMPORTABLES } from '#domain/integration/sources/liste.ts'
import { FICHIERS_LIVRES } from '#domain/integration/sources/livres.ts'
import { ColonnesManquantes } from '#domain/referentiel/champs.ts'
import { lireFichier } from './fichier.ts'

type Lue = Exclude<LectureDeLigne, { genre: 'hors_champ' }> & { numero: number }

/** All rows of a file of `donnees/` as a source reads them, and how many are of no concern. */
async function lireLivre(code: string, chemin: string, nom = basename(chemin)) {
  const source = SOURCES_IMPORTABLES.find((s) => s.code === code)
  if (!source) throw new Error(`no source ${code}`)
  const octets = readFileSync(new URL(`../../../../donnees/${chemin}`, import.meta.url))
  const lues: Lue[] = []
  let horsChamp = 0
  for (const tableau of await lireFichier(octets, chemin)) {
    const lire = source.lecteur(tableau.entetes, tableau.feuille, { nom })
    for (const { numero, valeurs } of tableau.lignes) {
      if (valeurs.length !== tableau.entetes.length) throw new Error(`ligne ${numero} : ${valeurs.length} colonnes`)
      const lue = lire(valeurs)
      if (lue.genre === 'hors_champ') horsChamp++
      else lues.push({ ...lue, numero })
    }
  }
  return { lues, horsChamp, ...compter(lues) }
}

function compter(lues: Lue[]) {
  const enregistrements = lues.flatMap((l) => (l.genre === 'enregistrements' ? l.enregistrements : []))
  return {
    enregistrements,
    lignes: lues.filter((l) => l.genre !== 'rejet').length,
    rejets: lues.filter((l) => l.genre === 'rejet'),
    remarques: lues.flatMap((l) => (l.genre === 'rejet' ? [] : l.remarques)),
    nd: enregistrements.filter((e) => e.valeurs.non_disponible).length,
    de: (uai: string) => lues.flatMap((l) => (l.genre === 'enregistrements' && l.uai === uai ? l.enregistrements : [])),
  }
}

describe('indicateurs : fichiers réels', () => {
  test.each([
    ['ival-lycees', 'indicateurs/ival-2024-154664.xlsx', 4_339, 172_525, 5_170],
    ['ival-lycees', 'indicateurs/ival-2024-lgt-rennes.csv.gz', 119, 4_102, 34],
    ['ival-lycees', 'indicateurs/ival-2024-lp-rennes.csv.gz', 92, 4_289, 146],
    ['ivac-colleges', 'indicateurs/ivac-colleges-2022-2024.csv.gz', 20_053, 249_555, 0],
    ['dnb', 'indicateurs/dnb-colleges-2021-derive.csv.gz', 6_935, 55_480, 0],
    ['ips-lycees', 'ips/ips-lycees-2016-2021.csv.gz', 21_777, 62_810, 0],
    ['ips-lycees', 'ips/ips-lycees-2022.parquet', 3_598, 20_813, 0],
    ['ips-lycees', 'ips/ips-lycees-bretagne-2017-2021.csv.gz', 1_046, 3_000, 0],
    ['ips-colleges', 'ips/ips-colleges-2022.csv.gz', 6_973, 20_919, 0],
  ])('%s, %s : %i lignes, %i indicateurs dont %i non disponibles', async (code, chemin, lignes, indicateurs, nd) => {
    const lu = await lireLivre(code, chemin)
    expect([lu.lignes, lu.enregistrements.length, lu.nd]).toEqual([lignes, indicateurs, nd])
    expect([lu.rejets, lu.remarques, lu.horsChamp]).toEqual([[], [], 0])
    expect(new Set(lu.enregistrements.map((e) => e.rubrique))).toEqual(new Set(['indicateur']))
  })

  test('un lycée polyvalent a ses deux jeux, la session vient du nom du fichier', async () => {
    const { de } = await lireLivre('ival-lycees', 'indicateurs/ival-2024-154664.xlsx')
    const valeurs = de('0220013V').map((e) => e.valeurs)
    expect(valeurs.filter((v) => v.code === 'taux_reu_total')).toEqual([
      { jeu: 'ival_gt', annee: 2024, code: 'taux_reu_total', valeur: 94, non_disponible: false },
      { jeu: 'ival_pro', annee: 2024, code: 'taux_reu_total', valeur: 82, non_disponible: false },
    ])
    expect(valeurs).toContainEqual({
      jeu: 'ival_gt',
      annee: 2024,
      code: 'va_reu_gnle',
      valeur: -1,
      non_disponible: false,
    })
    expect(valeurs).toContainEqual({
      jeu: 'ival_gt',
      annee: 2024,
      code: 'eff_2nde',
      valeur: 361,
      non_disponible: false,
    })
  })

  test('le classeur et le CSV du même lycée disent la même chose', async () => {
    const classeur = await lireLivre('ival-lycees', 'indicateurs/ival-2024-154664.xlsx')
    const rennes = await lireLivre('ival-lycees', 'indicateurs/ival-2024-lgt-rennes.csv.gz')
    const gt = classeur.de('0220013V').filter((e) => e.valeurs.jeu === 'ival_gt')
    expect(rennes.de('0220013V')).toEqual(gt)
  })

  test('sans année dans le fichier ni dans son nom, le fichier est refusé en disant quoi faire', async () => {
    await expect(lireLivre('ival-lycees', 'indicateurs/ival-2024-154664.xlsx', 'ival.xlsx')).rejects.toThrow(
      /ne dit pas son année : mettez-la dans son nom/,
    )
  })
})

describe('effectifs : fichiers réels', () => {
  test('lycées : le total n’est repris que si les niveaux comptés sont tous ceux du lycée', async () => {
    const lu = await lireLivre('effectifs', 'effectifs/lycees-gt-effectifs-2019-2021.csv.gz')
    const parNiveau = Map.groupBy(lu.enregistrements, (e) => e.valeurs.niveau)
    expect(Object.fromEntries([...parNiveau].map(([n, l]) => [n, l.length]))).toEqual({
      total: 4_555,
      '2de_gt': 7_317,
      '1re_g': 6_700,
      '1re_t': 5_754,
      tle_g: 6_685,
      tle_t: 5_761,
    })
    expect([lu.lignes, lu.rejets, lu.remarques]).toEqual([7_506, [], []])
  })

  test('lycées : la somme des niveaux est le total que dit le fichier, à quelques lignes près où il se contredit lui-même', async () => {
    const { lues } = await lireLivre('effectifs', 'effectifs/lycees-gt-effectifs-2019-2021.csv.gz')
    const ecarts = lues.filter((l) => {
      const effectifs = l.genre === 'enregistrements' ? l.enregistrements.map((e) => e.valeurs) : []
      const total = effectifs.find((e) => e.niveau === 'total')?.effectif
      const somme = effectifs.filter((e) => e.niveau !== 'total').reduce((s, e) => s + Number(e.effectif), 0)
      return total !== undefined && total !== somme
    })
    expect(ecarts).toHaveLength(62)
  })

  test('collèges d’Ille-et-Vilaine : total et quatre niveaux, le collège d’un lycée sans total', async () => {
    const lu = await lireLivre('effectifs', 'effectifs/effectifs-colleges-35-2019-2021.csv.gz')
    expect([lu.lignes, lu.enregistrements.length]).toEqual([374, 1_853])
    expect(lu.de('0350793X').map((e) => e.valeurs.niveau)).not.toContain('total')
    const bourgchevreuil = lu.de('0351906G').filter((e) => e.valeurs.annee === 2019)
    expect(bourgchevreuil.map((e) => [e.valeurs.niveau, e.valeurs.effectif])).toEqual([
      ['total', 665],
      ['ulis', 11],
      ['6e', 155],
      ['5e', 178],
      ['4e', 147],
      ['3e', 185],
    ])
  })

  test('second degré d’Ille-et-Vilaine : huit clés en « O » en quarantaine', async () => {
    const lu = await lireLivre('effectifs', 'effectifs/effectifs-second-degre-35.csv.gz')
    expect([lu.lignes, lu.enregistrements.length]).toEqual([815, 815])
    expect(lu.rejets.map((r) => r.uai)).toEqual([
      '0351122O',
      '0350933O',
      '0351019O',
      '0350932O',
      '0350935O',
      '0350937O',
      '0350708O',
      '0350821O',
    ])
    expect(lu.rejets[0]).toMatchObject({ numero: 52, code: 'uai_incorrect' })
  })
})

describe('établissements : fichiers réels', () => {
  test.each([
    ['annuaire', 'annuaire/annuaire-education-academie-toulouse-2024-11-26.csv.gz', 680, 2_762],
    ['annuaire', 'annuaire/annuaire-education-35-2nd-degre-2023-06.csv.gz', 205, 43],
    ['geolocalisation', 'geolocalisation/adresse-geolocalisation-colleges-france.csv.gz', 7_654, 0],
    ['geolocalisation', 'geolocalisation/geolocalisation-colleges-35.csv.gz', 117, 0],
    ['education-prioritaire', 'education-prioritaire/liste-rep-rentree-2022.csv.gz', 1_092, 6_627],
    ['liste-nationale', 'liste-nationale/etablissements-2d-france-derive-2025-10.csv.gz', 12_455, 0],
  ])('%s, %s : %i lignes, %i hors champ', async (code, chemin, lignes, horsChamp) => {
    const lu = await lireLivre(code, chemin)
    expect([lu.lignes, lu.horsChamp, lu.rejets]).toEqual([lignes, horsChamp, []])
  })

  test('annuaire de 2023 : un UAI sur deux lignes est dit par la colonne d’alors', async () => {
    const { lues } = await lireLivre('annuaire', 'annuaire/annuaire-education-35-2nd-degre-2023-06.csv.gz')
    const doubles = lues.flatMap((l) => (l.genre === 'etablissement' && l.plusieurs ? [l.uai] : []))
    expect([...new Set(doubles)].sort()).toEqual(['0350778F', '0350852L', '0352072M'])
  })

  test('géolocalisation : position, rue lisible, date de remplissage laissée', async () => {
    const { lues } = await lireLivre(
      'geolocalisation',
      'geolocalisation/adresse-geolocalisation-colleges-france.csv.gz',
    )
    const champs = lues.flatMap((l) => (l.genre === 'etablissement' ? [l.champs] : []))
    expect(champs.filter((c) => c.latitude === undefined)).toHaveLength(147)
    expect(champs.filter((c) => c.etat === 'a_ouvrir')).toHaveLength(13)
    expect(champs.filter((c) => c.date_ouverture === '2099-01-01')).toEqual([])
    expect(lues.find((l) => 'uai' in l && l.uai === '0071168G')).toMatchObject({
      champs: { adresse: '2 rue de Macheville' },
    })
  })

  test('éducation prioritaire : une clé en minuscule est reprise', async () => {
    const { lues } = await lireLivre('education-prioritaire', 'education-prioritaire/liste-rep-rentree-2022.csv.gz')
    const ep = lues.flatMap((l) => (l.genre === 'etablissement' ? [l.champs.education_prioritaire] : []))
    expect([ep.filter((e) => e === 'REP').length, ep.filter((e) => e === 'REP+').length]).toEqual([731, 361])
  })
})

describe('budget de la région Île-de-France', () => {
  test('dotations : deux paires d’UAI en quarantaine, montants en centimes', async () => {
    const lu = await lireLivre('moyens-financiers', 'budget-lycees-idf/dotation-consolidee-2016-2026-par-uai.csv')
    expect([lu.lignes, lu.enregistrements.length]).toEqual([466, 913])
    expect(lu.rejets).toMatchObject([
      { numero: 258, uai: '0930834B+0930846P', code: 'plusieurs_uai' },
      { numero: 286, uai: '0930122C+0930130L', code: 'plusieurs_uai' },
    ])
    const total = (annee: number) =>
      lu.enregistrements.filter((e) => e.valeurs.annee === annee).reduce((s, e) => s + Number(e.valeurs.montant), 0)
    // The published total less the two pairs.
    expect(total(2026)).toBe((180_922_366 + 24_195_514 + 155_648 + 4_794_332 - 1_071_090 - 537_788) * 100)
  })

  test('opérations : les enveloppes sans établissement sont hors champ', async () => {
    const lu = await lireLivre('operations', 'budget-lycees-idf/operations-directes-votees-2023-11-17-extrait.csv')
    expect([lu.lignes, lu.horsChamp, lu.rejets]).toEqual([42, 16, []])
    const references = lu.enregistrements.map((e) => e.valeurs.reference)
    expect(lu.lues.length).toBe(42)
    expect(references.every((r) => typeof r === 'string' && r.startsWith('CP2023-'))).toBe(true)
    expect(lu.de('0921500F')[0]?.valeurs).toMatchObject({ montant_vote: 20_000_000, annee: 2023, genre: 'Affectation' })
  })
})

test('chaque fichier livré n’est lu que par sa source : envoyé à une autre, il est refusé', async () => {
  for (const { code, fichier } of FICHIERS_LIVRES) {
    const octets = readFileSync(new URL(`../../../../donnees/${fichier}`, import.meta.url))
    const [tableau] = await lireFichier(octets, fichier)
    // Any table with a column named after a champ is one for the fiche.
    const lisent = SOURCES_IMPORTABLES.filter((s) => {
      if (s.code === 'fiche') return false
      try {
        return s.lecteur(tableau?.entetes ?? [], tableau?.feuille ?? null, { nom: basename(fichier) })
      } catch (erreur) {
        if (!(erreur instanceof ColonnesManquantes)) throw erreur
        return false
      }
    }).map((s) => s.code)
    expect([fichier, lisent]).toEqual([fichier, [code]])
  }
})
