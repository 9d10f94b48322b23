import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Definition } from '#domain/formulaire/definition.ts'
import type { Changements } from '#domain/formulaire/saisie.ts'
import { Echec } from '#web/call.ts'
import { copiesLocales } from './copies.ts'
import { type Enregistre, ouvrirEnregistrement } from './enregistrement.ts'

const definition: Definition = {
  format: 'preau/formulaire@1',
  titre: 'Petits travaux',
  etapes: [
    {
      id: 'projet',
      titre: 'Projet',
      champs: [
        { id: 'objet', type: 'texte', libelle: 'Objet' },
        { id: 'cout', type: 'montant', libelle: 'Coût' },
        {
          id: 'devis',
          type: 'bloc_repetable',
          libelle: 'Devis',
          libelle_ligne: 'Devis',
          libelle_ajouter: 'Ajouter un devis',
          champs: [{ id: 'entreprise', type: 'texte', libelle: 'Entreprise' }],
        },
      ],
    },
  ],
}

function stockage(): Storage {
  const valeurs: Record<string, string> = {}
  const ecrire = (cle: string, valeur: string) => {
    valeurs[cle] = valeur
  }
  const effacer = (cle: string) => {
    delete valeurs[cle]
  }
  return new Proxy({} as Storage, {
    ownKeys: () => Object.keys(valeurs),
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    get: (_, nom) => (nom === 'getItem' ? (cle: string) => valeurs[cle] ?? null : nom === 'setItem' ? ecrire : effacer),
  })
}

/** A server of our own: keeps what it receives, and fails as many times as asked. */
function unServeur() {
  const recus: Changements[] = []
  const echecs: Echec[] = []
  let revision = 1
  const envoyer = async (lot: Changements): Promise<Enregistre> => {
    await new Promise((finir) => setTimeout(finir, 50))
    const echec = echecs.shift()
    if (echec) throw echec
    recus.push(lot)
    revision += 1
    return { enregistre_le: '2026-11-24T09:42:00Z', revision, refusees: [] }
  }
  return {
    recus,
    echecs,
    envoyer,
    avancer: () => {
      revision += 1
    },
  }
}

function ouvrir(serveur = unServeur(), memoire = stockage(), base: Record<string, unknown> = {}) {
  const decalages: number[] = []
  const e = ouvrirEnregistrement({
    definition,
    preremplis: {},
    depart: { base, pieces: [], revision: 1, enregistre_le: '2026-11-24T09:00:00Z' },
    copies: copiesLocales(1, 'abcdefabcdef', memoire),
    envoyer: serveur.envoyer,
    surDecalage: () => decalages.push(1),
  })
  e.demarrer()
  return { e, serveur, memoire, decalages }
}

const horsLigne = () => new Echec(0, 'hors_ligne', 'La connexion est interrompue.')

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('une suite de frappes fait un seul envoi, 600 ms après la dernière', async () => {
  const { e, serveur } = ouvrir()
  for (const texte of ['T', 'To', 'Toi', 'Toit']) {
    e.noter('objet', texte)
    await vi.advanceTimersByTimeAsync(300)
  }
  expect(serveur.recus).toEqual([])
  await vi.advanceTimersByTimeAsync(400)
  expect(serveur.recus).toEqual([{ objet: 'Toit' }])
  expect(e.lire()).toMatchObject({ attente: {}, envol: {}, base: { objet: 'Toit' }, revision: 2 })
})

test('quitter un champ l’envoie aussitôt, et lui seul', async () => {
  const { e, serveur } = ouvrir()
  e.noter('objet', 'Toit')
  e.noter('cout', 12_00)
  e.presser('objet')
  await vi.advanceTimersByTimeAsync(60)
  expect(serveur.recus).toEqual([{ objet: 'Toit' }])
})

test('deux échecs puis une réussite : rien n’est perdu, l’état le dit, et vider attend la fin', async () => {
  const { e, serveur } = ouvrir()
  serveur.echecs.push(horsLigne(), new Echec(503, 'indisponible', 'Réessayez.'))
  e.noter('objet', 'Toit', true)
  await vi.advanceTimersByTimeAsync(60)
  expect(e.lire()).toMatchObject({ panne: { genre: 'hors_ligne' }, reponses: { objet: 'Toit' } })
  await vi.advanceTimersByTimeAsync(1060)
  expect(e.lire().panne).toMatchObject({ genre: 'serveur' })
  e.noter('objet', 'Toiture')
  const vide = e.vider()
  await vi.advanceTimersByTimeAsync(100)
  expect(await vide).toBe(true)
  expect(serveur.recus).toEqual([{ objet: 'Toiture' }])
  expect(e.lire().panne).toBeNull()
})

test('taper pendant une panne ne repousse pas le nouvel essai', async () => {
  const { e, serveur } = ouvrir()
  serveur.echecs.push(horsLigne())
  e.noter('objet', 'a', true)
  await vi.advanceTimersByTimeAsync(60)
  for (let i = 0; i < 8; i += 1) {
    e.noter('objet', `a${i}`)
    await vi.advanceTimersByTimeAsync(200)
  }
  e.noter('cout', 100)
  await vi.advanceTimersByTimeAsync(700)
  expect(serveur.recus.flatMap(Object.keys)).toContain('objet')
})

