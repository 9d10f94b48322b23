import { describe, expect, test } from 'vitest'
import { REPONSES, TYPES_SIMPLES, unChamp } from '#test/champs.ts'
import { unFormulaire } from '#test/formulaires.ts'
import { controler } from './controle.ts'
import type { Champ } from './definition.ts'
import { parcours } from './parcours.ts'
import { masquerSensibles, recapitulatif, reperes } from './recapitulatif.ts'
import { modifier } from './saisie.ts'
import { compteDe, typeDe } from './types/registre.ts'
import { refusDepot, refusEnregistrement } from './validation.ts'
import { reponsesUtiles } from './visite.ts'

const aujourdhui = '2026-11-24'
const autour = { lire: () => undefined, aujourdhui }
const refus = (champ: Champ, valeur: unknown) => refusDepot(champ, valeur, autour)

describe.each(TYPES_SIMPLES.filter((t) => t in REPONSES))('le type %s', (type) => {
  const champ = unChamp(type, 'q', { obligatoire: true })
  const valeur = REPONSES[type]

  test('accepte sa réponse, la relit après la base et l’écrit en français', () => {
    expect(refus(champ, valeur)).toBeUndefined()
    const relue = JSON.parse(JSON.stringify(valeur))
    expect(refus(champ, relue)).toBeUndefined()
    expect(typeDe(champ).ecrire(valeur, champ)).not.toMatch(/undefined|NaN|\[object|^$/)
  })
  test('sans réponse, dit quoi faire ; avec, se dépose', () => {
    const definition = unFormulaire(champ)
    const vide = parcours(definition, {}, { aujourdhui })
    expect(vide.manquants).toEqual([
      expect.objectContaining({ champ: 'q', message: expect.stringMatching(/^\p{Lu}.*\.$/u) }),
    ])
    expect(parcours(definition, { q: valeur }, { aujourdhui }).complet).toBe(true)
    expect(reponsesUtiles(definition, { q: valeur })).toEqual({ q: valeur })
  })
  test.each([
    [['x', {}]],
    [{ a: { b: {} } }],
    ['\u0000'],
    [Number.NaN],
    [true],
    [{ __proto__: null, nombre: -1 }],
    [1e300],
  ])('une réponse hostile %j est refusée ou se dépose, sans casser', (hostile) => {
    if (refusEnregistrement(champ, hostile) === undefined) {
      expect(() => refus(champ, hostile)).not.toThrow()
      expect(() => typeDe(champ).ecrire(hostile, champ)).not.toThrow()
      expect(() => compteDe(champ, hostile)).not.toThrow()
    }
    expect(() => recapitulatif(unFormulaire(champ), { q: hostile })).not.toThrow()
  })
})

test.each<[Parameters<typeof unChamp>[0], unknown, RegExp]>([
  ['pourcentage', 120, /au plus 100\u00a0%/],
  ['pourcentage', 12.5, /entier/],
  ['date_heure', '2026-02-30T08:00', /Complétez la date/],
  ['date_heure', '2026-12-01T24:00', /Complétez la date/],
  ['periode', { debut: '2026-12-05', fin: '2026-12-01' }, /avant le premier/],
  ['periode', { debut: '2026-12-01' }, /dernier jour/],
  ['periode', { debut: '2026-12-01', fin: '2027-01-15' }, /46\u00a0jours.*30 au plus/],
  ['annee_scolaire', '2026-2028', /comme 2026-2027/],
  ['annee_scolaire', '2010-2011', /n’est plus proposée/],
  ['choix_lies', ['a'], /Choisissez aussi « Salle »/],
  ['choix_lies', ['z'], /n’est plus proposée/],
  ['echelle', 6, /de 1 à 5/],
  ['iban', 'FR14 2004 1010 0505 0001 3M02 607', /clé/],
  ['iban', 'FR14 2004', /8 signes, il en faut 27/],
  ['iban', 'IL FAUT UN IBAN', /Saisissez un IBAN/],
  ['identite_bancaire', { titulaire: 'X', iban: 'FR1420041010050500013M02606', bic: 'PSST' }, /BIC/],
  ['identite_bancaire', { iban: 'FR1420041010050500013M02606', bic: 'PSSTFRPP' }, /titulaire/],
  ['siret', '19750664500014', /clé/],
  ['siret', '1975066450001', /14 chiffres.*13/],
  ['uai', '0750664A', /lettre/],
  ['uai', '75', /sept chiffres/],
  ['adresse', { voie: '1 rue', code_postal: '7500', commune: 'Paris' }, /cinq chiffres/],
  ['commune', { code: '9', nom: 'X' }, /dans la liste/],
  ['etablissement', { uai: '0750664A', nom: 'X' }, /dans la liste/],
  ['tableau', { sixieme: { filles: 1.5 } }, /6e, Filles : saisissez un nombre entier/],
  ['tableau', { sixieme: { garcons: -1 } }, /6e, Garçons : saisissez zéro/],
  ['effectif', { nombre: 10, connu: { nombre: 9, annee: '2025-2026' } }, /Dites pourquoi/],
  ['point', { latitude: 91, longitude: 0 }, /latitude entre/],
  ['point', { latitude: 43 }, /longitude/],
])('%s refuse %j', (type, valeur, message) => {
  expect(refus(unChamp(type, 'q'), valeur)).toMatch(message)
})

test.each<[Parameters<typeof unChamp>[0], unknown, string]>([
  ['periode', { debut: '2026-12-01', fin: '2026-12-05' }, 'du 1er déc. 2026 au 5 déc. 2026 (5 jours)'],
  ['date_heure', '2026-12-01T08:30', '1er déc. 2026 à 08:30'],
  ['choix_lies', ['a', 'a1'], 'Externat › Salle 1'],
  ['choix_lies', ['disparu'], 'disparu'],
  ['echelle', 5, '5 sur 5 (Forte)'],
  ['siret', '19750664500013', '197 506 645 00013'],
  ['uai', '0750664p', '0750664P'],
  ['point', { latitude: 43.6045, longitude: -1.4 }, '43,60450° N, 1,40000° O'],
  ['tableau', { sixieme: { filles: 12, garcons: 14 } }, '6e : Filles 12, Garçons 14 ; Total : Filles 12, Garçons 14'],
  ['effectif', { nombre: 640, connu: { nombre: 640, annee: '2025-2026' } }, '640 élèves (référentiel, 2025-2026)'],
  [
    'effectif',
    { nombre: 650, motif: 'Ouverture', connu: { nombre: 640, annee: '2025-2026' } },
    '650 élèves (corrigé, référentiel 2025-2026 : 640, motif : Ouverture)',
  ],
])('%s écrit %j', (type, valeur, texte) => {
  const champ = unChamp(type, 'q')
  expect(typeDe(champ).ecrire(valeur, champ).replaceAll('\u00a0', ' ')).toBe(texte)
})

test('conditions et calculs voient la durée, le total, l’effectif, le code', () => {
  const definition = unFormulaire(
    unChamp('periode', 'sejour'),
    unChamp('tableau', 'classes'),
    unChamp('effectif', 'eleves'),
    unChamp('commune', 'lieu'),
    {
      id: 'total',
      type: 'calcul',
      libelle: 'Total',
      grandeur: 'nombre',
      formule: { somme: [{ champ: 'sejour' }, { champ: 'classes' }, { champ: 'eleves' }] },
    },
    unChamp('texte', 'long', { condition: { champ: 'sejour', op: 'superieur', valeur: 4 } }),
    unChamp('texte', 'ici', { condition: { champ: 'lieu', op: 'parmi', valeur: ['31555', '2A004'] } }),
  )
  const reponses = {
    sejour: REPONSES.periode,
    classes: REPONSES.tableau,
    eleves: REPONSES.effectif,
    lieu: REPONSES.commune,
  }
  const vus = parcours(definition, reponses, { aujourdhui }).etapes.flatMap((e) => e.champs)
  expect(vus.find((c) => c.champ.id === 'total')?.valeur).toBe(5 + 29 + 640)
  expect(vus.map((c) => c.champ.id)).toEqual(expect.arrayContaining(['long', 'ici']))
})

test('ce qui ne se publie pas : une valeur d’une autre nature, un choix double, une image muette', () => {
  const publier = (...champs: unknown[]) =>
    controler({ format: 'preau/formulaire@1', titre: 'T', etapes: [{ id: 'e', titre: 'E', champs }] }).defauts.map(
      (d) => `${d.chemin} ${d.message}`,
    )
  const apres = (op: string, valeur: unknown) => ({ ...unChamp('texte', 'z'), condition: { champ: 'q', op, valeur } })
  expect(publier(unChamp('commune', 'q'), apres('egal', 'Toulouse'))).toHaveLength(1)
  expect(publier(unChamp('echelle', 'q'), apres('egal', 9))).toHaveLength(1)
  expect(publier(unChamp('choix_lies', 'q'), apres('contient', 'zz'))).toHaveLength(1)
  expect(publier(unChamp('choix_lies', 'q'), apres('contient', 'a1'))).toEqual([])
  expect(publier(unChamp('iban', 'q'), apres('egal', 'FR'))).toHaveLength(1)
  const [double] = publier({
    ...unChamp('choix_lies', 'q'),
    arbre: [
      { valeur: 'a', libelle: 'A' },
      { valeur: 'a', libelle: 'B' },
    ],
  })
  expect(double).toBe('etapes[0].champs[0].arbre[1] La valeur « a » est proposée deux fois.')
  expect(publier({ ...unChamp('image', 'q'), alternative: '  ' })[0]).toMatch(/alternative Décrivez/)
  expect(publier({ ...unChamp('image', 'q'), url: 'https://ailleurs.fr/i.png' })).toHaveLength(1)
  expect(publier({ ...unChamp('video', 'q'), transcription: '' })[0]).toMatch(/transcription Donnez/)
  expect(publier({ ...unChamp('pourcentage', 'q'), min: 50, max: 10 })).toHaveLength(1)
})

describe('un compte bancaire', () => {
  const definition = {
    ...unFormulaire(unChamp('identite_bancaire', 'rib'), unChamp('iban', 'autre'), {
      id: 'comptes',
      type: 'bloc_repetable',
      libelle: 'Comptes',
      libelle_ligne: 'Compte',
      libelle_ajouter: 'Ajouter un compte',
      champs: [unChamp('iban', 'compte')],
    }),
    reperes: { objet: 'autre' },
  }
  const reponses = {
    rib: REPONSES.identite_bancaire,
    autre: REPONSES.iban,
    comptes: [{ id: 'l1', valeurs: { compte: REPONSES.iban } }],
  }
  const textes = (r: ReturnType<typeof recapitulatif>) => JSON.stringify(r).replaceAll('\u00a0', '')

  test('se masque dans le récapitulatif, les repères et les réponses lues par d’autres', () => {
    expect(textes(recapitulatif(definition, reponses))).not.toContain('0505')
    expect(textes(recapitulatif(definition, reponses))).toContain('FR14••••••••2606')
    expect(textes(recapitulatif(definition, reponses, { sensibles: true }))).toContain('FR1420041010050500013M02606')
    expect(reperes(definition, reponses).objet).not.toContain('0505')
    const masquees = masquerSensibles(definition, reponses)
    expect(JSON.stringify(masquees)).not.toMatch(/0505/)
    expect(masquerSensibles(definition, masquees)).toEqual(masquees)
    expect(textes(recapitulatif(definition, masquees, { sensibles: true }))).toBe(
      textes(recapitulatif(definition, reponses)),
    )
  })
  test('une valeur stockée illisible ne passe pas sous le masque', () => {
    expect(masquerSensibles(definition, { rib: { iban: 12, secret: 'FR14' } })).toEqual({ rib: null })
  })
})

describe('l’effectif connu', () => {
  const definition = unFormulaire(unChamp('effectif', 'eleves'))
  const connu = { nombre: 640, annee: '2025-2026' }
  const preremplis = { eleves: { valeur: { nombre: 640, connu }, source: 'Référentiel' as const, date: '2026-01-01' } }

  test('reste ce que dit le référentiel, quoi qu’on envoie', () => {
    const forge = { nombre: 700, connu: { nombre: 700, annee: '2025-2026' } }
    expect(modifier(definition, {}, { eleves: forge }, preremplis).reponses).toEqual({ eleves: { nombre: 700, connu } })
    expect(modifier(definition, {}, { eleves: forge }).reponses).toEqual({ eleves: { nombre: 700 } })
  })
  test('vidé, il se vide', () => {
    expect(modifier(definition, { eleves: { nombre: 640, connu } }, { eleves: null }, preremplis).reponses).toEqual({})
  })
})
