import { describe, expect, test } from 'vitest'
import { ANNUAIRE } from './annuaire.ts'
import { EFFECTIFS, niveauDe } from './effectifs.ts'
import { IPS_LYCEES } from './ips.ts'
import { IVAC_COLLEGES } from './ivac.ts'
import { codeIval, IVAL_LYCEES } from './ival.ts'
import { MOYENS_HUMAINS, PARC_INFORMATIQUE } from './metier.ts'

const lire = (source: typeof ANNUAIRE, objet: Record<string, string>, nom?: string) =>
  source.lecteur(Object.keys(objet), null, { nom })(Object.values(objet))

test.each([
  ['Taux de réussite bruts · GNLE', 'taux_reu_gnle'],
  ['Taux de réussite bruts | GNLE', 'taux_reu_gnle'],
  ['taux_reu_gnle', 'taux_reu_gnle'],
  ['Taux de réussite attendus · TOTAL', 'taux_reu_attendu_total'],
  ['Valeur ajoutée de taux de mentions · STMG', 'va_men_stmg'],
  ['Effectifs à la rentrée N · Term.', 'eff_term'],
  ['Effectifs à la rentrée 2023 · 2nde', 'eff_2nde'],
  ["Taux d'accès bruts · 2nde-Bac", 'taux_acces_2nde'],
  ['Nombre d’élèves présents au Bac · Génie civil, construction et bois', 'presents_genie_civil'],
  ['nb_mentions_tb_avecf_g', 'nb_mentions_tb_avecf_g'],
  ['Commune', undefined],
])('IVAL : %j est %s', (entete, code) => expect(codeIval(entete)).toBe(code))

test.each([
  ['6eme_total', '6e'],
  ['Nombre total de 6èmes', '6e'],
  ['Nombre de 6èmes Segpa', undefined],
  ['Nombre de 3èmes LV1 anglais', undefined],
  ["Nombre d'élèves total Segpa", 'segpa'],
  ['nombre_eleves_ulis', 'ulis'],
  ['2ndes_gt', '2de_gt'],
  ['2ndes_gt_filles', undefined],
  ['1eres_sti2d', '1re_t'],
  ['1eres_g', '1re_g'],
  ['terminales_stmg', 'tle_t'],
  ['2ndes_pro', '2de_pro'],
])('effectifs : %j compte %s', (entete, niveau) => expect(niveauDe(entete)).toBe(niveau))

describe('portail', () => {
  test('IVAL, identifiants : l’année est dans la ligne, une série absente ne dit rien', () => {
    const ligne = {
      annee: '2012',
      uai: '0480680D',
      presents_total: '23',
      taux_reu_total: '100.0',
      taux_acces_2nde: '70.0',
      va_acces_1ere: '-5',
      presents_l: '',
    }
    expect(lire(IVAL_LYCEES, ligne)).toMatchObject({
      enregistrements: [
        { valeurs: { jeu: 'ival_gt', annee: 2012, code: 'presents_total', valeur: 23 } },
        { valeurs: { code: 'taux_reu_total', valeur: 100 } },
        { valeurs: { code: 'taux_acces_2nde', valeur: 70 } },
        { valeurs: { code: 'va_acces_1ere', valeur: -5 } },
      ],
    })
  })

  test('IVAC, identifiants', () => {
    const ligne = {
      session: '2023',
      uai: '0010005A',
      nb_candidats_g: '127',
      taux_de_reussite_g: '93',
      note_a_l_ecrit_p: '',
    }
    expect(lire(IVAC_COLLEGES, ligne)).toMatchObject({ uai: '0010005A', enregistrements: { length: 2 } })
  })

  test('annuaire de l’ancienne API : colonnes absentes, département sur deux chiffres, drapeaux en nombres', () => {
    const ligne = {
      identifiant_de_l_etablissement: '0050009H',
      nom_etablissement: 'Lycée professionnel Sévigné',
      type_etablissement: 'Lycée',
      code_departement: '05',
      hebergement: '1',
      segpa: '0',
      position: '44.562179, 6.07463',
    }
    expect(lire(ANNUAIRE, ligne)).toMatchObject({
      uai: '0050009H',
      champs: { type: 'lycee', hebergement: true, segpa: false, latitude: 44.562179 },
      lieu: { departement: '05' },
    })
  })
})

test('IPS : un chiffre illisible est signalé, la ligne reste ; sans année elle est écartée', () => {
  const ligne = { 'Rentrée scolaire': '2022-2023', UAI: '0310038Y', 'IPS voie GT': '99,2', 'IPS voie PRO': 'beaucoup' }
  expect(lire(IPS_LYCEES, ligne)).toMatchObject({
    enregistrements: [{ valeurs: { annee: 2022, code: 'ips_gt', valeur: 99.2 } }],
    remarques: [{ champ: 'ips_pro', valeur: 'beaucoup' }],
  })
  expect(lire(IPS_LYCEES, { ...ligne, 'Rentrée scolaire': '' })).toMatchObject({
    genre: 'rejet',
    code: 'annee_incorrecte',
  })
})

test('effectifs d’une collectivité : un niveau et un régime par ligne', () => {
  const ligne = { uai: '0310038Y', annee: '2025', niveau: '2de_gt', regime: 'Internes', effectif: '31' }
  expect(lire(EFFECTIFS, ligne)).toMatchObject({
    enregistrements: [{ valeurs: { annee: 2025, niveau: '2de_gt', regime: 'interne', effectif: 31 } }],
  })
})

test('moyens humains et parc : une case illisible est signalée, ce qui nomme la ligne est exigé', () => {
  expect(
    lire(MOYENS_HUMAINS, { uai: '0310038Y', annee: '2026', fonction: 'Accueil', etp: '1,5', vacants: '-1' }),
  ).toMatchObject({
    enregistrements: [{ rubrique: 'moyen_humain', valeurs: { annee: 2026, fonction: 'Accueil', etp: 1.5 } }],
    remarques: [{ champ: 'vacants', valeur: '-1' }],
  })
  expect(lire(MOYENS_HUMAINS, { uai: '0310038Y', annee: '2026', fonction: '' })).toMatchObject({
    code: 'fonction_absente',
  })
  expect(
    lire(PARC_INFORMATIQUE, { uai: '0310038Y', categorie: 'Tablette', modele: '10 pouces', quantite: '60' }),
  ).toMatchObject({
    enregistrements: [{ rubrique: 'equipement', valeurs: { reference: 'Tablette · 10 pouces', nombre: 60 } }],
  })
})
