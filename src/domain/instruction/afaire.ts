import type { AFaire } from './tableaux.ts'

/** What the server found on a dossier of the établissement; nothing awaits when all is empty. */
export type Attente = {
  cle: string
  etat: 'brouillon' | 'depose'
  pieces_attendues: number
  decision_a_lire: boolean
  messages_a_lire: number
  /** The reader is the chef. */
  chef: boolean
  /** The reader is the chef and somebody else began the draft. */
  prepare_par: string | null
  /** Who gave the draft to the chef, while it is there. */
  soumis_par: string | null
  /** Why the chef sent it back, until it is given again. */
  renvoye_motif: string | null
}

type Tache = Pick<AFaire, 'genre' | 'phrase' | 'lien'>

/** The one thing to do first on a dossier, if any: what stops the service, then what was received, then the drafts. */
export function aFaire(a: Attente): Tache | undefined {
  const lien = `/dossiers/${a.cle}`
  if (a.etat === 'brouillon') {
    const formulaire = `${lien}/formulaire`
    if (a.soumis_par && !a.chef) return undefined
    if (a.soumis_par)
      return { genre: 'a_deposer', phrase: `Soumis par ${a.soumis_par} : à relire et à déposer.`, lien: formulaire }
    if (a.renvoye_motif && !a.chef)
      return { genre: 'brouillon', phrase: `Renvoyé par le chef : « ${a.renvoye_motif} »`, lien: formulaire }
    if (a.prepare_par) return { genre: 'brouillon', phrase: `${a.prepare_par} le prépare.`, lien: formulaire }
    return { genre: 'brouillon', phrase: 'Brouillon à terminer.', lien: formulaire }
  }
  if (a.pieces_attendues > 0) {
    const phrase = a.pieces_attendues === 1 ? 'Il manque 1 pièce.' : `Il manque ${a.pieces_attendues} pièces.`
    return { genre: 'pieces_a_completer', phrase, lien }
  }
  if (a.decision_a_lire) return { genre: 'decision_recue', phrase: 'La décision est disponible.', lien }
  if (a.messages_a_lire > 0) {
    const phrase =
      a.messages_a_lire === 1 ? '1 message du service à lire.' : `${a.messages_a_lire} messages du service à lire.`
    return { genre: 'message_recu', phrase, lien }
  }
  return undefined
}

const ORDRE: AFaire['genre'][] = ['pieces_a_completer', 'decision_recue', 'a_deposer', 'message_recu', 'brouillon']

/** Most pressing first, then by day given, then oldest. */
export function parUrgence(a: AFaire, b: AFaire): number {
  return (
    ORDRE.indexOf(a.genre) - ORDRE.indexOf(b.genre) ||
    (a.echeance ?? '9').localeCompare(b.echeance ?? '9') ||
    a.depuis.localeCompare(b.depuis)
  )
}
