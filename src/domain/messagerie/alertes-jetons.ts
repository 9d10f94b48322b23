import type { Alerte } from './alertes.ts'

/** Told by mail from a month before: earlier, there is nothing to hurry for. */
const PAR_COURRIEL_DES = 30

/** Does this threshold, in days before the end, deserve a mail beside the alert in the site? */
export const meriteCourriel = (seuil: number): boolean => seuil <= PAR_COURRIEL_DES

/**
 * To the administrators: the token of a service outside ends. Never the token itself.
 * @param phrase says whose token and in how many days
 */
export const jetonARemplacer = (j: { code: string; nom: string; phrase: string; repli: string }): Alerte => ({
  genre: 'jeton_a_remplacer',
  texte: j.phrase,
  lien: `/gestion/parametrage/connecteurs/${j.code}`,
  sujet: `Jeton à remplacer : ${j.nom}`,
  corps: [j.phrase, `Sans lui, le service n’est plus appelé. Ce qui en tient lieu : ${enSuite(j.repli)}`],
})

/** What follows a colon. */
const enSuite = (phrase: string): string => phrase.charAt(0).toLowerCase() + phrase.slice(1)
