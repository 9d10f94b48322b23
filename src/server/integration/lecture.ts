import { hash } from 'node:crypto'
import { Refus } from '#domain/erreurs.ts'
import type { LectureDeLigne, RemarqueDeLigne, SourceImportable } from '#domain/integration/lecture.ts'
import { ColonnesManquantes } from '#domain/referentiel/champs.ts'
import { cleEnregistrement } from '#domain/referentiel/rubriques-importables.ts'
import { cleDeCode } from '#domain/referentiel/tables-de-codes.ts'

/** One table of a file: a sheet, or the whole file. */
export type Tableau = {
  feuille: string | null
  entetes: string[]
  lignes: Iterable<{ numero: number; valeurs: string[] }>
}

/** What one row says, as JSON, with its fingerprint. `rubrique` is empty for an établissement; see `integration.recue`. */
export type Recue = {
  numero: number
  tableau: number
  rubrique: string
  uai: string
  plusieurs: boolean
  cle: string
  champs: string
  lieu: string
  date_donnees: string
  empreinte: string
}

export type Rejet = {
  numero: number
  tableau: number
  portee: 'ligne' | 'champ'
  uai: string
  champ: string | null
  valeur: string
  code: string
  raison: string
  ligne: string[]
}

export type Lot = { recues: Recue[]; rejets: Rejet[]; lues: number; hors_champ: number }

/** The whole file is refused: nothing of it may be written. */
export class FichierRefuse extends Refus {
  constructor(code: string, message: string) {
    super(422, code, message)
    this.name = 'FichierRefuse'
  }
}

export type Connus = {
  /** UAI that linked records and complements may speak of; absent when the source creates établissements. */
  uais?: ReadonlySet<string>
  /** What the source said last time, by UAI: the same is not carried again. */
  empreintes?: ReadonlyMap<string, string>
}

type Lecteur = {
  tableau: number
  lire: (ligne: string[]) => LectureDeLigne
  dater?: (ligne: string[]) => string | undefined
}

/**
 * Reads tables by batches of `taille` rows read or kept (a row of results gives dozens of records); what cannot be trusted
 * becomes a `Rejet`. `date` is that of rows that say none.
 * Throws `FichierRefuse` when no table has the columns of the source, naming those that miss and those that are there.
 */
export function* lireLots(
  source: SourceImportable,
  tableaux: readonly Tableau[],
  { connus, date, taille }: { connus: Connus; date: { fichier: string; imposee: boolean }; taille: number },
): Generator<Lot> {
  const lecteurs = trouverLecteurs(source, tableaux)
  let lot: Lot = { recues: [], rejets: [], lues: 0, hors_champ: 0 }
  for (const lecteur of lecteurs) {
    const { entetes = [], lignes = [] } = tableaux[lecteur.tableau] ?? {}
    for (const { numero, valeurs } of lignes) {
      const place = { numero, tableau: lecteur.tableau }
      const jour = (date.imposee ? undefined : lecteur.dater?.(valeurs)) ?? date.fichier
      lot.lues++
      if (valeurs.length !== entetes.length) {
        const raison = `La ligne a ${valeurs.length} colonnes au lieu de ${entetes.length}.`
        lot.rejets.push(ecartee(place, '', valeurs, 'colonnes', raison))
      } else ranger(lot, lecteur.lire(valeurs), { ...place, valeurs, jour }, connus)
      if (lot.lues >= taille || lot.recues.length >= taille) {
        yield lot
        lot = { recues: [], rejets: [], lues: 0, hors_champ: 0 }
      }
    }
  }
  yield lot
}

function trouverLecteurs(source: SourceImportable, tableaux: readonly Tableau[]): Lecteur[] {
  const lecteurs: Lecteur[] = []
  let etranger: ColonnesManquantes | undefined
  for (const [tableau, { entetes, feuille }] of tableaux.entries()) {
    try {
      lecteurs.push({ tableau, lire: source.lecteur(entetes, feuille), dater: source.dateDe?.(entetes) })
    } catch (erreur) {
      if (!(erreur instanceof ColonnesManquantes)) throw erreur
      etranger ??= erreur
    }
  }
  if (lecteurs.length === 0) throw new FichierRefuse('colonnes_manquantes', phraseColonnes(etranger, tableaux))
  return lecteurs
}

