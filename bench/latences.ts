import { centile, chronometrer, type Mesure, mediane } from './mesures.ts'
import { processeur } from './processeur.ts'

/** A case and the median of its times. */
export type Lent<C> = { cas: C; ms: number }

/**
 * Times each case `passes` times, after one pass that only warms up. The figures are those of the medians of each case:
 * a machine that also works for others stretches calls at random, seldom the same one three times out of five. The line
 * « au mieux » keeps the best time of each case: what the work costs when nobody else is there. `lents`: the slowest first.
 * With `url`, of the base, the processor that a call costs to the server and to PostgreSQL, on average.
 */
export async function latences<C>(
  { nom, sur, barre, url }: { nom: string; sur: string; barre?: number; url?: string },
  cas: readonly C[],
  passes: number,
  appeler: (cas: C) => unknown,
): Promise<{ mesures: Mesure[]; lent: Lent<C>; lents: Lent<C>[] }> {
  const temps = cas.map(() => [] as number[])
  const passer = async (passe: number) => {
    for (const [i, c] of cas.entries()) {
      const { ms } = await chronometrer(() => appeler(c))
      if (passe > 0) temps[i]?.push(ms)
    }
  }
  await passer(0)
  const mesurer = async () => {
    for (let passe = 1; passe <= passes; passe++) await passer(passe)
  }
  const cout = url ? await processeur(url, mesurer) : await mesurer()
  const medianes = temps.map(mediane)
  const lents = cas.map((c, i) => ({ cas: c, ms: medianes[i] ?? 0 })).toSorted((a, b) => b.ms - a.ms)
  const [lent] = lents
  if (lent === undefined) throw new Error(`${nom} : aucun cas à mesurer.`)
  const ici = `${sur}, médianes de ${passes}`
  return {
    lent,
    lents,
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
      ...(cout
        ? [
            {
              mesure: `${nom}, processeur par appel`,
              sur,
              valeur: cout.ms / (passes * cas.length),
              unite: 'ms' as const,
            },
          ]
        : []),
    ],
  }
}
