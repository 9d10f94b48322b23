import type { Champ, Etape } from './definition.ts'
import type { Ebauche } from './ebauche.ts'
import type { ChampBlocRepetable } from './types/bloc_repetable.ts'

/** Where champs stand: in an étape, or in the rows of one of its blocs. */
export type Lieu = { etape: string; bloc?: string }

export type Regles = Pick<
  Ebauche,
  'conditions' | 'eligibilite' | 'calendrier' | 'routage' | 'plafonds' | 'cosignataires'
>

/** One edit of a form, as data: applied, undone, and done again. `rang` is where the thing stands afterwards. */
export type Operation =
  | { op: 'inserer_champ'; lieu: Lieu; rang: number; champ: Champ }
  | { op: 'retirer_champ'; id: string }
  | { op: 'deplacer_champ'; id: string; lieu: Lieu; rang: number }
  | { op: 'changer_champ'; id: string; champ: Champ }
  | { op: 'inserer_etape'; rang: number; etape: Etape }
  | { op: 'retirer_etape'; id: string }
  | { op: 'deplacer_etape'; id: string; rang: number }
  /** Its title, help, condition and rules; its champs stay. */
  | { op: 'changer_etape'; id: string; etape: Omit<Etape, 'champs'> }
  | { op: 'changer_entete'; titre: string; reperes: Ebauche['reperes'] }
  /** What the whole form says beside its étapes; a key absent is taken away. */
  | { op: 'changer_regles'; regles: Regles }
  /** Another document at its place: an old version, a paste of many champs, an id changed everywhere. */
  | { op: 'remplacer'; ebauche: Ebauche }
  | { op: 'ensemble'; operations: Operation[] }

export type Edition = { ebauche: Ebauche; inverse: Operation }

/**
 * The form after one edit, with the edit that undoes it; the given form is untouched, and what did not change keeps its
 * identity, so that a screen draws again only what moved. `undefined` when it aims at what is not there, would put a bloc
 * in a bloc or give the same id twice: nothing is done.
 */
export function appliquer(ebauche: Ebauche, operation: Operation): Edition | undefined {
  switch (operation.op) {
    case 'inserer_champ':
      return inserer(ebauche, operation.lieu, operation.rang, operation.champ)
    case 'retirer_champ': {
      const place = trouverChamp(ebauche, operation.id)
      return place && retirer(ebauche, place)
    }
    case 'deplacer_champ': {
      const place = trouverChamp(ebauche, operation.id)
      const retrait = place && retirer(ebauche, place)
      const pose = retrait && inserer(retrait.ebauche, operation.lieu, operation.rang, place.champ)
      if (!pose) return undefined
      const inverse: Operation = { op: 'deplacer_champ', id: operation.id, lieu: place.lieu, rang: place.rang }
      return { ebauche: pose.ebauche, inverse }
    }
    case 'changer_champ': {
      const place = trouverChamp(ebauche, operation.id)
      if (!place || (place.lieu.bloc !== undefined && operation.champ.type === 'bloc_repetable')) return undefined
      if (operation.champ.id !== operation.id && trouverChamp(ebauche, operation.champ.id)) return undefined
      const suite = modifierListe(ebauche, place.lieu, (l) => l.with(place.rang, operation.champ))
      return suite && { ebauche: suite, inverse: { op: 'changer_champ', id: operation.champ.id, champ: place.champ } }
    }
    case 'remplacer':
      return { ebauche: operation.ebauche, inverse: { op: 'remplacer', ebauche } }
    case 'ensemble':
      return enchainer(ebauche, operation.operations)
    case 'changer_regles': {
      const { conditions, eligibilite, calendrier, routage, plafonds, cosignataires, ...sans } = ebauche
      const avant = { conditions, eligibilite, calendrier, routage, plafonds, cosignataires }
      const dites = Object.entries(operation.regles).filter(([, regles]) => regles !== undefined && regles.length > 0)
      const inverse: Operation = { op: 'changer_regles', regles: avant }
      return { ebauche: { ...sans, ...Object.fromEntries(dites) }, inverse }
    }
    case 'changer_entete': {
      const { reperes: _, ...sans } = ebauche
      const { titre, reperes } = operation
      const inverse: Operation = { op: 'changer_entete', titre: ebauche.titre, reperes: ebauche.reperes }
      return { ebauche: { ...sans, titre, ...(reperes && { reperes }) }, inverse }
    }
    default:
      return surEtapes(ebauche, operation)
  }
}

type SurEtapes = Extract<Operation, { op: 'inserer_etape' | 'retirer_etape' | 'deplacer_etape' | 'changer_etape' }>

