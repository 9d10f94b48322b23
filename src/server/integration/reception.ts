import { hash } from 'node:crypto'
import { lireCsv } from '#domain/integration/csv.ts'
import { type Etablissement, ranger } from '#domain/referentiel/sites.ts'
import type { SourceEtablissements } from './sources.ts'

export type Rejet = {
  numero: number
  portee: 'ligne' | 'champ'
  uai: string
  champ: string | null
  valeur: string
  code: string
  raison: string
}

/** One row received: what it says, as JSON, and the fingerprint of it. `rang` 0 is the établissement, then its sites. */
export type Recue = { uai: string; rang: number; numero: number; champs: string; lieu: string; empreinte: string }

export type Reception = { recues: Recue[]; lues: number; hors_champ: number; rejets: Rejet[] }

/** Reads a file of établissements; what cannot be trusted becomes a `Rejet`. Throws `ColonnesManquantes` on a foreign file. */
export function recevoir(source: SourceEtablissements, texte: string): Reception {
  const lignes = lireCsv(texte, source.separateur)
  const entetes = lignes.next().value?.valeurs ?? []
  const lecteur = source.lecteur(entetes)
  const parUai = new Map<string, (Etablissement & { numero: number })[]>()
  const reception: Reception = { recues: [], lues: 0, hors_champ: 0, rejets: [] }
  for (const { numero, valeurs } of lignes) {
    reception.lues++
    const entiere = () => valeurs.join(source.separateur)
    if (valeurs.length !== entetes.length) {
      const raison = `La ligne a ${valeurs.length} colonnes au lieu de ${entetes.length}.`
      reception.rejets.push(ecartee(numero, '', entiere(), 'colonnes', raison))
      continue
    }
    const lue = lecteur(valeurs)
    if (lue.genre === 'hors_champ') reception.hors_champ++
    else if (lue.genre === 'rejet') reception.rejets.push(ecartee(numero, lue.uai, entiere(), lue.code, lue.raison))
    else {
      const memes = parUai.get(lue.uai)
      if (memes) memes.push({ ...lue, numero })
      else parUai.set(lue.uai, [{ ...lue, numero }])
      reception.rejets.push(...lue.remarques.map((r) => valeurEcartee(numero, lue.uai, r)))
    }
  }
  for (const memes of parUai.values())
    for (const [rang, e] of ranger(memes).entries()) reception.recues.push(enRecue(e, rang))
  return reception
}

function enRecue({ uai, numero, ...dit }: Etablissement & { numero: number }, rang: number): Recue {
  // PostgreSQL's JSON refuses the NUL sign; `texte` has already taken it from every value but codes.
  const champs = JSON.stringify(dit.champs).replaceAll('\\u0000', '')
  const lieu = JSON.stringify(dit.lieu).replaceAll('\\u0000', '')
  return { uai, rang, numero, champs, lieu, empreinte: hash('md5', champs + lieu) }
}

const ecartee = (numero: number, uai: string, valeur: string, code: string, raison: string): Rejet => ({
  numero,
  portee: 'ligne',
  uai: court(uai),
  champ: null,
  valeur: court(valeur),
  code,
  raison,
})

const valeurEcartee = (numero: number, uai: string, r: Etablissement['remarques'][number]): Rejet => ({
  numero,
  portee: 'champ',
  uai,
  champ: r.champ,
  valeur: court(r.valeur),
  code: 'valeur_ecartee',
  raison: r.raison,
})

/** Enough to recognise the row; PostgreSQL has no NUL sign. */
const court = (texte: string): string => texte.replaceAll('\u0000', '').slice(0, 500)
