import { expect, test } from 'vitest'
import { devinerColonnes, essayerTableau, typeDe } from './essai.ts'
import { contenuDeNoms, traduire } from './liens.ts'
import { IPS_COLLEGES } from './sources/ips.ts'

test.each([
  [['0310038Y', '0311236A'], 'uai'],
  [['', ' '], 'vide'],
  [['12', '1 204'], 'entier'],
  [['031', '032'], 'texte'],
  [['98,5', '100.2'], 'nombre'],
  [['2026-09-01', '01/09/2026'], 'date'],
  [['OUI', 'non'], 'oui_non'],
  [['Toulouse', '12'], 'texte'],
])('%j est de type %s', (valeurs, type) => expect(typeDe(valeurs)).toBe(type))

const ENTETES = ['rentree_scolaire', 'uai', 'nom_de_l_etablissment', 'ips', 'remarque']
const LIGNES = [
  ['2022-2023', '0311236A', 'Collège Fermat', '130.2', 'a'],
  ['2022-2023', 'faux', 'Collège inventé', '90', 'b'],
]

test('les colonnes qui servent se voient à ce que change leur absence', () => {
  const essai = essayerTableau(IPS_COLLEGES, ENTETES, null, LIGNES)
  expect(essai).toMatchObject({ refus: null, retenues: 1, rejetees: 1 })
  expect(essai.raisons[0]).toMatch(/UAI/)
  expect(ENTETES.filter((_, i) => essai.utilisees[i])).toEqual(['rentree_scolaire', 'uai', 'ips'])
})

test('un fichier aux colonnes renommées est refusé, deviné, puis lu', () => {
  const autres = ['rentree', 'etab', 'nom', 'indice', 'ips_moyen']
  const lignes = LIGNES.map(([r = '', u = '', n = '', i = '']) => [r, u, n, 'x', i])
  const refuse = essayerTableau(IPS_COLLEGES, autres, null, lignes)
  expect(refuse.refus).not.toBeNull()
  const bonnes = lignes.slice(0, 1)
  const devinees = devinerColonnes(autres, bonnes, ['rentree_scolaire', 'uai', 'ips'])
  expect(devinees).toMatchObject({ etab: 'uai', rentree: 'rentree_scolaire' })
  const colonnes = { ...devinees, ips_moyen: 'ips' }
  expect(essayerTableau(traduire(IPS_COLLEGES, contenuDeNoms(colonnes)), autres, null, bonnes)).toMatchObject({
    refus: null,
    retenues: 1,
  })
})
