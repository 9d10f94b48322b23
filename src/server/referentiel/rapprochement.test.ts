import { expect, test } from 'vitest'
import { actingAs } from '#test/acting.ts'
import { unEtablissement } from '#test/fusions.ts'
import { agnes, bruno } from '#test/personas.ts'
import type { Write } from '../platform/context.ts'
import { ecarter, leverEcart, listerRapprochements } from './rapprochement.ts'
import { calculerRapprochements } from './rapprochement-calcul.ts'
import { creerRegroupement } from './regroupement.ts'

// Annuaire de l’éducation, Ille-et-Vilaine, juin 2023 (ministère de l’Éducation nationale, Licence Ouverte 2.0).
const BEAUMONT = {
  adresse: '10 rue du Lycée',
  code_postal: '35605',
  commune: 'Redon',
  code_commune: null,
  telephone: '02 99 72 37 37',
  courriel: 'ce.0350022j@ac-rennes.fr',
}
const REDON = [
  {
    ...BEAUMONT,
    uai: '0351969A',
    nom: 'Collège Beaumont',
    type: 'college',
    nature: '340',
    adresse: '10 rue du lycée',
    siret: '19351969100011',
    latitude: 47.6550387272165,
    longitude: -2.0914100162756,
  },
  {
    ...BEAUMONT,
    uai: '0350022J',
    nom: 'Lycée Beaumont',
    type: 'lycee',
    nature: '306',
    siret: '19350022000010',
    latitude: 47.65518979610839,
    longitude: -2.09295030964294,
  },
  {
    ...BEAUMONT,
    uai: '0350102W',
    nom: 'Lycée professionnel Beaumont',
    type: 'lycee',
    nature: '306',
    siret: '19350102000013',
    latitude: 47.65534568595014,
    longitude: -2.09285040502468,
  },
]
const SAINT_MALO = {
  type: 'lycee',
  secteur: 'prive',
  commune: 'Saint-Malo',
  code_postal: '35418',
  nature: '306',
  adresse: '2 rue du Collège',
  telephone: '02 99 40 74 74',
}

const essayer = (fn: (ctx: Write) => Promise<void>) => actingAs(agnes, fn)

async function proposes(ctx: Write, uai: string, ecartes: 'oui' | 'non' = 'non') {
  await calculerRapprochements(ctx)
  const { elements } = await lister(ctx, { uai, ecartes })
  return elements
}

const lister = (ctx: Write, query: Record<string, unknown>) =>
  listerRapprochements({ ...ctx, db: ctx.db } as never, {
    params: undefined,
    query: { page: 1, par_page: 20, ...query } as never,
    body: undefined,
  })

test('cas 7 : collège, lycée professionnel et lycée d’une même adresse : aucun doublon, un regroupement de trois', () =>
  essayer(async (ctx) => {
    for (const e of REDON) await unEtablissement(ctx, { ...e, code_commune: '31555' })
    const trouves = await proposes(ctx, '0351969A')
    expect(trouves).toHaveLength(1)
    expect(trouves[0]).toMatchObject({ genre: 'regroupement' })
    expect(trouves[0]?.etablissements.map((e) => e.uai)).toEqual(['0350022J', '0350102W', '0351969A'])
    expect(trouves[0]?.parts.map((p) => p.phrase)).toContain('Même téléphone')
    const { elements } = await lister(ctx, { genre: 'doublon' })
    expect(elements).toEqual([])
  }))

test('cas 8 : une section et sa mère ne sont ni un doublon ni un regroupement à proposer', () =>
  essayer(async (ctx) => {
    const mere = await unEtablissement(ctx, { ...SAINT_MALO, uai: '0352072M', nom: 'Lycée polyvalent La Providence' })
    await unEtablissement(ctx, {
      ...SAINT_MALO,
      uai: '0352461K',
      nom: 'Section professionnelle La Providence',
      nature: '300',
      mere_uai: mere,
      rattachement: 'section',
    })
    expect(await proposes(ctx, mere)).toEqual([])
  }))

