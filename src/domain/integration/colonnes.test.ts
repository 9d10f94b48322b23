import { expect, test } from 'vitest'
import { ColonneEnDouble, lireColonnes, lireUai, NOMS_UAI, normaliserEntete, UAI } from './colonnes.ts'

test.each([
  ['Code postal', 'code_postal'],
  ['  N°Département ', 'n_departement'],
  ['Nom de l’établissment', 'nom_de_l_etablissment'],
  ["Écart-type de l'IPS", 'ecart_type_de_l_ips'],
  ['REP +', 'rep_plus'],
  ['Taux d’accès bruts · 2nde-Bac', 'taux_d_acces_bruts_2nde_bac'],
])('%j devient %s', (entete, attendu) => expect(normaliserEntete(entete)).toBe(attendu))

test.each([...NOMS_UAI, 'Numéro du collège', 'CODE ETABLISSEMENT', 'Informations établissement · UAI'])(
  'la clé se reconnaît sous le nom « %s »',
  (nom) => expect(lireColonnes(['a', nom], { uai: UAI }).uai(['x', '0310038Y'])).toBe('0310038Y'),
)

test('une colonne facultative absente se lit vide, une indispensable est nommée', () => {
  const c = lireColonnes(['uai'], { uai: UAI, fax: { noms: ['fax'] } })
  expect([c.fax(['0310038Y']), c.presentes.has('fax')]).toEqual(['', false])
  expect(() => lireColonnes(['nom'], { uai: UAI })).toThrow('il manque UAI')
})

test('la clé deux fois dans le fichier : rien n’est lu', () => {
  expect(() => lireColonnes(['UAI', 'nom', 'uai'], { uai: UAI })).toThrow(ColonneEnDouble)
  expect(() => lireColonnes(['UAI', 'nom', 'uai'], { uai: UAI })).toThrow(
    'La colonne « UAI » est deux fois dans le fichier',
  )
})

test.each([
  ['0310038y', { uai: '0310038Y' }],
  [' 0310038 Y', { uai: '0310038Y' }],
  ['0310038A', { code: 'uai_incorrect' }],
  ['0351122O', { code: 'uai_incorrect', uai: '0351122O' }],
  ['', { code: 'uai_absent' }],
  ['0930834B+0930846P', { code: 'plusieurs_uai', uai: '0930834B+0930846P' }],
  ['0930834B / 0930846P', { code: 'plusieurs_uai' }],
])('%j', (brut, attendu) => expect(lireUai(brut)).toMatchObject(attendu))