test('session perdue : plus d’envoi, la copie reste, et la réouverture envoie', async () => {
  const { e, serveur, memoire } = ouvrir()
  serveur.echecs.push(new Echec(401, 'connexion_necessaire', 'Connectez-vous pour continuer.'))
  e.noter('objet', 'Toit', true)
  await vi.advanceTimersByTimeAsync(60)
  e.noter('cout', 500)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(e.lire().panne?.genre).toBe('session')
  expect(serveur.recus).toEqual([])
  e.arreter()

  ouvrir(serveur, memoire)
  await vi.advanceTimersByTimeAsync(60)
  expect(serveur.recus).toEqual([{ objet: 'Toit', cout: 500 }])
  expect(Object.keys(memoire)).toEqual([])
})

test('une saisie gardée n’écrase pas la réponse qu’une autre personne a donnée depuis', async () => {
  const { e, serveur, memoire } = ouvrir()
  serveur.echecs.push(new Echec(401, 'connexion_necessaire', ''))
  e.noter('objet', 'Toit', true)
  await vi.advanceTimersByTimeAsync(60)
  e.arreter()

  const reouvert = ouvrir(serveur, memoire, { objet: 'Façade' }).e
  await vi.advanceTimersByTimeAsync(1000)
  expect(serveur.recus).toEqual([])
  expect(reouvert.lire()).toMatchObject({
    reponses: { objet: 'Façade' },
    conflits: [{ chemin: 'objet', valeur: 'Toit' }],
  })
  reouvert.noter('objet', 'Toit')
  await vi.advanceTimersByTimeAsync(700)
  expect(serveur.recus).toEqual([{ objet: 'Toit' }])
  expect(reouvert.lire().conflits).toEqual([])
})

test('une réponse qui ne peut pas être gardée reste à l’écran avec sa raison, sans remplacer l’ancienne', async () => {
  const { e, serveur } = ouvrir(undefined, undefined, { cout: 1000 })
  e.noter('cout', '12 mille')
  await vi.advanceTimersByTimeAsync(1000)
  expect(serveur.recus).toEqual([])
  expect(e.lire().brutes.cout).toMatchObject({ valeur: '12 mille', message: 'Saisissez un montant en euros.' })
  expect(e.lire().reponses.cout).toBe(1000)
  e.noter('cout', 1000)
  expect(e.lire().brutes).toEqual({})
})

test('le serveur refuse une réponse sur deux : l’autre est enregistrée, la refusée dit pourquoi', async () => {
  const serveur = unServeur()
  const refusant = {
    ...serveur,
    envoyer: async (lot: Changements) => ({
      ...(await serveur.envoyer(lot)),
      refusees: [{ champ: 'objet', message: 'Trop long.' }],
    }),
  }
  const { e } = ouvrir(refusant)
  e.noter('objet', 'Toit', true)
  e.noter('cout', 5, true)
  await vi.advanceTimersByTimeAsync(60)
  expect(e.lire()).toMatchObject({ base: { cout: 5 }, brutes: { objet: { valeur: 'Toit', message: 'Trop long.' } } })
  expect(e.lire().base).not.toHaveProperty('objet')
})

test('une ligne retirée puis remise revient avec ses réponses ; ses cases en attente partent avec elle', async () => {
  const { e, serveur } = ouvrir(undefined, undefined, { devis: [{ id: 'l1', valeurs: { entreprise: 'Dupont' } }] })
  e.noter('devis/l1/entreprise', 'Durand')
  e.noter('devis/l1', null, true)
  expect(Object.keys(e.lire().attente)).toEqual(['devis/l1'])
  expect(e.lire().reponses.devis).toEqual([])
  await vi.advanceTimersByTimeAsync(60)
  e.noter('devis/l1', { entreprise: 'Durand' }, true)
  await vi.advanceTimersByTimeAsync(60)
  expect(serveur.recus).toEqual([{ 'devis/l1': null }, { 'devis/l1': { entreprise: 'Durand' } }])
  expect(e.lire().base.devis).toEqual([{ id: 'l1', valeurs: { entreprise: 'Durand' } }])
})

test('une révision qui saute dit qu’une autre personne écrit', async () => {
  const { e, serveur, decalages } = ouvrir()
  serveur.avancer()
  e.noter('objet', 'Toit', true)
  await vi.advanceTimersByTimeAsync(60)
  expect(decalages).toEqual([1])
  e.noter('cout', 7)
  e.recevoir({ base: { objet: 'Mur' }, pieces: [], revision: 3, enregistre_le: '2026-11-24T09:50:00Z' })
  expect(e.lire().reponses).toEqual({ objet: 'Mur', cout: 7 })
})

test('la page s’en va pendant un envoi : tout repart, sans attendre', async () => {
  const { e, serveur } = ouvrir()
  e.noter('objet', 'Toit', true)
  await vi.advanceTimersByTimeAsync(10)
  e.noter('cout', 7)
  e.partir()
  await vi.advanceTimersByTimeAsync(60)
  expect(serveur.recus).toContainEqual({ objet: 'Toit', cout: 7 })
})
