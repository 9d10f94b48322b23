import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { unFormulaireEnEtapes } from '#test/formulaires.ts'
import type { Condition } from './conditions.ts'
import { estVide } from './conditions.ts'
import type { Champ, Definition, Reponses } from './definition.ts'
import { type ChampDuParcours, parcours } from './parcours.ts'
import { recapitulatif } from './recapitulatif.ts'
import { type Changements, modifier } from './saisie.ts'
import type { ChampSimple } from './types/simple.ts'
import { refusEnregistrement } from './validation.ts'
import { reponsesUtiles } from './visite.ts'

const aujourdhui = '2026-11-24'
const TYPES = ['texte', 'oui_non', 'nombre', 'case', 'choix', 'bloc_repetable'] as const
const options = ['a', 'b', 'c'].map((valeur) => ({ valeur, libelle: valeur.toUpperCase() }))

/** Drawn numbers become a form: each champ may depend on those placed before it, in its row or at the root. */
type Trait = { type: number; source: number; valeur: number; obligatoire: boolean; interne: number[] }
const trait: fc.Arbitrary<Trait> = fc.record({
  type: fc.nat({ max: 5 }),
  source: fc.nat({ max: 40 }),
  valeur: fc.nat({ max: 3 }),
  obligatoire: fc.boolean(),
  interne: fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 3 }),
})

function conditionDe(avant: Champ[], { source, valeur }: Trait): Condition | undefined {
  // One champ in three is always shown.
  const c = source % 3 === 0 ? undefined : avant[source % Math.max(1, avant.length)]
  if (!c) return undefined
  if (c.type === 'texte' || c.type === 'bloc_repetable') return { champ: c.id, op: valeur % 2 ? 'rempli' : 'vide' }
  if (c.type === 'nombre') return { champ: c.id, op: 'au_moins', valeur }
  if (c.type === 'choix') return { champ: c.id, op: valeur === 3 ? 'different' : 'egal', valeur: 'abca'[valeur] ?? 'a' }
  return { champ: c.id, op: 'egal', valeur: valeur % 2 === 0 }
}

function unChamp(id: string, t: Trait, type: (typeof TYPES)[number], avant: Champ[]): Champ {
  const commun = { id, libelle: id, condition: conditionDe(avant, t), obligatoire: t.obligatoire }
  if (type === 'choix') return { ...commun, type, options }
  if (type !== 'bloc_repetable') return { ...commun, type }
  const champs: ChampSimple[] = []
  for (const [i, n] of t.interne.entries()) {
    const nom = TYPES[n] ?? 'texte'
    const interne = unChamp(
      `${id}_${i}`,
      { ...t, source: t.source + i + 1 },
      nom === 'bloc_repetable' ? 'texte' : nom,
      [...avant.filter((c) => c.type !== 'bloc_repetable'), ...champs],
    )
    if (interne.type !== 'bloc_repetable') champs.push(interne)
  }
  const { obligatoire: _, ...reste } = commun
  return { ...reste, type, libelle_ligne: 'L', libelle_ajouter: '+', min: t.obligatoire ? 1 : 0, champs }
}

const formulaire = fc.array(trait, { minLength: 2, maxLength: 14 }).map((traits): Definition => {
  const champs: Champ[] = []
  for (const [i, t] of traits.entries()) champs.push(unChamp(`c${i}`, t, TYPES[t.type] ?? 'texte', champs))
  const milieu = Math.ceil(champs.length / 2)
  const derniere = {
    id: 'fin',
    titre: 'Fin',
    champs: champs.slice(milieu),
    condition: conditionDe(champs.slice(0, milieu), traits[0] as Trait),
  }
  return unFormulaireEnEtapes({ id: 'debut', titre: 'Début', champs: champs.slice(0, milieu) }, derniere)
})

const VALEURS: Record<string, fc.Arbitrary<unknown>> = {
  texte: fc.constantFrom('x', 'Émile 🏫', null),
  oui_non: fc.constantFrom(true, false, null),
  case: fc.constantFrom(true, false),
  nombre: fc.constantFrom(0, 1, 2, 7, null),
  choix: fc.constantFrom('a', 'b', 'c', null),
}