function surEtapes(ebauche: Ebauche, operation: SurEtapes): Edition | undefined {
  const { etapes } = ebauche
  if (operation.op === 'inserer_etape') {
    const { etape } = operation
    if (etapes.some((e) => e.id === etape.id) || etape.champs.some((c) => trouverChamp(ebauche, c.id))) return undefined
    const rang = borner(operation.rang, etapes.length)
    return {
      ebauche: { ...ebauche, etapes: etapes.toSpliced(rang, 0, etape) },
      inverse: { op: 'retirer_etape', id: etape.id },
    }
  }
  const ici = etapes.findIndex((e) => e.id === operation.id)
  const etape = etapes[ici]
  if (!etape) return undefined
  if (operation.op === 'retirer_etape')
    return {
      ebauche: { ...ebauche, etapes: etapes.toSpliced(ici, 1) },
      inverse: { op: 'inserer_etape', rang: ici, etape },
    }
  if (operation.op === 'deplacer_etape') {
    const autres = etapes.toSpliced(ici, 1)
    const rang = borner(operation.rang, autres.length)
    const inverse: Operation = { op: 'deplacer_etape', id: etape.id, rang: ici }
    return { ebauche: { ...ebauche, etapes: autres.toSpliced(rang, 0, etape) }, inverse }
  }
  if (operation.etape.id !== etape.id && etapes.some((e) => e.id === operation.etape.id)) return undefined
  const { champs, ...avant } = etape
  const apres = { ...operation.etape, champs }
  return {
    ebauche: { ...ebauche, etapes: etapes.with(ici, apres) },
    inverse: { op: 'changer_etape', id: apres.id, etape: avant },
  }
}

/** All or nothing; undone in reverse order. */
function enchainer(ebauche: Ebauche, operations: Operation[]): Edition | undefined {
  let suite = ebauche
  const inverses: Operation[] = []
  for (const operation of operations) {
    const faite = appliquer(suite, operation)
    if (!faite) return undefined
    suite = faite.ebauche
    inverses.unshift(faite.inverse)
  }
  return { ebauche: suite, inverse: { op: 'ensemble', operations: inverses } }
}

export type PlaceDeChamp = { champ: Champ; lieu: Lieu; rang: number }

/** Where a champ stands, in its own list; the first of this id. */
export function trouverChamp(ebauche: Ebauche, id: string): PlaceDeChamp | undefined {
  for (const etape of ebauche.etapes)
    for (const [rang, champ] of etape.champs.entries()) {
      if (champ.id === id) return { champ, lieu: { etape: etape.id }, rang }
      if (champ.type !== 'bloc_repetable') continue
      const interne = champ.champs.findIndex((c) => c.id === id)
      const trouve = champ.champs[interne]
      if (trouve) return { champ: trouve, lieu: { etape: etape.id, bloc: champ.id }, rang: interne }
    }
  return undefined
}

/** The champs of a place, in order; `undefined` when there is no such place. */
export function champsDe(ebauche: Ebauche, lieu: Lieu): readonly Champ[] | undefined {
  const etape = ebauche.etapes.find((e) => e.id === lieu.etape)
  if (lieu.bloc === undefined) return etape?.champs
  const bloc = etape?.champs.find((c) => c.id === lieu.bloc)
  return bloc?.type === 'bloc_repetable' ? bloc.champs : undefined
}

function inserer(ebauche: Ebauche, lieu: Lieu, rang: number, champ: Champ): Edition | undefined {
  if (lieu.bloc !== undefined && champ.type === 'bloc_repetable') return undefined
  if (idsDe(champ).some((id) => trouverChamp(ebauche, id))) return undefined
  const suite = modifierListe(ebauche, lieu, (l) => l.toSpliced(borner(rang, l.length), 0, champ))
  return suite && { ebauche: suite, inverse: { op: 'retirer_champ', id: champ.id } }
}

/** Its own id and those of the champs of its rows. */
export const idsDe = (champ: Champ): string[] => [
  champ.id,
  ...(champ.type === 'bloc_repetable' ? champ.champs.map((c) => c.id) : []),
]

function retirer(ebauche: Ebauche, { champ, lieu, rang }: PlaceDeChamp): Edition | undefined {
  const suite = modifierListe(ebauche, lieu, (l) => l.toSpliced(rang, 1))
  return suite && { ebauche: suite, inverse: { op: 'inserer_champ', lieu, rang, champ } }
}

function modifierListe(ebauche: Ebauche, lieu: Lieu, changer: (l: Champ[]) => Champ[]): Ebauche | undefined {
  const e = ebauche.etapes.findIndex((etape) => etape.id === lieu.etape)
  const etape = ebauche.etapes[e]
  if (!etape) return undefined
  const champs = lieu.bloc === undefined ? changer(etape.champs) : dansLeBloc(etape.champs, lieu.bloc, changer)
  return champs && { ...ebauche, etapes: ebauche.etapes.with(e, { ...etape, champs }) }
}

function dansLeBloc(champs: Champ[], id: string, changer: (l: Champ[]) => Champ[]): Champ[] | undefined {
  const b = champs.findIndex((c) => c.id === id)
  const bloc = champs[b]
  if (bloc?.type !== 'bloc_repetable') return undefined
  // A bloc never enters a bloc: `inserer` and `changer_champ` refuse it.
  return champs.with(b, { ...bloc, champs: changer(bloc.champs) as ChampBlocRepetable['champs'] })
}

const borner = (rang: number, maximum: number): number => Math.max(0, Math.min(rang, maximum))
