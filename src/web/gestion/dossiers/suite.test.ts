import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Acteur } from '#domain/acteur.ts'
import { actionsPossibles } from '#domain/instruction/actions.ts'
import { ligneDeCercles } from '#domain/instruction/cercles.ts'
import type { SensDecision } from '#domain/instruction/guide.ts'
import type { Instruction } from '#domain/instruction/suivi.ts'
import { modeleLivre } from '#domain/teleservices/modele.ts'
import { attente, principale } from './suite.ts'

const { guide } = modeleLivre(JSON.parse(readFileSync('donnees/modeles/travaux-urgents.json', 'utf8')))
const bruno: Acteur = {
  genre: 'personne',
  id: 2,
  prenom: 'Bruno',
  nom: 'Castéra',
  courriel: 'bruno@preau.example',
  role: 'agent',
  habilitations: [],
  perimetres: [{ genre: 'departement', code: '31' }],
}

type Cas = { statut: string; decision?: { sens: SensDecision; notifiee: boolean }; manque?: string[] }

/** Only what the screen looks at to choose the main act. */
function instruction({ statut, decision, manque = [] }: Cas): Instruction {
  const etat = { guide, statut, pieces_attendues: manque, decision: decision ?? null }
  return {
    ligne: ligneDeCercles(guide, [{ statut, le: '2026-10-01T08:00:00Z' }], statut, 'agent'),
    actions: actionsPossibles(bruno, { uai: '0310038Y' }, etat, []),
    decision: decision ?? null,
  } as unknown as Instruction
}

const choix = (cas: Cas): string | undefined => {
  const p = principale(instruction(cas))
  return p?.genre === 'avancer' ? p.destination.vers : p?.genre
}

describe('l’acte proposé en premier', () => {
  test.each([
    ['à réception', { statut: 'depose' }, 'recevable'],
    ['recevable : la suite de l’étape', { statut: 'recevable' }, 'visite_planifiee'],
    ['proposition faite : l’étape d’après, pas ce qui précède', { statut: 'instruit' }, 'a_voter'],
    ['inscrit en commission : décider', { statut: 'a_voter' }, 'decider'],
    ['décidé : notifier', { statut: 'accorde', decision: { sens: 'accorde', notifiee: false } }, 'notifier'],
    ['notifié : les travaux', { statut: 'notifie', decision: { sens: 'accorde', notifiee: true } }, 'travaux_en_cours'],
    ['refus notifié : clore', { statut: 'notifie', decision: { sens: 'refuse', notifiee: true } }, 'clos'],
    ['terminé : rien', { statut: 'sans_suite' }, undefined],
  ] as [string, Cas, string | undefined][])('%s', (_, cas, attendu) => expect(choix(cas)).toBe(attendu))

  test('une pièce attendue retient le dossier : on dit laquelle, sans proposer de l’abandonner', () => {
    const cas = { statut: 'incomplet', manque: ['Devis'] }
    expect(choix(cas)).toBeUndefined()
    expect(attente(instruction(cas)).join()).toContain('« Devis »')
  })
})
