import { centile, chronometrer, type Mesure, mediane } from './mesures.ts'

export type Lent<C> = { cas: C; ms: number }

/**
 * Times each case `passes` times, after one pass that only warms up. The figures are those of the medians of each case:
 * a machine that also works for others stretches calls at random, seldom the same one three times out of five. The line
 * « au mieux » keeps the best time of each case: what the work costs when nobody else is there.
 */
export async function latences<C>(
  { nom, sur, barre }: { nom: string; sur: string; barre?: number },
  cas: readonly C[],
  passes: number,
  appeler: (cas: C) => unknown,
): Promise<{ mesures: Mesure[]; lent: Lent<C> }> {
  const temps = cas.map(() => [] as number[])
  for (let passe = 0; passe <= passes; passe++)
    for (const [i, c] of cas.entries()) {
      const { ms } = await chronometrer(() => appeler(c))
      if (passe > 0) temps[i]?.push(ms)
    }
  const medianes = temps.map(mediane)
  const pire = medianes.indexOf(Math.max(...medianes))
  const lent = cas[pire]
  if (lent === undefined) throw new Error(`${nom} : aucun cas à mesurer.`)
  const ici = `${sur}, médianes de ${passes}`
  return {
    lent: { cas: lent, ms: medianes[pire] ?? 0 },
    mesures: [
      { mesure: `${nom}, p50`, sur: ici, valeur: mediane(medianes), unite: 'ms' },
      { mesure: `${nom}, p95`, sur: ici, valeur: centile(medianes, 0.95), unite: 'ms', barre },
      {
        mesure: `${nom}, p95 au mieux`,
        sur,
        valeur: centile(
          temps.map((t) => Math.min(...t)),
          0.95,
        ),
        unite: 'ms',
      },
    ],
  }
}
