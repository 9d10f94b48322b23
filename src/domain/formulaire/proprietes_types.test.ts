import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { REPONSES, TYPES_SIMPLES, unChamp } from '#test/champs.ts'
import { unFormulaire } from '#test/formulaires.ts'
import type { Champ, Definition, Reponses } from './definition.ts'
import { migrer } from './migration.ts'
import { type ChampDuParcours, parcours } from './parcours.ts'
import { recapitulatif } from './recapitulatif.ts'
import { lignesDe, modifier, poserPieces } from './saisie.ts'
import type { PieceJointe } from './types/piece.ts'
import { attendReponse, typeDe } from './types/registre.ts'
import type { ChampSimple } from './types/simple.ts'
import { reponsesUtiles } from './visite.ts'

const aujourdhui = '2026-11-24'

/** Any type, at the root or in a bloc, each perhaps shown only when a former one is answered. */
const trait = fc.record({
  type: fc.constantFrom(...TYPES_SIMPLES),
  source: fc.nat({ max: 30 }),
  op: fc.constantFrom('rempli' as const, 'vide' as const),
  obligatoire: fc.boolean(),
  dansBloc: fc.boolean(),
})
type Trait = typeof trait extends fc.Arbitrary<infer T> ? T : never

function conditionDe(avant: Champ[], { source, op }: Trait) {
  const sources = avant.filter((c) => typeDe(c).operateurs.includes('rempli'))
  const c = source % 3 === 0 ? undefined : sources[source % Math.max(1, sources.length)]
  return c ? { condition: { champ: c.id, op } } : {}
}

const formulaire = fc.array(trait, { minLength: 2, maxLength: 16 }).map((traits): Definition => {
  const champs: Champ[] = []
  traits.forEach((t, i) => {
    const commun = { obligatoire: t.obligatoire, ...conditionDe(champs, t) }
    // A person is asked about once a dossier.
    if (!t.dansBloc || t.type === 'particulier') champs.push(unChamp(t.type, `c${i}`, commun))
    else
      champs.push({
        ...{
          id: `b${i}`,
          type: 'bloc_repetable',
          libelle: `Bloc ${i}`,
          libelle_ligne: 'Ligne',
          libelle_ajouter: 'Ajouter',
        },
        min: t.obligatoire ? 1 : 0,
        champs: [unChamp(t.type, `c${i}`, commun)],
      })
  })
  return unFormulaire(...champs)
})

/** Edits in any order: a good answer, another one of another type, none; rows come and go. */
const editions = (definition: Definition): fc.Arbitrary<[string, unknown][]> => {
  const valeurDe = (c: ChampSimple) =>
    fc.constantFrom(REPONSES[c.type] ?? null, null, ...Object.values(REPONSES).slice(0, 6))
  const une = definition.etapes.flatMap((e) =>
    e.champs.flatMap((c): fc.Arbitrary<[string, unknown]>[] => {
      if (c.type !== 'bloc_repetable') return [valeurDe(c).map((v) => [c.id, v])]
      const ligne = fc.constantFrom('l1', 'l2')
      return [
        ligne.map((l) => [`${c.id}/${l}`, {}]),
        ligne.map((l) => [`${c.id}/${l}`, null]),
        ...c.champs.map((i) =>
          fc.tuple(ligne, valeurDe(i)).map(([l, v]): [string, unknown] => [`${c.id}/${l}/${i.id}`, v]),
        ),
      ]
    }),
  )
  return fc.array(fc.oneof(...une), { maxLength: 40 })
}
const formulaireEtEditions = formulaire.chain((d) => fc.tuple(fc.constant(d), editions(d)))

const saisir = (definition: Definition, suite: [string, unknown][]): Reponses =>
  suite.reduce<Reponses>((r, [chemin, valeur]) => modifier(definition, r, { [chemin]: valeur }).reponses, {})
const tous = (champs: ChampDuParcours[]): ChampDuParcours[] =>
  champs.flatMap((c) => [c, ...(c.lignes ?? []).flatMap((l) => tous(l.champs))])
const montres = (definition: Definition, reponses: Reponses) =>
  parcours(definition, reponses, { aujourdhui }).etapes.flatMap((e) => tous(e.champs))

