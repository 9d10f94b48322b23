import type { z } from 'zod'
import { enumerer } from '../ecriture.ts'

const ATTENDUS: Record<string, string> = {
  string: 'un texte est attendu',
  number: 'un nombre est attendu',
  int: 'un nombre entier est attendu',
  boolean: 'oui ou non est attendu',
  array: 'une liste est attendue',
  object: 'un ensemble de réglages est attendu',
  record: 'un ensemble de réglages est attendu',
}

/** What a schema has found, for who wrote the document: the messages of our own schemas stand, Zod's are said again. */
export function dire(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `Valeur absente ou d’un autre genre : ${ATTENDUS[issue.expected] ?? 'une autre valeur est attendue'}.`
    case 'unrecognized_keys':
      return `Réglage inconnu ici : ${enumerer(issue.keys.slice(0, 5).map((k) => `« ${k.slice(0, 60)} »`))}.`
    case 'invalid_value':
      return `Valeur inconnue. Possibles : ${enumerer(
        issue.values.slice(0, 12).map((v) => `« ${String(v)} »`),
        'ou',
      )}.`
    case 'invalid_union':
      return issue.path.at(-1) === 'type'
        ? 'Ce type de champ est inconnu.'
        : 'Cette partie n’a aucune des formes possibles.'
    case 'too_small':
      return 'Trop court, trop petit ou vide.'
    case 'too_big':
      return 'Trop long ou trop grand.'
    case 'custom':
      return issue.message
    default:
      // A regex of ours has its own sentence; Zod's own formats begin with what is no sentence of ours.
      return issue.code === 'invalid_format' && issue.message.startsWith('Un ')
        ? issue.message
        : 'Cette valeur n’a pas le bon format.'
  }
}
