import { expect, test } from 'vitest'
import { commencer } from '#domain/formulaire/prefill.ts'
import { modifier } from '#domain/formulaire/saisie.ts'
import { reponsesUtiles } from '#domain/formulaire/visite.ts'
import { contexte, lireLivreDe, lireModele } from '#test/modeles.ts'
import { modeleDe } from './modele.ts'

/** What the form computes of these answers. */
function calculer(nom: string, changements: Record<string, unknown>, valeurs = {}) {
  const { formulaire } = modeleDe(lireLivreDe(`${nom}.json`), valeurs)
  const { reponses, preremplis } = commencer(formulaire, contexte)
  return reponsesUtiles(formulaire, modifier(formulaire, reponses, changements, preremplis).reponses)
}

test.each([
  [375_00, 250_00, 1],
  [375_01, 200_00, 2],
  [875_00, 100_00, 4],
  [875_01, 0, 5],
])('un quotient familial de %i centimes donne droit à %i centimes, tranche %i', (qf, aide, tranche) => {
  expect(calculer('aide-restauration', { rsa: false, qf })).toMatchObject({ aide, tranche })
})

test.each([
  [249, 0, 2.8],
  [250, 0, 3.8],
  [749, 12, 6.3],
  [750, 0, 6.4],
  [1499, 12, 9.8],
  [1500, 12, 11.1],
])('%i repas par jour et %i internes : %d ETP de restauration', (repas, internes, etp) => {
  const saisie = { demande: 'dialogue', repas, internes: { nombre: internes }, surface: 8_000, amplitude_ouverture: 11 }
  expect(calculer('moyens-humains', saisie)).toMatchObject({
    etp_restauration: etp,
    etp_accueil: internes ? 1.3 : 1,
    etp_maintenance: internes ? 1.2 : 1,
  })
})

test('l’amplitude au-delà de onze heures et les surfaces au-delà de 10 000 m² comptent au prorata', () => {
  const saisie = { demande: 'dialogue', repas: 0, internes: { nombre: 0 }, surface: 15_000, amplitude_ouverture: 11.5 }
  expect(calculer('moyens-humains', saisie)).toMatchObject({ etp_accueil: 1.3, etp_maintenance: 1.5 })
})

test.each([
  ['general', 800, 300, 9_050_00],
  ['professionnel', 800, 300, 10_860_00],
  ['specialise', 100, 0, 3_000_00],
  ['erea', 100, 100, 3_000_00],
  ['general', 2000, 500, 15_000_00],
])('quota des actions éducatives, %s, %i élèves et %i boursiers : %i centimes', (statut, eleves, boursiers, quota) => {
  const saisie = {
    effectif_total: { nombre: eleves },
    effectif_boursiers: { nombre: boursiers },
    statut_etablissement: statut,
  }
  expect(calculer('actions-educatives', saisie)).toMatchObject({ quota })
})

test('l’investissement d’un établissement privé : 10 % des dépenses sans les fonds publics, le calcul est montré', () => {
  const saisie = {
    enseignement: 'general',
    demande: 'investissement',
    'devis/d1': { devis_montant: 60_000_01 },
    fonds_propres: 10_000_00,
    depenses_annuelles: 800_000_00,
    fonds_publics: 300_000_00,
  }
  expect(calculer('prive-sous-contrat', saisie)).toMatchObject({ plafond: 50_000_00, depassement: 1 })
  const lyceePro = calculer('prive-sous-contrat', { ...saisie, enseignement: 'technologique' })
  expect(lyceePro).not.toHaveProperty('plafond')
})

test('la dotation est la somme de ses parts, au centime, avec les valeurs de chaque collectivité', () => {
  const annees = (n: number) => ({ n1: n, n2: n + 1, n3: n + 3 })
  const saisie = {
    effectif_total: { nombre: 613 },
    ips: 96.4,
    eleves_prepa_metiers: 24,
    eleves_dispositifs: 15,
    surface_non_batie: 4_200,
    age_batiments: 41,
    comptes_fluides: { c6021: annees(1_234_56), c6028: annees(0), c6061: annees(38_765_43) },
    comptes_entretien: { c6063: annees(2_000_01), c6112: annees(9_999_99), c615: annees(4_321_10) },
  }
  const { jeux } = lireLivreDe('dotation-fonctionnement.json').entete
  for (const valeurs of [{}, ...jeux.map((j) => j.valeurs)]) {
    const vu = calculer('dotation-fonctionnement', saisie, valeurs)
    const parts = ['fixe', 'pedagogique', 'charges', 'technique', 'viabilisation'].map((p) =>
      Number(vu[`part_${p}`] ?? 0),
    )
    expect(parts.reduce((s, n) => s + n, Number(vu.lignes_specifiques))).toBe(vu.dotation_estimee)
  }
  const defaut = calculer('dotation-fonctionnement', saisie)
  expect(defaut).toMatchObject({ part_pedagogique: Math.round(613 * 42_00 * 1.05), part_charges: 613 * 35_00 })
  expect(defaut.part_viabilisation).toBe(40_000_03)
  expect(calculer('dotation-fonctionnement', saisie, jeux[1]?.valeurs).lignes_specifiques).toBe(
    24 * 56_00 + 15 * 157_00,
  )
})

test('chaque régime a ses mots : public pour les familles et le privé, administration pour les EPLE', () => {
  const regime = (nom: string) => lireModele(`${nom}.json`).dispositif.regime
  expect(['aide-restauration', 'prive-sous-contrat'].map(regime)).toEqual(['public', 'public'])
  expect(['dotation-fonctionnement', 'logement-fonction', 'moyens-humains'].map(regime)).not.toContain('public')
})

test('un logement ne se dépose pas sans la proposition du conseil d’administration', () => {
  const { formulaire } = lireModele('logement-fonction.json')
  const acte = formulaire.etapes.flatMap((e) => e.champs).find((c) => c.id === 'ca_acte')
  expect(acte).toMatchObject({ type: 'piece', obligatoire: true })
  expect(acte?.condition).toBeUndefined()
})
