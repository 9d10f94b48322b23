import { describe, expect, test } from 'vitest'
import { calculer, type Formule, type Grandeur, grandeurDe } from './formules.ts'

const grandeurs: Record<string, Grandeur> = {
  prix: 'montant',
  part: 'montant',
  qte: 'nombre',
  taux: 'nombre',
  km: 'nombre',
}
const grandeur = (id: string) => grandeurs[id]

function valeur(formule: Formule, reponses: Record<string, unknown>, lignes: Record<string, unknown>[] = []) {
  return calculer(formule, {
    lire: (id) => reponses[id],
    grandeur,
    lignes: (bloc) => (bloc === 'bloc' ? lignes.map((l) => (id: string) => l[id] ?? reponses[id]) : []),
  })
}
const c = (champ: string): Formule => ({ champ })
const total: Formule = { total: 'bloc', de: { produit: [c('qte'), c('prix')] } }

describe('calculer', () => {
  test.each<[string, Formule, Record<string, unknown>, number | undefined]>([
    ['une somme laisse de côté ce qui est vide', { somme: [c('prix'), c('part')] }, { prix: 10 }, 10],
    ['une somme de rien n’est rien', { somme: [c('prix'), c('part')] }, {}, undefined],
    ['zéro est un terme', { somme: [c('prix')] }, { prix: 0 }, 0],
    ['un produit attend toutes ses parts', { produit: [c('qte'), c('prix')] }, { prix: 10 }, undefined],
    ['une différence attend sa première part', { difference: [c('prix'), c('part')] }, { part: 10 }, undefined],
    ['une différence se passe de la seconde', { difference: [c('prix'), c('part')] }, { prix: 10 }, 10],
    ['un minimum attend toutes ses parts', { minimum: [c('prix'), c('part')] }, { prix: 10 }, undefined],
    ['le plus petit', { minimum: [c('prix'), c('part')] }, { prix: 10, part: 3 }, 3],
    ['le plus grand', { maximum: [c('prix'), { constante: 0, grandeur: 'montant' }] }, { prix: -4 }, 0],
    ['les centimes s’arrondissent au plus proche', { produit: [c('taux'), c('prix')] }, { taux: 0.333, prix: 100 }, 33],
    ['une moitié s’éloigne de zéro', { produit: [c('taux'), c('prix')] }, { taux: 0.5, prix: 25 }, 13],
    ['une moitié négative aussi', { produit: [c('taux'), c('prix')] }, { taux: -0.5, prix: 25 }, -13],
    ['35 c × 0,7 font 24,5 c, donc 25', { produit: [c('prix'), c('taux')] }, { prix: 35, taux: 0.7 }, 25],
    ['1,1 × 3 font 3,3', { produit: [c('taux'), c('qte')] }, { taux: 1.1, qte: 3 }, 3.3],
    ['un texte ne se calcule pas', { somme: [c('prix')] }, { prix: '10' }, undefined],
    ['au-delà des entiers exacts, rien', { produit: [c('qte'), c('qte')] }, { qte: 1e12 }, undefined],
  ])('%s', (_, formule, reponses, attendu) => expect(valeur(formule, reponses)).toBe(attendu))

  test('un total arrondit chaque ligne au centime, comme une facture', () => {
    const lignes = [
      { qte: 0.5, prix: 1 },
      { qte: 0.5, prix: 1 },
      { qte: 3, prix: 1999 },
    ]
    expect(valeur(total, {}, lignes)).toBe(1 + 1 + 5997)
  })

  test('un total oublie les lignes incomplètes, et n’est rien sans ligne', () => {
    expect(valeur(total, {}, [{ qte: 2, prix: 10 }, { qte: 2 }])).toBe(20)
    expect(valeur(total, {}, [{ qte: 2 }])).toBeUndefined()
    expect(valeur(total, {}, [])).toBeUndefined()
    expect(valeur({ lignes: 'bloc' }, {}, [{}, {}])).toBe(2)
    expect(valeur({ lignes: 'bloc' }, {}, [])).toBe(0)
  })

  test('une ligne lit aussi le formulaire', () => {
    expect(valeur(total, { prix: 7 }, [{ qte: 2 }, { qte: 3, prix: 1 }])).toBe(17)
  })

  test('cent mille additions de dix centimes font exactement dix mille euros', () => {
    expect(
      valeur(
        { total: 'bloc', de: c('prix') },
        {},
        Array.from({ length: 100_000 }, () => ({ prix: 10 })),
      ),
    ).toBe(10_000_00)
  })
})

describe('un barème', () => {
  const grille: Formule = {
    bareme: c('prix'),
    tranches: [
      { jusqua: 375_00, valeur: 250_00 },
      { jusqua: 563_00, valeur: 200_00 },
    ],
    au_dela: 0,
    grandeur: 'montant',
  }
  test.each([
    [0, 250_00],
    [375_00, 250_00],
    [375_01, 200_00],
    [563_01, 0],
  ])('%i centimes donnent %i : la borne est dans sa tranche', (prix, attendu) => {
    expect(valeur(grille, { prix })).toBe(attendu)
  })
  test('attend ce qu’il lit, et ses tranches vont en montant', () => {
    expect(valeur(grille, {})).toBeUndefined()
    expect(grandeurDe(grille, grandeur)).toBe('montant')
    const melee = { ...grille, tranches: grille.tranches.toReversed() }
    expect(grandeurDe(melee, grandeur)).toMatchObject({ erreur: expect.stringContaining('tranches') })
  })
})

test.each<[Formule, Grandeur | RegExp]>([
  [{ produit: [c('qte'), c('prix')] }, 'montant'],
  [{ produit: [c('qte'), c('km')] }, 'nombre'],
  [{ somme: [c('prix'), c('part')] }, 'montant'],
  [{ total: 'bloc', de: c('km') }, 'nombre'],
  [{ lignes: 'bloc' }, 'nombre'],
  [{ produit: [c('prix'), c('part')] }, /euros par des euros/],
  [{ somme: [c('prix'), c('qte')] }, /simple nombre/],
  [{ difference: [c('qte'), { constante: 1, grandeur: 'montant' }] }, /simple nombre/],
  [{ somme: [c('inconnu')] }, /« inconnu »/],
])('la grandeur de %j', (formule, attendu) => {
  const trouvee = grandeurDe(formule, grandeur)
  if (typeof attendu === 'string') expect(trouvee).toBe(attendu)
  else expect(trouvee).toMatchObject({ erreur: expect.stringMatching(attendu) })
})
