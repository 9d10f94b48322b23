import type { Mesure } from './mesures.ts'

const ENTETES = ['Mesure', 'Sur', 'Valeur', 'Barre', 'Valeur/barre', '']

/** Whether the figure holds its bar; undefined when it has none. */
export function tient({ valeur, barre, sens }: Mesure): boolean | undefined {
  if (barre === undefined) return undefined
  return sens === 'min' ? valeur >= barre : valeur <= barre
}

/** How much of its bar a figure uses: at most 1 when it holds. Undefined without a bar, or with a bar of zero. */
export function rapport({ valeur, barre, sens }: Mesure): number | undefined {
  if (!barre) return undefined
  return sens === 'min' ? barre / valeur : valeur / barre
}

/** The figures of one bench as aligned lines, as wide as their longest words. */
export function tableau(mesures: Mesure[]): string {
  const lignes = [ENTETES, ...mesures.map(cellules)]
  const largeurs = ENTETES.map((_, i) => Math.max(...lignes.map((l) => l[i]?.length ?? 0)))
  return lignes
    .map((l) => l.map((c, i) => (i < 2 ? c.padEnd(largeurs[i] ?? 0) : c.padStart(largeurs[i] ?? 0))).join('  '))
    .map((l) => `  ${l.trimEnd()}`)
    .join('\n')
}

function cellules(m: Mesure): string[] {
  const tenue = tient(m)
  const part = rapport(m)
  return [
    m.mesure,
    m.sur,
    `${ecrire(m.valeur)} ${m.unite}`,
    m.barre === undefined ? '' : `${m.sens === 'min' ? '≥' : '≤'} ${ecrire(m.barre)} ${m.unite}`,
    part === undefined ? '' : ecrire(part),
    tenue === undefined ? '' : tenue ? 'tenue' : 'MANQUÉE',
  ]
}

/** Three significant figures are all that such measures can tell; a regular space, for terminals without the narrow one. */
function ecrire(n: number): string {
  const chiffres = n !== 0 && Math.abs(n) < 100 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 }
  return n.toLocaleString('fr-FR', chiffres).replace(/[\u202f\u00a0]/g, ' ')
}
