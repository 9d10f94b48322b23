import { expect, test } from 'vitest'
import { constater } from './constat.ts'
import { ebaucheVide, lireEbauche } from './ebauche.ts'
import { entreeDe, nouveauChamp, PALETTE } from './palette.ts'
import { ChampSimple } from './types/simple.ts'

test('la palette propose chaque type du registre, une fois', () => {
  const types = PALETTE.map((e) => e.type)
  const registre = [...ChampSimple.options.map((o) => o.shape.type.value as string), 'bloc_repetable']
  expect(types.toSorted()).toEqual(registre.toSorted())
  expect(PALETTE.filter((e) => e.famille === 'Autres')).toEqual([])
})

const A_COMPLETER: Record<string, string[]> = {
  bloc_repetable: ['Ajoutez au moins une question.'],
  nomenclature: ['Choisissez une nomenclature.'],
  image: ['Donnez une adresse, ou choisissez un fichier.', 'Décrivez ce que montre l’image, pour qui ne la voit pas.'],
  video: ['Donnez une adresse, ou choisissez un fichier.', 'Donnez la transcription de la vidéo.'],
}

test.each(PALETTE.map((e) => [e.type, e]))(
  'un champ neuf « %s » s’ouvre, et se publie ou dit ce qui lui manque',
  (type, e) => {
    const champ = nouveauChamp(type, 'neuf', e.libelle)
    const vide = ebaucheVide('Essai')
    const { ebauche } = lireEbauche({ ...vide, etapes: vide.etapes.map((et) => ({ ...et, champs: [champ] })) })
    if (!ebauche) throw new Error('Ce champ ne s’ouvre pas.')
    expect(constater(ebauche).defauts.map((d) => d.message)).toEqual(A_COMPLETER[type] ?? [])
    expect(e.libelle).toMatch(/^\p{Lu}/u)
  },
)

test('les propriétés d’un type se lisent dans son schéma', () => {
  expect(
    entreeDe('nombre')
      .proprietes.map((p) => p.cle)
      .toSorted(),
  ).toEqual(['decimales', 'max', 'min', 'unite'])
  expect(new Set(entreeDe('piece').proprietes.map((p) => p.genre))).toEqual(
    new Set(['formats', 'taille', 'nombre', 'lien']),
  )
})