function phraseColonnes(etranger: ColonnesManquantes | undefined, tableaux: readonly Tableau[]): string {
  const trouvees = tableaux.flatMap((t) => t.entetes).filter((e) => e.trim() !== '')
  if (!etranger || trouvees.length === 0)
    return 'Le fichier n’a aucune ligne lisible : il est vide, ou ce n’est pas un tableau.'
  const suite = trouvees.length > 40 ? '…' : '.'
  return `${etranger.message} Colonnes trouvées : ${trouvees.slice(0, 40).join(', ')}${suite}`
}

type Place = { numero: number; tableau: number }

function ranger(lot: Lot, lue: LectureDeLigne, ou: Place & { valeurs: string[]; jour: string }, connus: Connus): void {
  if (lue.genre === 'hors_champ') {
    lot.hors_champ++
    return
  }
  if (lue.genre === 'rejet') {
    lot.rejets.push(ecartee(ou, lue.uai, ou.valeurs, lue.code, lue.raison))
    return
  }
  if (lue.genre === 'codes') {
    for (const r of lue.remarques) lot.rejets.push(valeurEcartee(ou, '', ou.valeurs, r))
    for (const { table, valeurs } of lue.codes) {
      const champs = enJson(valeurs)
      lot.recues.push({
        numero: ou.numero,
        tableau: ou.tableau,
        uai: '',
        date_donnees: ou.jour,
        rubrique: table,
        plusieurs: false,
        cle: cleDeCode(table, valeurs),
        champs,
        lieu: '{}',
        empreinte: hash('md5', champs),
      })
    }
    return
  }
  if (connus.uais && !connus.uais.has(lue.uai)) {
    const raison = `L’établissement ${lue.uai} est inconnu du référentiel.`
    lot.rejets.push(ecartee(ou, lue.uai, ou.valeurs, 'etablissement_inconnu', raison))
    return
  }
  for (const r of lue.remarques) lot.rejets.push(valeurEcartee(ou, lue.uai, ou.valeurs, r))
  const commun = { numero: ou.numero, tableau: ou.tableau, uai: lue.uai, date_donnees: ou.jour }
  if (lue.genre === 'enregistrements') {
    for (const { rubrique, valeurs } of lue.enregistrements) {
      const champs = enJson(valeurs)
      const cle = cleEnregistrement(rubrique, valeurs)
      lot.recues.push({
        ...commun,
        rubrique,
        plusieurs: false,
        cle,
        champs,
        lieu: '{}',
        empreinte: hash('md5', champs),
      })
    }
    return
  }
  const champs = enJson(lue.champs)
  const lieu = enJson(lue.lieu)
  const empreinte = hash('md5', champs + lieu)
  const plusieurs = lue.plusieurs ?? false
  const meme = !plusieurs && connus.empreintes?.get(lue.uai) === empreinte
  const dit = meme ? { champs: '{}', lieu: '{}' } : { champs, lieu }
  lot.recues.push({ ...commun, rubrique: '', plusieurs, cle: '', ...dit, empreinte })
}

/** PostgreSQL's JSON refuses the NUL sign; `texte` has already taken it from every value but codes. */
export const enJson = (valeur: object): string => JSON.stringify(valeur).replaceAll('\\u0000', '')

export const ecartee = (place: Place, uai: string, valeurs: string[], code: string, raison: string): Rejet => ({
  numero: place.numero,
  tableau: place.tableau,
  portee: 'ligne',
  uai: court(uai),
  champ: null,
  valeur: court(valeurs.join(';')),
  code,
  raison,
  ligne: valeurs.map(sansNul),
})

const valeurEcartee = (place: Place, uai: string, valeurs: string[], r: RemarqueDeLigne): Rejet => ({
  numero: place.numero,
  tableau: place.tableau,
  portee: 'champ',
  uai,
  champ: r.champ,
  valeur: court(r.valeur),
  code: 'valeur_ecartee',
  raison: r.raison,
  ligne: valeurs.map(sansNul),
})

/** PostgreSQL has no NUL sign. */
const sansNul = (texte: string): string => texte.replaceAll('\u0000', '')
/** Enough to recognise the row. */
const court = (texte: string): string => sansNul(texte).slice(0, 500)