describe('avec tous les types de champ', () => {
  test('les mêmes réponses, relues de la base, donnent le même parcours et le même récapitulatif', () => {
    fc.assert(
      fc.property(formulaireEtEditions, ([definition, suite]) => {
        const reponses = saisir(definition, suite)
        // The database gives keys back in another order than they were written.
        const relues: Reponses = JSON.parse(JSON.stringify(reponses), (_, v) =>
          typeof v === 'object' && v !== null && !Array.isArray(v)
            ? Object.fromEntries(Object.entries(v).reverse())
            : v,
        )
        expect(parcours(definition, relues, { aujourdhui })).toEqual(parcours(definition, reponses, { aujourdhui }))
        expect(recapitulatif(definition, relues)).toEqual(recapitulatif(definition, reponses))
      }),
    )
  })

  test('aucun ordre de saisie ne laisse compter une réponse invisible', () => {
    fc.assert(
      fc.property(formulaireEtEditions, ([definition, suite]) => {
        const reponses = saisir(definition, suite)
        const vus = new Set(montres(definition, reponses).map((c) => c.chemin))
        const utiles = reponsesUtiles(definition, reponses)
        for (const id of Object.keys(utiles)) {
          expect(vus).toContain(id)
          for (const ligne of lignesDe(utiles, id))
            for (const cle of Object.keys(ligne.valeurs)) expect(vus).toContain(`${id}/${ligne.id}/${cle}`)
        }
        expect(reponsesUtiles(definition, utiles)).toEqual(utiles)
      }),
    )
  })

  test('un robot remplit et peut déposer n’importe quel formulaire publiable', () => {
    fc.assert(
      fc.property(formulaire, (definition) => {
        let reponses: Reponses = {}
        for (let tour = 0; tour < 40; tour++) {
          const { manquants } = parcours(definition, reponses, { aujourdhui, depot_tente: true })
          if (manquants.length === 0) return
          const vus = montres(definition, reponses)
          for (const { champ: chemin } of manquants) {
            const champ = vus.find((c) => c.chemin === chemin)?.champ
            if (champ?.type === 'piece') reponses = poserPieces(reponses, chemin, REPONSES.piece as PieceJointe[])
            else if (champ?.type === 'bloc_repetable')
              reponses = modifier(definition, reponses, { [`${chemin}/l1`]: {} }).reponses
            else if (champ) reponses = modifier(definition, reponses, { [chemin]: REPONSES[champ.type] }).reponses
          }
        }
        expect.fail(JSON.stringify(parcours(definition, reponses, { aujourdhui }).manquants))
      }),
    )
  })

  test('passer d’une version à n’importe quelle autre ne perd aucune réponse et ne casse rien', () => {
    fc.assert(
      fc.property(formulaireEtEditions, formulaire, ([ancienne, suite], nouvelle) => {
        const reponses = saisir(ancienne, suite)
        const avant = JSON.stringify(reponses)
        const migration = migrer(ancienne, nouvelle, reponses)
        expect(JSON.stringify(reponses)).toBe(avant)
        // Each stored answer is either in the new answers at the same place, or set aside.
        const cote = new Set(migration.anciennes.map((a) => a.chemin))
        for (const [id, valeur] of Object.entries(reponses)) {
          const lignes = lignesDe(reponses, id)
          if (lignes.length === 0 && !Array.isArray(valeur)) expect(id in migration.reponses || cote.has(id)).toBe(true)
          for (const l of lignes)
            for (const cle of Object.keys(l.valeurs)) {
              const suiteDeLaLigne = lignesDe(migration.reponses, id).find((x) => x.id === l.id)
              expect(Object.hasOwn(suiteDeLaLigne?.valeurs ?? {}, cle) || cote.has(`${id}/${l.id}/${cle}`)).toBe(true)
            }
        }
        expect(() => parcours(nouvelle, migration.reponses, { aujourdhui })).not.toThrow()
        expect(() => recapitulatif(nouvelle, migration.reponses)).not.toThrow()
        // Nothing malformed enters the new version.
        for (const c of montres(nouvelle, migration.reponses))
          if (attendReponse(c.champ) && c.valeur !== undefined)
            expect(typeDe(c.champ).reponse?.safeParse(c.valeur).success).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
