/** One figure. `barre` is the bound to hold: a ceiling, or a floor when `sens` is `min`. */
export type Mesure = {
  mesure: string
  /** On what it was measured. */
  sur: string
  valeur: number
  unite: 'ms' | 's' | '×' | 'Ko' | 'Mo' | 'Ko/s' | '/s' | 'requêtes' | 'écritures' | 'lignes' | 'dossiers'
  barre?: number
  sens?: 'min'
}

/** The value under which lies the `part` (0 to 1) of the times, by nearest rank; NaN when there is none. */
export function centile(temps: readonly number[], part: number): number {
  const tries = temps.toSorted((a, b) => a - b)
  return tries[Math.max(0, Math.ceil(part * tries.length) - 1)] ?? Number.NaN
}

export const mediane = (temps: readonly number[]): number => centile(temps, 0.5)

/** Milliseconds that `fn` takes, and what it gives. */
export async function chronometrer<T>(fn: () => T | Promise<T>): Promise<{ ms: number; resultat: T }> {
  const debut = performance.now()
  const resultat = await fn()
  return { ms: performance.now() - debut, resultat }
}

/**
 * A fixed piece of work, to compare two runs. `ms` is what it takes to the processor: it tells how fast the machine is.
 * `part` is the share of one core that it was given, 1 on a machine that does nothing else: it tells how far the other
 * figures are stretched.
 */
export function etalon(): { ms: number; part: number } {
  const document = Array.from({ length: 2_000 }, (_, i) => ({
    cle: `champ_${i}`,
    valeur: i * 7,
    texte: 'été'.repeat(9),
  }))
  const debut = performance.now()
  const avant = process.cpuUsage()
  for (let i = 0; i < 100; i++) JSON.parse(JSON.stringify(document))
  const { user, system } = process.cpuUsage(avant)
  const ms = (user + system) / 1_000
  return { ms, part: Math.min(1, ms / (performance.now() - debut)) }
}

/** Numbers between 0 and 1 that are the same at each run (mulberry32), so that two runs measure the same work. */
export function hasard(graine: number): () => number {
  let etat = graine
  return () => {
    etat = (etat + 0x6d2b79f5) | 0
    let t = Math.imul(etat ^ (etat >>> 15), 1 | etat)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** One of `valeurs`, by chance. Throws when there is none. */
export function tirer<T>(valeurs: readonly T[], alea: () => number): T {
  const tiree = valeurs[Math.floor(alea() * valeurs.length)]
  if (tiree === undefined) throw new Error('Rien à tirer au sort.')
  return tiree
}