/** Edits of one form: answers, rows added or removed, cells. */
function editions(definition: Definition): fc.Arbitrary<[string, unknown][]> {
  const champs = definition.etapes.flatMap((e) => e.champs)
  const une = champs.flatMap((c): fc.Arbitrary<[string, unknown]>[] => {
    if (c.type !== 'bloc_repetable') return [(VALEURS[c.type] ?? fc.constant(null)).map((v) => [c.id, v])]
    const ligne = fc.constantFrom('l1', 'l2', 'l3')
    return [
      ligne.map((l) => [`${c.id}/${l}`, {}]),
      ligne.map((l) => [`${c.id}/${l}`, null]),
      ...c.champs.map((i) =>
        fc
          .tuple(ligne, VALEURS[i.type] ?? fc.constant(null))
          .map(([l, v]): [string, unknown] => [`${c.id}/${l}/${i.id}`, v]),
      ),
    ]
  })
  return fc.array(fc.oneof(...une), { maxLength: 40 })
}
const formulaireEtEditions = formulaire.chain((d) => fc.tuple(fc.constant(d), editions(d)))

const saisir = (definition: Definition, depart: Reponses, suite: [string, unknown][]): Reponses =>
  suite.reduce((r, [chemin, valeur]) => modifier(definition, r, { [chemin]: valeur }).reponses, depart)
const tous = (champs: ChampDuParcours[]): ChampDuParcours[] =>
  champs.flatMap((c) => [c, ...(c.lignes ?? []).flatMap((l) => tous(l.champs))])
const visibles = (definition: Definition, reponses: Reponses) =>
  parcours(definition, reponses, { aujourdhui }).etapes.flatMap((e) => tous(e.champs))

