import type { Champ } from '#domain/formulaire/definition.ts'
import type { Ebauche } from '#domain/formulaire/ebauche.ts'
import { champsDe, idsDe, type Lieu, type Operation, trouverChamp } from '#domain/formulaire/edition.ts'
import { entreeDe, nouveauChamp } from '#domain/formulaire/palette.ts'
import { copier, dependantsDe, idLibre, idsPris } from '#domain/formulaire/references.ts'
import type { Action, Selection } from './historique.ts'

/** What hands do on a form, as edits with their words. Each gives nothing when it cannot be done. */

type Edition = Extract<Action, { genre: 'editer' }>
export type Sens = 'monter' | 'descendre' | 'etape_precedente' | 'etape_suivante'

const nom = (champ: Champ) => `« ${champ.libelle || 'sans libellé'} »`
const ou = (ebauche: Ebauche, lieu: Lieu, rang: number): string => {
  const total = champsDe(ebauche, lieu)?.length ?? 0
  const bloc = lieu.bloc && trouverChamp(ebauche, lieu.bloc)?.champ
  const etape = ebauche.etapes.find((e) => e.id === lieu.etape)
  const place = bloc ? `du bloc ${nom(bloc)}` : `de l’étape « ${etape?.titre ?? ''} »`
  return `position ${rang + 1} sur ${total} ${place}`
}

/** Where a new thing goes: after what is selected, else at the end of the last étape. */
export function apresSelection(ebauche: Ebauche, selection: Selection): { lieu: Lieu; rang: number } {
  const place = selection.genre === 'champ' ? trouverChamp(ebauche, selection.id) : undefined
  if (place) return { lieu: place.lieu, rang: place.rang + 1 }
  const etape = ebauche.etapes.find((e) => e.id === selection.id) ?? ebauche.etapes.at(-1)
  return { lieu: { etape: etape?.id ?? '' }, rang: etape?.champs.length ?? 0 }
}

export function ajouter(ebauche: Ebauche, type: string, la: { lieu: Lieu; rang: number }): Edition | undefined {
  const entree = entreeDe(type)
  // A bloc never stands in a bloc: it goes after the one that is aimed at.
  const { lieu, rang } = type === 'bloc_repetable' ? sortirDuBloc(ebauche, la) : la
  const champ = nouveauChamp(type, idLibre(entree.libelle, idsPris(ebauche)), entree.libelle)
  if (!champ) return undefined
  return {
    genre: 'editer',
    operation: { op: 'inserer_champ', lieu, rang, champ },
    mot: `${entree.libelle} ajouté`,
    selection: { genre: 'champ', id: champ.id },
  }
}

function sortirDuBloc(ebauche: Ebauche, la: { lieu: Lieu; rang: number }) {
  const bloc = la.lieu.bloc === undefined ? undefined : trouverChamp(ebauche, la.lieu.bloc)
  return bloc ? { lieu: bloc.lieu, rang: bloc.rang + 1 } : la
}

/** Puts copies, with free ids, in a place: duplicate, paste from another form, take from the library. */
export function coller(
  ebauche: Ebauche,
  champs: readonly Champ[],
  la: { lieu: Lieu; rang: number },
  mot: string,
): Edition | undefined {
  const pris = idsPris(ebauche)
  const enTrop = champs.some((c) => c.type === 'bloc_repetable')
  const { lieu, rang } = enTrop ? sortirDuBloc(ebauche, la) : la
  const copies = champs.map((champ) =>
    copier(champ, (ancien) => {
      const libre = idLibre(ancien.replace(/_\d+$/, ''), pris)
      pris.add(libre)
      return libre
    }),
  )
  const [premiere] = copies
  if (!premiere) return undefined
  const operations = copies.map((champ, i): Operation => ({ op: 'inserer_champ', lieu, rang: rang + i, champ }))
  return {
    genre: 'editer',
    operation: { op: 'ensemble', operations },
    mot,
    selection: { genre: 'champ', id: premiere.id },
  }
}

