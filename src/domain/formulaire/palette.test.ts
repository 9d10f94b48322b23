import { expect, test } from 'vitest'
import { constater } from './constat.ts'
import { ebaucheVide, lireEbauche } from './ebauche.ts'
import { entreeDe, nouveauChamp, PALETTE } from './palette.ts'
import { LIVRES } from './palette_types.ts'
import { ChampSimple } from './types/simple.ts'

test('la palette propose chaque type du registre, une fois', () => {
  const types = PALETTE.map((e) => e.type)
  expect(new Set(types).size).toBe(types.length)
  // A type that cannot start from its libellé alone is offered once its start is said in `palette_types.ts`.
  const dits = [...ChampSimple.options.map((o) => o.shape.type.value as string), 'bloc_repetable'].filter(
    (type) => LIVRES[type],
  )
  expect(dits.length).toBeGreaterThan(15)
  expect(types).toEqual(expect.arrayContaining(dits))
})

test.each(PALETTE.map((e) => [e.type, e]))(
  'un champ neuf « %s » s’ouvre et se publie, bloc vide excepté',
  (type, e) => {
    const champ = nouveauChamp(type, 'neuf', e.libelle)
    const vide = ebaucheVide('Essai')
    const { ebauche } = lireEbauche({ ...vide, etapes: vide.etapes.map((et) => ({ ...et, champs: [champ] })) })
    if (!ebauche) throw new Error('Ce champ ne s’ouvre pas.')
    expect(constater(ebauche).defauts.map((d) => d.message)).toEqual(
      type === 'bloc_repetable' ? ['Ajoutez au moins une question.'] : [],
    )
    expect(e.libelle).toMatch(/^\p{Lu}/u)
  },
)

test('les propriétés d’un type se lisent dans son schéma', () => {
  expect(
    entreeDe('nombre')
      .proprietes.map((p) => p.cle)
      .toSorted(),
  ).toEqual(['decimales', 'max', 'min', 'unite'])
  expect(
    entreeDe('piece')
      .proprietes.map((p) => p.genre)
      .toSorted(),
  ).toEqual(['formats', 'lien', 'nombre', 'taille'])
})