describe('quel que soit le formulaire et ce qu’on y saisit', () => {
  test('les mêmes réponses donnent le même parcours, quel que soit l’ordre des saisies', () => {
    fc.assert(
      fc.property(formulaireEtEditions, fc.infiniteStream(fc.nat()), ([definition, suite], hasard) => {
        // Last edit of each place wins; then the places, rows aside whose order is part of the answers, in any order.
        const finales = new Map(suite.filter(([chemin]) => !chemin.includes('/')))
        const melange = [...finales].map((e) => [hasard.next().value as number, e] as const).sort(([a], [b]) => a - b)
        const droit = saisir(definition, {}, [...finales])
        const autre = saisir(definition, {}, [...suite.filter(([c]) => !c.includes('/')), ...melange.map(([, e]) => e)])
        expect(parcours(definition, autre, { aujourdhui })).toEqual(parcours(definition, droit, { aujourdhui }))
        expect(JSON.stringify(reponsesUtiles(definition, autre))).toBe(
          JSON.stringify(reponsesUtiles(definition, droit)),
        )
      }),
    )
  })

  test('une seule saisie de tout ou une par une, en navigateur ou relu de la base : même parcours', () => {
    fc.assert(
      fc.property(formulaireEtEditions, ([definition, suite]) => {
        const reponses = saisir(definition, {}, suite)
        const relues: Reponses = JSON.parse(JSON.stringify(reponses))
        expect(parcours(definition, relues, { aujourdhui })).toEqual(parcours(definition, reponses, { aujourdhui }))
      }),
    )
  })

  test('aucun ordre de saisie ne laisse compter une réponse invisible', () => {
    fc.assert(
      fc.property(formulaireEtEditions, ([definition, suite]) => {
        const reponses = saisir(definition, {}, suite)
        const montres = new Set(visibles(definition, reponses).map((c) => c.chemin))
        const utiles = reponsesUtiles(definition, reponses)
        for (const [id, valeur] of Object.entries(utiles)) {
          expect(montres).toContain(id)
          const champ = definition.etapes.flatMap((e) => e.champs).find((c) => c.id === id)
          if (champ?.type !== 'bloc_repetable') continue
          for (const ligne of valeur as { id: string; valeurs: Reponses }[])
            for (const cle of Object.keys(ligne.valeurs)) expect(montres).toContain(`${id}/${ligne.id}/${cle}`)
        }
      }),
    )
  })

  test('ne garder que ce qui compte ne change ni le parcours, ni le récapitulatif', () => {
    fc.assert(
      fc.property(formulaireEtEditions, ([definition, suite]) => {
        const reponses = saisir(definition, {}, suite)
        const utiles = reponsesUtiles(definition, reponses)
        expect(reponsesUtiles(definition, utiles)).toEqual(utiles)
        expect(recapitulatif(definition, utiles)).toEqual(recapitulatif(definition, reponses))
        expect(parcours(definition, utiles, { aujourdhui }).manquants).toEqual(
          parcours(definition, reponses, { aujourdhui }).manquants,
        )
      }),
    )
  })

  test('masquer puis montrer un champ rend tout ce qu’il portait', () => {
    fc.assert(
      fc.property(formulaireEtEditions, fc.nat(), ([definition, suite], rang) => {
        const reponses = saisir(definition, {}, suite)
        const champs = definition.etapes.flatMap((e) => e.champs).filter((c) => c.type !== 'bloc_repetable')
        const cible = champs[rang % Math.max(1, champs.length)]
        if (!cible) return
        const avant = reponses[cible.id] ?? null
        const vide = modifier(definition, reponses, { [cible.id]: null }).reponses
        const rendu = modifier(definition, vide, { [cible.id]: avant }).reponses
        expect(rendu).toEqual(reponses)
        expect(visibles(definition, rendu)).toEqual(visibles(definition, reponses))
      }),
    )
  })

  test('un robot qui répond à ce qu’on lui demande finit toujours par pouvoir déposer', () => {
    fc.assert(
      fc.property(formulaire, (definition) => {
        let reponses: Reponses = {}
        // Each round answers all that is missing; an answer may reveal more, but always further down.
        for (let tour = 0; tour < 60; tour++) {
          const { manquants, etapes } = parcours(definition, reponses, { aujourdhui })
          if (manquants.length === 0) return
          const champs = etapes.flatMap((e) => tous(e.champs))
          const changements: Changements = {}
          for (const { champ: chemin } of manquants) {
            const champ = champs.find((c) => c.chemin === chemin)?.champ
            if (champ?.type === 'bloc_repetable') changements[`${chemin}/l1`] = {}
            else
              changements[chemin] = { texte: 'x', oui_non: true, case: true, nombre: 1, choix: 'a' }[
                champ?.type as 'texte'
              ]
          }
          reponses = modifier(definition, reponses, changements).reponses
        }
        expect.fail(
          `Le robot n’a pas pu déposer : ${JSON.stringify(parcours(definition, reponses, { aujourdhui }).manquants)}`,
        )
      }),
    )
  })
})

describe('quelle que soit la valeur envoyée', () => {
  test('rien ne casse, et ce qui s’enregistre se relit tel quel', () => {
    fc.assert(
      fc.property(
        formulaire,
        fc.dictionary(fc.constantFrom('c0', 'c1', 'c2', 'c3', '__proto__', 'c1/l1', 'c1/l1/c1_0'), fc.anything()),
        (definition, hostile) => {
          const { reponses } = modifier(definition, {}, hostile)
          for (const { champ, valeur } of visibles(definition, reponses)) {
            if (!estVide(valeur)) expect(refusEnregistrement(champ, valeur)).toBeUndefined()
          }
          expect(() => parcours(definition, hostile, { aujourdhui })).not.toThrow()
          expect(() => recapitulatif(definition, hostile)).not.toThrow()
          const relues: Reponses = JSON.parse(JSON.stringify(reponses))
          expect(reponsesUtiles(definition, relues)).toEqual(reponsesUtiles(definition, reponses))
        },
      ),
      { numRuns: 200 },
    )
  })
})