export function supprimer(ebauche: Ebauche, selection: Selection): (Edition & { dependants: string[] }) | undefined {
  if (selection.genre === 'etape') {
    const rang = ebauche.etapes.findIndex((e) => e.id === selection.id)
    const etape = ebauche.etapes[rang]
    if (!etape) return undefined
    const voisine = ebauche.etapes[rang + 1] ?? ebauche.etapes[rang - 1]
    return {
      genre: 'editer',
      operation: { op: 'retirer_etape', id: etape.id },
      mot: `Étape « ${etape.titre} » supprimée`,
      selection: voisine ? { genre: 'etape', id: voisine.id } : { genre: 'formulaire', id: 'formulaire' },
      dependants: dehors(ebauche, etape.champs.flatMap(idsDe)),
    }
  }
  const place = trouverChamp(ebauche, selection.id)
  if (!place) return undefined
  const liste = champsDe(ebauche, place.lieu) ?? []
  const voisin = liste[place.rang + 1] ?? liste[place.rang - 1]
  return {
    genre: 'editer',
    operation: { op: 'retirer_champ', id: place.champ.id },
    mot: `${nom(place.champ)} supprimé`,
    selection: voisin ? { genre: 'champ', id: voisin.id } : { genre: 'etape', id: place.lieu.etape },
    dependants: dehors(ebauche, idsDe(place.champ)),
  }
}

/** Who depends on these, apart from themselves. */
const dehors = (ebauche: Ebauche, ids: string[]): string[] => [
  ...new Set(
    ids.flatMap((id) => dependantsDe(ebauche, id).filter((d) => !ids.includes(d.id))).map((d) => `« ${d.libelle} »`),
  ),
]

/** To a place, in the form as it stands before the move. */
export function deplacerVers(ebauche: Ebauche, id: string, lieu: Lieu, rang: number): Edition | undefined {
  const place = trouverChamp(ebauche, id)
  if (!place) return undefined
  const meme = place.lieu.etape === lieu.etape && place.lieu.bloc === lieu.bloc
  const arrivee = meme && place.rang < rang ? rang - 1 : rang
  if (meme && arrivee === place.rang) return undefined
  const total = (champsDe(ebauche, lieu)?.length ?? 0) + (meme ? 0 : 1)
  const phrase = ou(ebauche, lieu, Math.min(arrivee, total - 1)).replace(/sur \d+/, `sur ${total}`)
  return {
    genre: 'editer',
    operation: { op: 'deplacer_champ', id, lieu, rang: arrivee },
    mot: `${nom(place.champ)} déplacé : ${phrase}`,
    selection: { genre: 'champ', id },
  }
}

/** The keyboard twin of the pointer: one place up or down, through étapes, or to the next étape. */
export function deplacer(ebauche: Ebauche, selection: Selection, sens: Sens): Edition | undefined {
  if (selection.genre === 'etape') return deplacerEtape(ebauche, selection.id, sens)
  const place = trouverChamp(ebauche, selection.id)
  if (!place) return undefined
  const { lieu, rang, champ } = place
  const liste = champsDe(ebauche, lieu) ?? []
  if (sens === 'monter' && rang > 0) return deplacerVers(ebauche, champ.id, lieu, rang - 1)
  if (sens === 'descendre' && rang < liste.length - 1) return deplacerVers(ebauche, champ.id, lieu, rang + 2)
  const bloc = lieu.bloc === undefined ? undefined : trouverChamp(ebauche, lieu.bloc)
  if (bloc && (sens === 'monter' || sens === 'descendre'))
    return deplacerVers(ebauche, champ.id, bloc.lieu, sens === 'monter' ? bloc.rang : bloc.rang + 1)
  const ici = ebauche.etapes.findIndex((e) => e.id === lieu.etape)
  const vers = ebauche.etapes[ici + (sens === 'monter' || sens === 'etape_precedente' ? -1 : 1)]
  return ici < 0 || !vers
    ? undefined
    : deplacerVers(ebauche, champ.id, { etape: vers.id }, sens === 'descendre' ? 0 : vers.champs.length)
}

function deplacerEtape(ebauche: Ebauche, id: string, sens: Sens): Edition | undefined {
  const ici = ebauche.etapes.findIndex((e) => e.id === id)
  const rang = ici + (sens === 'monter' || sens === 'etape_precedente' ? -1 : 1)
  if (ici < 0 || rang < 0 || rang >= ebauche.etapes.length) return undefined
  return {
    genre: 'editer',
    operation: { op: 'deplacer_etape', id, rang },
    mot: `Étape « ${ebauche.etapes[ici]?.titre} » déplacée : position ${rang + 1} sur ${ebauche.etapes.length}`,
  }
}

export function ajouterEtape(ebauche: Ebauche, rang = ebauche.etapes.length): Edition {
  const pris = new Set(ebauche.etapes.map((e) => e.id))
  const id = idLibre(`etape ${ebauche.etapes.length + 1}`, pris)
  const etape = { id, titre: `Étape ${ebauche.etapes.length + 1}`, champs: [] }
  return {
    genre: 'editer',
    operation: { op: 'inserer_etape', rang, etape },
    mot: `${etape.titre} ajoutée`,
    selection: { genre: 'etape', id },
  }
}
