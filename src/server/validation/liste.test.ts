import { describe, expect, test } from 'vitest'
import { actingAs } from '#test/acting.ts'
import { LYCEE } from '#test/etablissements.ts'
import { bruno, claire, gestionnaire, ines } from '#test/personas.ts'
import { refus, uneProposition } from '#test/propositions.ts'
import type { Write } from '../platform/context.ts'
import { lireFiche } from '../referentiel/fiche.ts'
import { listerPropositions } from './liste.ts'
import { deciderEnsemble } from './lot.ts'

const NOUVEAU = '05 61 00 00 01'
const valeur = async (ctx: Write, champ = 'telephone') =>
  (await lireFiche({ ...ctx, acteur: bruno }, { params: { uai: LYCEE }, query: {}, body: undefined })).champs.find(
    (c) => c.champ === champ,
  )
const lot = (ctx: Write, body: Parameters<typeof deciderEnsemble>[1]['body']) =>
  deciderEnsemble({ ...ctx, acteur: bruno }, { params: undefined, query: undefined, body })
const liste = async (ctx: Write, query: object) =>
  listerPropositions(
    { ...ctx, acteur: bruno },
    {
      params: undefined,
      body: undefined,
      query: { tri: '-le', page: 1, par_page: 25, ...query },
    },
  )

describe('la liste de ce qui attend', () => {
  test('se cherche, se filtre, se trie et se compte dans le périmètre', () =>
    actingAs(claire, async (ctx) => {
      await uneProposition(ctx, claire, LYCEE, { telephone: NOUVEAU }, { motif: 'Déménagement du standard' })
      const b = await uneProposition(ctx, gestionnaire, LYCEE, { adresse: '1 rue Neuve' })
      await refus(ctx, bruno, b.id)
      expect(await liste(ctx, {})).toMatchObject({ total: 1, champs: [{ code: 'telephone', nombre: 1 }] })
      expect(await liste(ctx, { etat: 'refusee' })).toMatchObject({ total: 1, elements: [{ id: b.id }] })
      for (const recherche of ['bellevue', 'BELLEVUE demenagement', LYCEE])
        expect(await liste(ctx, { recherche })).toMatchObject({ total: 1 })
      expect(await liste(ctx, { recherche: 'fermat' })).toMatchObject({ total: 0 })
      expect(await liste(ctx, { auteur: 'clair' })).toMatchObject({ total: 1 })
      expect(await liste(ctx, { champ: 'adresse' })).toMatchObject({ total: 0 })
      const vues = await listerPropositions(
        { ...ctx, acteur: ines },
        {
          params: undefined,
          body: undefined,
          query: { tri: 'auteur', page: 1, par_page: 25 },
        },
      )
      expect(vues.total).toBe(0)
    }))

  test('se décide par lot, ligne par ligne : l’une empêche, les autres passent', () =>
    actingAs(claire, async (ctx) => {
      const a = await uneProposition(ctx, claire, LYCEE, { telephone: NOUVEAU })
      const b = await uneProposition(ctx, claire, LYCEE, { adresse: '1 rue Neuve' })
      const sienne = await uneProposition(ctx, bruno, LYCEE, { web: 'https://bellevue.example' })
      const faites = await lot(ctx, { sens: 'accepter', ids: [a.id, sienne.id, b.id, 999_999], motif: '' })
      expect(faites.faites).toBe(2)
      expect(faites.lignes.map((l) => l.fait)).toEqual([true, false, true, false])
      expect(faites.lignes[1]?.message).toContain('un autre agent')
      expect((await valeur(ctx, 'adresse'))?.valeur).toBe('1 rue Neuve')
      expect(await lot(ctx, { sens: 'refuser', ids: [a.id], motif: 'Non' })).toMatchObject({ faites: 0 })
    }))
})
