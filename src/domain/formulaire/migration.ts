import { estVide } from './conditions.ts'
import { convertir } from './conversion.ts'
import type { Champ, Definition, Reponses } from './definition.ts'
import { pareil } from './difference.ts'
import { type Place, planDe } from './plan.ts'
import type { ChoixDeReprise } from './reprise.ts'
import { lignesDe } from './saisie.ts'
import type { ChampBlocRepetable, Ligne } from './types/bloc_repetable.ts'
import { ecrireReponse, typeDe } from './types/registre.ts'
import { refusEnregistrement } from './validation.ts'

/** An answer that the new version has no place for: kept apart, read by agents, never deposited again. */
export type AncienneReponse = {
  /** Where it was: `champ`, or `bloc/ligne/champ`. */
  chemin: string
  libelle: string
  /** As a person reads it, bank data masked. */
  texte: string
  /** The stored answer itself. */
  valeur: unknown
  raison: 'retiree' | 'type_change' | 'deplacee' | 'redemandee'
}

export type Migration = {
  /** The answers in the new version. */
  reponses: Reponses
  anciennes: AncienneReponse[]
  /** Ids of the questions that the former version did not ask, or that are asked again. */
  nouvelles: string[]
}

/**
 * Brings the answers of one version to another, and loses none: what keeps its place and its type stays as it is, an
 * option that has gone included (the deposit will ask to choose again); what changes type is converted when that means
 * the same; the rest is an « ancienne réponse ». A champ that enters or leaves a bloc takes no answer with it: no row is
 * the right one. `choix` says otherwise, question by question. Nothing in `reponses` is changed.
 */
export function migrer(
  ancienne: Definition,
  nouvelle: Definition,
  reponses: Reponses,
  choix: readonly ChoixDeReprise[] = [],
): Migration {
  const choisis = new Map(choix.map((c) => [c.champ, c]))
  const avant = planDe(ancienne)
  const apres = planDe(nouvelle)
  const anciennes: AncienneReponse[] = []
  const gardees: [string, unknown][] = []
  for (const [id, valeur] of Object.entries(reponses)) {
    const place = avant.get(id)
    if (!place || place.bloc || estVide(valeur)) continue
    if (place.champ.type === 'bloc_repetable')
      gardees.push(...migrerBloc(place.champ, apres.get(id), lignesDe(reponses, id), anciennes, { apres, choisis }))
    else {
      const vers = versDe(choisis.get(id), apres, reponses)
      const suite = migrerChamp(
        place.champ,
        apres.get(vers ?? id),
        undefined,
        valeur,
        vers ? undefined : choisis.get(id),
      )
      if ('raison' in suite) anciennes.push(mettreDeCote(place.champ, id, valeur, vers ? 'retiree' : suite.raison))
      else gardees.push([vers ?? id, suite.valeur])
    }
  }
  const redemandees = new Set(anciennes.flatMap((a) => (a.raison === 'redemandee' ? [a.chemin.split('/').at(-1)] : [])))
  const nouvelles = [...apres.values()]
    .filter(
      ({ champ }) =>
        typeDe(champ).reponse !== undefined &&
        (redemandees.has(champ.id) || !memeQuestion(avant.get(champ.id), apres.get(champ.id))),
    )
    .map(({ champ }) => champ.id)
  return { reponses: Object.fromEntries(gardees), anciennes, nouvelles }
}

function migrerBloc(
  bloc: ChampBlocRepetable,
  place: Place | undefined,
  lignes: Ligne[],
  anciennes: AncienneReponse[],
  { apres, choisis }: { apres: Map<string, Place>; choisis: ReadonlyMap<string, ChoixDeReprise> },
): [string, unknown][] {
  const reste = place?.champ.type === 'bloc_repetable'
  const suites = lignes.map((ligne) => ({ id: ligne.id, valeurs: {} as Reponses }))
  lignes.forEach((ligne, i) => {
    for (const [cle, valeur] of Object.entries(ligne.valeurs)) {
      const champ = bloc.champs.find((c) => c.id === cle)
      if (!champ || estVide(valeur)) continue
      const suite = migrerChamp(champ, apres.get(cle), bloc.id, valeur, choisis.get(cle))
      const garde = suites[i]
      // A cell whose bloc has gone is set aside with its row, for the same reason.
      if ('raison' in suite) anciennes.push(mettreDeCote(champ, `${bloc.id}/${ligne.id}/${cle}`, valeur, suite.raison))
      else if (garde) Object.assign(garde.valeurs, { [cle]: suite.valeur })
    }
  })
  return reste ? [[bloc.id, suites]] : []
}

type Suite = { valeur: unknown } | { raison: AncienneReponse['raison'] }

/** The other question that takes a removed answer up: at the root, asked by nobody yet in this draft. */
function versDe(choix: ChoixDeReprise | undefined, apres: Map<string, Place>, reponses: Reponses): string | undefined {
  if (choix?.suite !== 'convertir' || !choix.vers || apres.has(choix.champ)) return undefined
  const cible = apres.get(choix.vers)
  const libre = estVide(Object.hasOwn(reponses, choix.vers) ? reponses[choix.vers] : undefined)
  return cible && !cible.bloc && cible.champ.type !== 'bloc_repetable' && libre ? choix.vers : undefined
}

function migrerChamp(
  ancien: Champ,
  place: Place | undefined,
  bloc: string | undefined,
  valeur: unknown,
  choix?: ChoixDeReprise,
): Suite {
  if (!place || typeDe(place.champ).reponse === undefined) return { raison: 'retiree' }
  if (place.bloc?.id !== bloc) return { raison: 'deplacee' }
  if (choix?.suite === 'redemander' && !resteProposee(ancien, place.champ, valeur)) return { raison: 'redemandee' }
  if (place.champ.type === ancien.type) return { valeur }
  const convertie = convertir(ancien, place.champ, valeur)
  return estVide(convertie) || refusEnregistrement(place.champ, convertie) !== undefined
    ? { raison: 'type_change' }
    : { valeur: convertie }
}

/** Only options have changed, and those of this answer are still there: one would be asked for the same again. */
function resteProposee(ancien: Champ, nouveau: Champ, valeur: unknown): boolean {
  if (ancien.type !== nouveau.type || !('options' in ancien) || !('options' in nouveau)) return false
  if (pareil(ancien.options, nouveau.options)) return false
  const dites = Array.isArray(valeur) ? valeur : [valeur]
  return dites.every((v) => nouveau.options.some((o) => o.valeur === v))
}

const memeQuestion = (avant: Place | undefined, apres: Place | undefined): boolean =>
  avant !== undefined && typeDe(avant.champ).reponse !== undefined && avant.bloc?.id === apres?.bloc?.id

function mettreDeCote(
  champ: Champ,
  chemin: string,
  valeur: unknown,
  raison: AncienneReponse['raison'],
): AncienneReponse {
  const lisible = typeDe(champ).reponse?.safeParse(valeur).success === true
  return {
    chemin,
    libelle: champ.libelle,
    texte: lisible ? ecrireReponse(champ, valeur, false) : 'Réponse illisible',
    valeur,
    raison,
  }
}
