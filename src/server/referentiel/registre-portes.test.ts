import { beforeAll, describe, expect, test } from 'vitest'
import * as api from '#domain/referentiel/api.ts'
import * as fiche from '#domain/referentiel/api-fiche.ts'
import { COLLEGE, LYCEE } from '#test/etablissements.ts'
import { admin, agnes, bruno, claire } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur()
})

const lire = async (uai: string, qui = agnes) =>
  (await portes.appeler(qui, api.lireEtablissement, { params: { uai } })).body
const champ = (f: api.Fiche, code: string) => f.champs.find((c) => c.champ === code)
const corriger = (
  uai: string,
  champs: Record<string, string | number | boolean | null>,
  reste: object = {},
  qui = agnes,
) => portes.appeler(qui, fiche.corrigerChamps, { params: { uai }, body: { champs, motif: 'Appel du lycée', ...reste } })

describe('le registre', () => {
  test('un champ ajouté paraît aussitôt dans la fiche ; retiré, sa valeur reste lisible', async () => {
    const onglet = await portes.appeler(admin, fiche.ajouterOnglet, { body: { libelle: 'Développement durable' } })
    expect(onglet.status).toBe(201)
    const code_onglet = onglet.body.onglets.at(-1)?.code ?? ''
    const nomenclature = await portes.appeler(admin, fiche.ajouterNomenclature, {
      body: { libelle: 'Labels E3D', valeurs: ['Engagement', 'Approfondissement', 'Expertise'] },
    })
    const code_nomenclature = nomenclature.body.nomenclatures.find((n) => n.libelle === 'Labels E3D')?.code ?? ''
    const ajout = await portes.appeler(admin, fiche.ajouterChamp, {
      body: {
        libelle: 'Label E3D',
        onglet: code_onglet,
        genre: 'choix',
        nomenclature: code_nomenclature,
        groupe: 'pedagogie',
      },
    })
    expect(ajout.status).toBe(201)
    const { body } = await corriger(LYCEE, { label_e3d: 'expertise' })
    expect(champ(body.fiche, 'label_e3d')).toMatchObject({ en_clair: 'Expertise', onglet: code_onglet })
    await portes.appeler(admin, fiche.modifierValeur, {
      params: { code: code_nomenclature, valeur: 'expertise' },
      body: { obsolete: true },
    })
    expect(champ(await lire(LYCEE), 'label_e3d')?.en_clair).toBe('Expertise (obsolète)')
    expect((await corriger(COLLEGE, { label_e3d: 'expertise' })).status).toBe(422)
    await portes.appeler(admin, fiche.modifierChamp, { params: { code: 'label_e3d' }, body: { retire: true } })
    expect(champ(await lire(LYCEE), 'label_e3d')?.libelle).toBe('Label E3D (retiré)')
    expect((await corriger(COLLEGE, { label_e3d: 'engagement' })).status).toBe(422)
  })

  test('un doublon, un code pris ou une nomenclature absente sont refusés près du champ', async () => {
    const refus = await portes.appeler(admin, fiche.ajouterChamp, {
      body: { libelle: 'siret', code: 'uai', onglet: 'nulle_part', genre: 'choix', groupe: 'autre' },
    })
    expect(refus.status).toBe(422)
    expect(refus.problem.erreurs?.map((e) => e.champ)).toEqual(['libelle', 'code', 'onglet', 'nomenclature'])
  })

  test('seul un administrateur y touche ; chacun y lit ce qui est à lui', async () => {
    for (const qui of [claire, bruno, agnes])
      expect((await portes.appeler(qui, fiche.ajouterOnglet, { body: { libelle: 'À moi' } })).status).toBe(403)
    const vu = async (qui: typeof agnes) =>
      (await portes.appeler(qui, fiche.lireRegistre, {})).body.champs.map((c) => c.code)
    expect(await vu(bruno)).toContain('debit_internet')
    expect(await vu(claire)).toContain('telephone')
    expect(await vu(claire)).not.toContain('debit_internet')
  })
})
