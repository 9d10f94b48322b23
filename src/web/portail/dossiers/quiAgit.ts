import { jourLocal } from '#domain/heure.ts'
import type { QuiAgit } from '#domain/instruction/guide.ts'
import type { Instruction } from '#domain/instruction/suivi.ts'
import { LIBELLES_QUI_AGIT } from '#domain/instruction/tableaux.ts'
import { date, pluriel } from '#web/ui/format.ts'

/** Who must act, as one says it to the people of the établissement. */
export const quiAgit = (qui: QuiAgit): string =>
  qui === 'etablissement' ? 'Vous' : qui === 'personne' ? 'Personne' : LIBELLES_QUI_AGIT[qui]

/** The day is over: the établissement may still act, but must know. */
export const estDepassee = (echeance: string | null, maintenant = new Date()): boolean =>
  echeance !== null && echeance < jourLocal(maintenant)

type Suivi = Pick<Instruction, 'statut' | 'echeance' | 'demandes_de_pieces' | 'decision'>

/** Who must act, to do what, and until when: the one sentence on top of a dossier. */
export function phraseSuivi({ statut, echeance, demandes_de_pieces, decision }: Suivi): string {
  const attendues = demandes_de_pieces.filter((d) => d.etat === 'attendue').length
  const limite = echeance ? ` avant le ${date(echeance)}${estDepassee(echeance) ? ', ce délai est dépassé' : ''}` : ''
  if (attendues > 0)
    return `C’est à vous d’agir : il manque ${pluriel(attendues, 'pièce')}, à transmettre au service${limite}.`
  if (statut.qui_agit === 'etablissement')
    return decision?.notifiee_le
      ? `La décision vous a été notifiée : lisez-la, la suite vous revient${limite}.`
      : `C’est à vous d’agir${limite}.`
  if (statut.qui_agit === 'personne')
    return decision?.notifiee_le
      ? 'La décision vous a été notifiée. Rien n’est attendu de vous.'
      : 'Ce dossier est terminé. Rien n’est attendu de vous.'
  return `${LIBELLES_QUI_AGIT[statut.qui_agit]} doit agir${limite}. Rien n’est attendu de vous pour le moment.`
}
