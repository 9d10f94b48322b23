import * as z from 'zod'
import type { ErreurDeChamp } from '#domain/erreurs.ts'
import type { Champ, Definition, Reponses } from './definition.ts'
import { planDe } from './plan.ts'
import { avecConnu, type Preremplis } from './prefill.ts'
import { LIGNES_MAX, Ligne } from './types/bloc_repetable.ts'
import type { PieceJointe } from './types/piece.ts'
import { refusEnregistrement } from './validation.ts'
import { propre } from './visite.ts'

/**
 * Edits by chemin, small enough for two members to work at once: `champ` sets an answer, `bloc/ligne` adds a row with
 * its answers (the browser makes its id, so that it works offline), `bloc/ligne/champ` sets a cell. `null` empties the
 * answer or removes the row. `bloc` with `{ ordre }` puts its rows in another order: their identities stay.
 */
export type Changements = Record<string, unknown>

/** The rows of a bloc by id, first to last; an id that has gone is skipped, one that is not said comes after. */
export const Ordre = z.strictObject({ ordre: z.array(Ligne.shape.id).max(LIGNES_MAX) })
export type Ordre = z.infer<typeof Ordre>

/**
 * The answers after some edits, the given ones untouched, with the edits that cannot be kept and why. Hidden answers
 * stay: they do not count, and showing their question again brings them back. Twice the same edits change nothing more.
 */
export function modifier(
  definition: Definition,
  reponses: Reponses,
  changements: Changements,
  preremplis: Preremplis = {},
): { reponses: Reponses; refusees: ErreurDeChamp[] } {
  const refusees: ErreurDeChamp[] = []
  let suite = reponses
  // A row comes before its cells, whatever the order they were sent in.
  const ordonnes = Object.entries(changements).sort(([a], [b]) => Number(estLigne(b)) - Number(estLigne(a)))
  for (const [chemin, valeur] of ordonnes) {
    const dite = estLigne(chemin)
      ? lignePropre(definition, chemin, valeur)
      : avecConnu(champDe(definition, chemin), valeur, chemin.includes('/') ? {} : preremplis)
    const message = refusDe(definition, suite, chemin, dite, preremplis)
    if (message) refusees.push({ champ: chemin, message })
    else suite = appliquer(suite, chemin, dite)
  }
  return { reponses: suite, refusees }
}

/**
 * Sets the files of a pièce. Apart from `modifier`, so that no edit can claim a file that was not received: only the
 * server knows which files a dossier has.
 */
export function poserPieces(reponses: Reponses, chemin: string, pieces: readonly PieceJointe[]): Reponses {
  return appliquer(reponses, chemin, pieces.length > 0 ? pieces : null)
}

/** The champ that a chemin names, in a row when the bloc is repeated; `undefined` when there is none. */
export function champDe(definition: Definition, chemin: string): Champ | undefined {
  const [premier = '', ligne, cellule, ...reste] = chemin.split('/')
  const plan = planDe(definition)
  if (ligne === undefined) return plan.get(premier)?.bloc ? undefined : plan.get(premier)?.champ
  if (cellule === undefined || reste.length > 0 || !Ligne.shape.id.safeParse(ligne).success) return undefined
  const place = plan.get(cellule)
  return place?.bloc?.id === premier ? place.champ : undefined
}

/** A locked champ is closed only when the house really knew the value. */
export const estVerrouille = (champ: Champ, preremplis: Preremplis): boolean =>
  'verrouille' in champ && champ.verrouille === true && Object.hasOwn(preremplis, champ.id)

/** The stored rows of a bloc, shown or not. */
export function lignesDe(reponses: Reponses, bloc: string): Ligne[] {
  const lu = z.array(Ligne).safeParse(propre(reponses, bloc))
  return lu.success ? lu.data : []
}

const estLigne = (chemin: string): boolean => chemin.split('/').length === 2
/** The cells of a new row, without what only the référentiel may say. */
function lignePropre(definition: Definition, chemin: string, valeurs: unknown): unknown {
  const bloc = champDe(definition, chemin.split('/')[0] ?? '')
  if (bloc?.type !== 'bloc_repetable' || typeof valeurs !== 'object' || valeurs === null) return valeurs
  if (!bloc.champs.some((c) => c.type === 'effectif')) return valeurs
  return Object.fromEntries(
    Object.entries(valeurs).map(([cle, v]) => [
      cle,
      avecConnu(
        bloc.champs.find((c) => c.id === cle),
        v,
        {},
      ),
    ]),
  )
}
const ABSENTE = 'Cette question n’existe pas.'

