export const GENRES_REGROUPEMENT = ['cite_scolaire', 'reseau', 'ensemble', 'autre'] as const
export type GenreRegroupement = (typeof GENRES_REGROUPEMENT)[number]

export const LIBELLES_REGROUPEMENT: Record<GenreRegroupement, string> = {
  cite_scolaire: 'Cité scolaire',
  reseau: 'Réseau',
  ensemble: 'Ensemble scolaire',
  autre: 'Autre regroupement',
}

/** A member and the days it belongs, both included (AAAA-MM-JJ); `mere` is the établissement it is a section of. */
export type Appartenance = { uai: string; depuis: string; jusque: string | null; mere: string | null }

/** Belongs on the first of September of this school year: the day on which a year is counted. */
export const compteEn = (annee: number, { depuis, jusque }: Pick<Appartenance, 'depuis' | 'jusque'>): boolean =>
  depuis <= `${annee}-09-01` && (jusque === null || jusque >= `${annee}-09-01`)

export type Compte = { uai: string; eleves: number | null; compte: boolean; raison: string | null }

export type Agregat = { eleves: number; sans_effectif: number; membres: Compte[] }

/**
 * Pupils of a regroupement for a school year: each établissement once, a section in its mère when both belong, and a
 * member that has left only for the years when it belonged.
 */
export function agreger(annee: number, membres: Appartenance[], eleves: ReadonlyMap<string, number>): Agregat {
  const presents = new Map(membres.filter((m) => compteEn(annee, m)).map((m) => [m.uai, m]))
  const comptes = [...presents.values()].map((m): Compte => {
    const siens = eleves.get(m.uai) ?? null
    // A section whose mère says nothing is counted by itself: its pupils are nowhere else.
    const dansSaMere = m.mere !== null && presents.has(m.mere) && eleves.has(m.mere)
    if (dansSaMere) return { uai: m.uai, eleves: siens, compte: false, raison: `Compté dans sa mère, ${m.mere}` }
    return { uai: m.uai, eleves: siens, compte: siens !== null, raison: siens === null ? 'Effectif inconnu' : null }
  })
  return {
    eleves: comptes.filter((c) => c.compte).reduce((s, c) => s + (c.eleves ?? 0), 0),
    sans_effectif: comptes.filter((c) => !c.compte && c.eleves === null && c.raison === 'Effectif inconnu').length,
    membres: comptes,
  }
}
