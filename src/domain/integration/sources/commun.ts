import type { Enregistrement, LectureDeLigne, RemarqueDeLigne } from '../lecture.ts'
import { lireChiffre } from '../nombres.ts'

export const LICENCE_OUVERTE = 'Licence Ouverte 2.0 (Etalab)'
export const MINISTERE = 'Ministère de l’Éducation nationale'
export const DEPP = 'Ministère de l’Éducation nationale (DEPP)'

type Lus = { enregistrements: { rubrique: string; valeurs: Enregistrement }[]; remarques: RemarqueDeLigne[] }

/** One indicateur by column that holds something; « ND » is a record too, an empty cell is none. */
export function lireIndicateurs(
  { jeu, annee }: { jeu: string; annee: number },
  colonnes: Iterable<[code: string, lire: (ligne: string[]) => string]>,
  ligne: string[],
): Lus {
  const lus: Lus = { enregistrements: [], remarques: [] }
  for (const [code, lire] of colonnes) {
    const brut = lire(ligne)
    const chiffre = lireChiffre(brut)
    if (chiffre.genre === 'vide') continue
    if (chiffre.genre === 'illisible') {
      lus.remarques.push({ champ: code, valeur: brut, raison: 'Ce n’est pas un nombre.' })
      continue
    }
    const valeur = chiffre.genre === 'nombre' ? chiffre.valeur : null
    lus.enregistrements.push({
      rubrique: 'indicateur',
      valeurs: { jeu, annee, code, valeur, non_disponible: valeur === null },
    })
  }
  return lus
}

export const anneeIncorrecte = (uai: string, brut: string): LectureDeLigne => ({
  genre: 'rejet',
  uai,
  code: 'annee_incorrecte',
  raison: brut.trim() === '' ? 'La ligne n’a pas d’année.' : `« ${brut.slice(0, 40)} » n’est pas une année.`,
})

/** A row put aside in a file of codes, which has no UAI. */
export const rejetDeCode = (code: string, raison: string): LectureDeLigne => ({ genre: 'rejet', uai: '', code, raison })
