import { expect, test } from 'vitest'
import type { Difference } from '#domain/integration/api.ts'
import { enClair, motsDeLEnregistrement, sansCle } from './motsDesDifferences.ts'

const difference = (d: Partial<Difference>): Difference => ({
  uai: '0310038Y',
  nom: 'Lycée Bellevue',
  genre: 'creation',
  champ: null,
  enregistrement: null,
  avant: null,
  apres: null,
  ...d,
})
const ips = difference({
  champ: 'indicateur',
  enregistrement: 'ips_lycee, 2016, ips_ensemble',
  apres: { jeu: 'ips_lycee', annee: 2016, code: 'ips_ensemble', valeur: 89.2, non_disponible: false },
})

test('un enregistrement se dit en mots, sa valeur seule à côté', () => {
  expect(motsDeLEnregistrement(ips)).toBe('Position sociale, lycée, 2016, IPS, ensemble')
  expect(sansCle(ips, ips.apres, null)).toBe(89.2)
})

test('ce que l’on ne sait pas lire reste tel quel', () => {
  expect(motsDeLEnregistrement({ ...ips, apres: null })).toBe('ips_lycee, 2016, ips_ensemble')
  expect(motsDeLEnregistrement(difference({ champ: 'nature', enregistrement: '340' }))).toBe('340')
})

test('un code dit son libellé, un jour se lit', () => {
  const champ = { onglet: 'general', groupe: 'identite', historise: true, stockage: 'colonne', livre: true } as const
  const registre = {
    onglets: [],
    champs: [
      { ...champ, code: 'contrat', libelle: 'Contrat', genre: 'choix' as const, nomenclature: 'contrat' },
      { ...champ, code: 'date_ouverture', libelle: 'Ouverture', genre: 'jour' as const },
    ],
    nomenclatures: [
      {
        code: 'contrat',
        libelle: 'Contrats',
        livree: true,
        valeurs: [{ code: '99', libelle: 'Sans objet', obsolete_depuis: null }],
      },
    ],
  }
  expect(enClair(registre, 'contrat', '99')).toBe('Sans objet')
  expect(enClair(registre, 'date_ouverture', '1965-05-01')).toBe('1er mai 1965')
  expect(enClair(registre, 'inconnu', '99')).toBe('99')
  expect(enClair(undefined, 'contrat', null)).toBeNull()
})