function refusDe(
  definition: Definition,
  reponses: Reponses,
  chemin: string,
  valeur: unknown,
  preremplis: Preremplis,
): string | undefined {
  if (estLigne(chemin)) return refusLigne(definition, reponses, chemin, valeur)
  const champ = champDe(definition, chemin)
  if (!champ) return ABSENTE
  if (champ.type === 'bloc_repetable')
    return Ordre.safeParse(valeur).success ? undefined : 'Ce bloc se remplit ligne par ligne.'
  if (champ.type === 'piece') return 'Un fichier se dépose, il ne se saisit pas.'
  if (estVerrouille(champ, preremplis))
    return 'Cette information vient du référentiel : proposez une correction plutôt que de la changer ici.'
  const [bloc = '', ligne] = chemin.split('/')
  if (ligne !== undefined && !lignesDe(reponses, bloc).some((l) => l.id === ligne))
    return 'Cette ligne a été retirée entre-temps : ajoutez-en une autre.'
  return refusEnregistrement(champ, valeur)
}

function refusLigne(definition: Definition, reponses: Reponses, chemin: string, valeur: unknown): string | undefined {
  const [bloc = '', ligne = ''] = chemin.split('/')
  const champ = champDe(definition, bloc)
  if (champ?.type !== 'bloc_repetable') return ABSENTE
  if (valeur === null) return undefined
  const lu = Ligne.safeParse({ id: ligne, valeurs: valeur })
  if (!lu.success) return lu.error.issues[0]?.message ?? ABSENTE
  const pieces = champ.champs.some((c) => c.type === 'piece' && Object.hasOwn(lu.data.valeurs, c.id))
  if (pieces) return 'Un fichier se dépose, il ne se saisit pas.'
  const lignes = lignesDe(reponses, bloc)
  if (lignes.length >= LIGNES_MAX && !lignes.some((l) => l.id === ligne)) return `Gardez ${LIGNES_MAX} lignes au plus.`
  return refusEnregistrement(champ, [{ id: ligne, valeurs: valeur }])
}

function appliquer(reponses: Reponses, chemin: string, valeur: unknown): Reponses {
  const [premier = '', ligne, cellule] = chemin.split('/')
  const lignes = lignesDe(reponses, premier)
  if (ligne === undefined) {
    const { data: dit } = Ordre.safeParse(valeur)
    if (!dit) return poser(reponses, premier, valeur)
    return lignes.length > 0 ? poser(reponses, premier, ordonner(lignes, dit)) : reponses
  }
  if (cellule !== undefined)
    return poser(
      reponses,
      premier,
      lignes.map((l) => (l.id === ligne ? { ...l, valeurs: poser(l.valeurs, cellule, valeur) } : l)),
    )
  if (valeur === null)
    return poser(
      reponses,
      premier,
      lignes.filter((l) => l.id !== ligne),
    )
  // Sent again after a cut, a row is completed and never added twice.
  const ajout = Object.entries(valeur as Reponses)
  const connue = lignes.find((l) => l.id === ligne) ?? { id: ligne, valeurs: {} }
  const complete = { ...connue, valeurs: ajout.reduce((vs, [cle, v]) => poser(vs, cle, v), connue.valeurs) }
  return poser(
    reponses,
    premier,
    lignes.some((l) => l.id === ligne) ? lignes.map((l) => (l.id === ligne ? complete : l)) : [...lignes, complete],
  )
}

function ordonner(lignes: Ligne[], { ordre }: Ordre): Ligne[] {
  const rang = new Map(ordre.map((id, i) => [id, i]))
  // A stable sort: rows that a colleague has added meanwhile keep their place after the others.
  return lignes.toSorted((a, b) => (rang.get(a.id) ?? lignes.length) - (rang.get(b.id) ?? lignes.length))
}

function poser(reponses: Reponses, cle: string, valeur: unknown): Reponses {
  const { [cle]: _, ...autres } = reponses
  return valeur === null || valeur === undefined ? autres : { ...autres, [cle]: valeur }
}
