import { type Couleur, type EtapeGuide, type Guide, type Icone, type Statut, trouverStatut } from './guide.ts'
import type { Cercle, StatutVu } from './portefeuille.ts'

/** One statut reached, as the history keeps it. */
export type Reprise = { statut: string /** ISO 8601. */; le: string }

export type CercleColore = Cercle & { couleur: Couleur; icone: Icone }

/**
 * The guide as a line of circles, one per step, coloured by the statut last reached there. Only the way since the last
 * step back counts: what was done further on must be done again, and stays in the history. A step that was jumped over
 * is not shown as done.
 *
 * @param historique every statut reached, oldest first, the current one last
 */
export function ligneDeCercles(
  guide: Guide,
  historique: readonly Reprise[],
  statutCourant: string,
  vue: 'agent' | 'usager',
): CercleColore[] {
  const ici = trouverStatut(guide, statutCourant)
  const atteints = atteintsParEtape(guide, historique, statutCourant)
  return guide.etapes.map((etape) => {
    const atteint = atteints.get(etape.code)
    return {
      etape: etape.code,
      libelle: vue === 'agent' ? etape.libelle : etape.libelle_usager,
      etat: etatDe(guide, etape, ici, atteint !== undefined),
      statut: atteint ? voirStatut(atteint.statut, vue) : null,
      le: atteint?.le ?? null,
      couleur: atteint?.statut.couleur ?? 'gris',
      // A step to come shows what it will be about.
      icone: (atteint?.statut ?? etape.statuts[0])?.icone ?? 'sablier',
    }
  })
}

/** A statut in the words of the reader. */
export const voirStatut = (s: Statut, vue: 'agent' | 'usager'): StatutVu => ({
  code: s.code,
  libelle: vue === 'agent' ? s.libelle_agent : s.libelle_usager,
  couleur: s.couleur,
  icone: s.icone,
  qui_agit: s.qui_agit,
})

type Atteint = { statut: Statut; etape: EtapeGuide; le: string | null }

/** The last statut reached in each step on the way that holds, keyed by step. */
function atteintsParEtape(guide: Guide, historique: readonly Reprise[], statutCourant: string): Map<string, Atteint> {
  let chemin: Atteint[] = []
  const passer = (code: string, le: string | null) => {
    // A statut that an older guide knew and this one has lost draws nothing.
    const place = trouverStatut(guide, code)
    if (!place) return
    chemin = [...chemin.filter((a) => a.etape.ordre < place.etape.ordre), { ...place, le }]
  }
  for (const { statut, le } of historique) passer(statut, le)
  if (historique.at(-1)?.statut !== statutCourant) passer(statutCourant, null)
  return new Map(chemin.map((a) => [a.etape.code, a]))
}

function etatDe(
  guide: Guide,
  etape: EtapeGuide,
  ici: { statut: Statut; etape: EtapeGuide } | undefined,
  atteinte: boolean,
): Cercle['etat'] {
  if (!ici) return 'a_venir'
  if (etape.ordre < ici.etape.ordre) return atteinte ? 'faite' : 'a_venir'
  if (etape.code === ici.etape.code) return ici.statut.effet === 'courante' ? 'courante' : 'faite'
  const suivante = guide.etapes.find((e) => e.ordre > ici.etape.ordre)
  return ici.statut.effet === 'suivante' && suivante?.code === etape.code ? 'courante' : 'a_venir'
}
