import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { importerDemarche } from './import_ds.ts'

const DOSSIERS = JSON.parse(readFileSync(new URL('../../../test/demarche-simplifiee.json', import.meta.url), 'utf8'))

const descripteur = (__typename: string, label: string, suite: object = {}) => ({
  ...{ id: label, __typename: `${__typename}ChampDescriptor`, label, description: null, required: false },
  ...suite,
})
const demarche = (...champDescriptors: object[]) => ({
  title: 'Essai',
  activeRevision: { champDescriptors, annotationDescriptors: [descripteur('Text', 'Note interne')] },
})

test('une démarche exportée avec ses seuls dossiers devient un formulaire publiable, et dit ce qui manque', () => {
  const { definition, nonRepris, defauts } = importerDemarche(DOSSIERS)
  expect(defauts).toEqual([])
  expect(definition?.titre).toBe('Travaux urgents dans les lycées (exemple)')
  expect(definition?.etapes.map((e) => e.titre)).toEqual(['Le projet'])
  expect(definition?.etapes[0]?.champs.map((c) => [c.id, c.type])).toEqual([
    ['intitule_du_projet', 'texte'],
    ['etablissement', 'texte'],
    ['siret', 'siret'],
    ['nature_des_travaux', 'texte'],
    ['montant_ttc', 'nombre'],
    ['eleves_concernes', 'nombre'],
    ['avis_du_conseil_d_administration_obtenu', 'oui_non'],
    ['date_souhaitee', 'date'],
    ['batiments', 'choix_multiple'],
    ['devis', 'bloc_repetable'],
    ['lieu', 'adresse'],
  ])
  expect(nonRepris.map((n) => n.libelle)).toEqual([
    'Choix proposés et caractère obligatoire',
    'Note du service',
    'Nature des travaux',
  ])
})

test('une révision donne ses choix, ses obligations, ses sections, ses listes liées', () => {
  const { definition, nonRepris } = importerDemarche(
    demarche(
      descripteur('HeaderSection', 'Identité', { level: 1 }),
      descripteur('Text', 'Nom', { required: true, description: 'Comme sur l’acte.' }),
      descripteur('Text', 'Nom'),
      descripteur('HeaderSection', 'Projet', { level: 1 }),
      descripteur('HeaderSection', 'Détail', { level: 2 }),
      descripteur('DropDownList', 'Nature', { options: ['', '--Urgent--', 'Toit', 'Eau'] }),
      descripteur('LinkedDropDownList', 'Lieu', { options: ['--Externat--', 'Salle 1', '--Gymnase--'] }),
      descripteur('Repetition', 'Devis', { required: true, champDescriptors: [descripteur('Iban', 'Compte')] }),
      descripteur('Explication', 'À savoir', { collapsibleExplanationText: 'Lisez.' }),
      descripteur('Carte', 'Zone'),
      descripteur('Pays', 'Pays'),
      descripteur('Nouveau', 'Inconnu'),
    ),
  )
  expect(definition?.etapes.map((e) => e.titre)).toEqual(['Identité', 'Projet'])
  const champs = definition?.etapes.flatMap((e) => e.champs) ?? []
  expect(champs.map((c) => c.id)).toEqual([
    ...['nom', 'nom_2', 'detail', 'nature', 'lieu', 'devis', 'a_savoir', 'zone', 'pays', 'inconnu'],
  ])
  expect(champs[0]).toMatchObject({ obligatoire: true, aide: 'Comme sur l’acte.' })
  expect(champs[3]).toMatchObject({ type: 'choix', options: [{ valeur: 'Toit' }, { valeur: 'Eau' }] })
  expect(champs[4]).toMatchObject({
    type: 'choix_lies',
    arbre: [{ valeur: 'Externat', suite: [{ valeur: 'Salle 1' }] }, { valeur: 'Gymnase' }],
  })
  expect(champs[5]).toMatchObject({ type: 'bloc_repetable', min: 1, champs: [{ type: 'iban' }] })
  expect(nonRepris.map((n) => n.libelle)).toEqual(['Note interne', 'Zone', 'Pays', 'Inconnu'])
})

test('ce qui n’est pas une démarche est refusé, jamais une panne', () => {
  expect(importerDemarche({ data: {} }).defauts[0]?.message).toMatch(/pas une démarche/)
  expect(importerDemarche(demarche()).defauts[0]?.message).toMatch(/aucune question/)
  fc.assert(
    fc.property(
      fc.anything(),
      fc.array(fc.record({ __typename: fc.string(), label: fc.string(), id: fc.string() })),
      (a, champs) => {
        expect(() => importerDemarche(a)).not.toThrow()
        const lu = importerDemarche(demarche(...champs))
        expect(lu.definition !== undefined || lu.defauts.length > 0).toBe(true)
      },
    ),
    { numRuns: 200 },
  )
})
