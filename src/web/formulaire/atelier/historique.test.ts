import { expect, test } from 'vitest'
import { ebaucheVide } from '#domain/formulaire/ebauche.ts'
import { type Action, commencer, reduire } from './historique.ts'

const vide = ebaucheVide('Essai')
const titre = (t: string, cle?: string): Action => ({
  genre: 'editer',
  operation: { op: 'changer_entete', titre: t, reperes: undefined },
  mot: 'Titre changé',
  cle,
})
const suite = (...actions: Action[]) => actions.reduce(reduire, commencer(vide))

test('annuler rend le document d’avant, rétablir celui d’après', () => {
  const deux = suite(titre('A'), titre('B'))
  const un = reduire(deux, { genre: 'annuler' })
  expect(un.ebauche.titre).toBe('A')
  expect(un.annonce.texte).toBe('Annulé : Titre changé')
  expect(reduire(un, { genre: 'retablir' }).ebauche.titre).toBe('B')
  const zero = reduire(reduire(un, { genre: 'annuler' }), { genre: 'annuler' })
  expect(zero.ebauche).toEqual(vide)
})

test('une frappe s’annule d’un coup ; choisir autre chose commence un autre pas', () => {
  const frappe = suite(titre('A', 't'), titre('AB', 't'), titre('ABC', 't'))
  expect(reduire(frappe, { genre: 'annuler' }).ebauche.titre).toBe('Essai')
  const reprise = reduire(
    reduire(frappe, { genre: 'choisir', selection: { genre: 'etape', id: 'etape_1' } }),
    titre('ABCD', 't'),
  )
  expect(reduire(reprise, { genre: 'annuler' }).ebauche.titre).toBe('ABC')
})

test('une édition nouvelle efface ce qui pouvait être rétabli', () => {
  const etat = reduire(reduire(suite(titre('A')), { genre: 'annuler' }), titre('C'))
  expect(reduire(etat, { genre: 'retablir' }).ebauche.titre).toBe('C')
})

test('ce qui ne peut se faire ne change rien et se dit', () => {
  const etat = suite({ genre: 'editer', operation: { op: 'retirer_champ', id: 'absent' }, mot: 'x' })
  expect(etat.ebauche).toBe(vide)
  expect(etat.annonce.texte).toBe('Ce n’est pas possible ici.')
})