test('cas 9 : une annexe dans une autre commune est un site du même UAI, jamais un rapprochement', () =>
  essayer(async (ctx) => {
    const bruz = await unEtablissement(ctx, {
      uai: '0350852L',
      nom: 'Collège Saint-Joseph',
      secteur: 'prive',
      adresse: '3 avenue Alphonse Legault',
      telephone: '02 99 05 01 01',
    })
    await ctx.db
      .insertInto('referentiel.site')
      .values({
        uai: bruz,
        rang: 1,
        nom: 'Collège Saint-Paul (annexe)',
        commune: 'Saint-Erblon',
        source: 'annuaire',
        empreinte: 'x',
      })
      .execute()
    expect(await proposes(ctx, bruz)).toEqual([])
  }))

test('le même établissement saisi une seconde fois est un doublon, dont chaque raison se lit', () =>
  essayer(async (ctx) => {
    const identite = {
      nom: 'Collège Jean Moulin',
      adresse: '4 rue des Lilas',
      siret: '19310001200011',
      telephone: '0561001122',
    }
    const vrai = await unEtablissement(ctx, identite)
    await unEtablissement(ctx, { ...identite, telephone: '05 61 00 11 22', nom: 'Clg Jean Moulin' }, { source: 'main' })
    const [trouve] = await proposes(ctx, vrai)
    expect(trouve).toMatchObject({ genre: 'doublon', libelle: 'Doublon possible' })
    expect(trouve?.parts.map((p) => p.code)).toEqual(expect.arrayContaining(['nom', 'siret', 'adresse', 'telephone']))
    expect(trouve?.parts.reduce((s, p) => s + p.points, 0)).toBeGreaterThanOrEqual(trouve?.score ?? 0)
  }))

test('cas 12 : un rapprochement écarté ne revient qu’après un changement d’identité, ou si l’on revient dessus', () =>
  essayer(async (ctx) => {
    for (const e of REDON) await unEtablissement(ctx, { ...e, code_commune: '31555' })
    const [trouve] = await proposes(ctx, '0351969A')
    const ecart = await ecarter(ctx, {
      params: { id: trouve?.id ?? 0 },
      query: undefined,
      body: { motif: 'Trois établissements voisins' },
    })
    expect(await proposes(ctx, '0351969A')).toEqual([])
    expect(await proposes(ctx, '0351969A', 'oui')).toMatchObject([
      { ecarte: { motif: 'Trois établissements voisins' } },
    ])
    await expect(
      ecarter(ctx, { params: { id: trouve?.id ?? 0 }, query: undefined, body: { motif: 'encore' } }),
    ).rejects.toMatchObject({ code: 'deja_ecarte' })
    await leverEcart(ctx, { params: { id: ecart.id }, query: undefined, body: undefined })
    expect(await proposes(ctx, '0351969A')).toHaveLength(1)
    await ecarter(ctx, { params: { id: trouve?.id ?? 0 }, query: undefined, body: { motif: 'Toujours pas' } })
    await ctx.db
      .updateTable('referentiel.etablissement')
      .set({ nom: 'Collège Beaumont-Europe' })
      .where('uai', '=', '0351969A')
      .execute()
    expect(await proposes(ctx, '0351969A')).toHaveLength(1)
  }))

test('un regroupement créé n’est plus à proposer', () =>
  essayer(async (ctx) => {
    for (const e of REDON) await unEtablissement(ctx, { ...e, code_commune: '31555' })
    expect(await proposes(ctx, '0351969A')).toHaveLength(1)
    const membres = REDON.map((e) => ({ uai: e.uai, role: 'membre' as const }))
    await creerRegroupement(ctx, {
      params: undefined,
      query: undefined,
      body: { genre: 'cite_scolaire', nom: 'Cité Beaumont', depuis: '2020-09-01', membres },
    })
    expect(await proposes(ctx, '0351969A')).toEqual([])
  }))

test('un agent d’un seul département n’a pas les rapprochements', () =>
  actingAs(bruno, async (ctx) => {
    await expect(lister(ctx, {})).rejects.toMatchObject({ status: 403 })
  }))
