import type { Vue } from '#domain/instruction/droits.ts'
import { type Guide, trouverStatut } from '#domain/instruction/guide.ts'
import { type Atteint, histoirePublique } from '#domain/instruction/histoire.ts'
import { Passage } from '#domain/instruction/suivi.ts'
import { statutVu } from '#domain/instruction/vue.ts'

export type PassageLu = Atteint & { id: number; de: string | null; sens: string; motif: string; auteur: string }

const Sens = Passage.shape.sens

/** The history, newest first. An usager reads public words and dates, and neither who, nor whence, nor why. */
export function enPassages(guide: Guide, passages: readonly PassageLu[], vue: Vue): Passage[] {
  const lus = vue === 'agent' ? passages : histoirePublique(guide, passages)
  return lus
    .filter((p) => trouverStatut(guide, p.statut))
    .map((p) => {
      const etape = trouverStatut(guide, p.statut)?.etape
      const agent = vue === 'agent'
      return {
        id: p.id,
        le: p.le,
        sens: agent ? Sens.parse(p.sens) : ('avance' as const),
        libelle_etape: (agent ? etape?.libelle : etape?.libelle_usager) ?? '',
        statut: statutVu(guide, p.statut, vue),
        de: agent && p.de ? statutVu(guide, p.de, vue) : null,
        auteur: agent ? p.auteur : null,
        motif: agent && p.motif ? p.motif : null,
      }
    })
    .toReversed()
}
