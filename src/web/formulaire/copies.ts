import type { Copie } from './reprise.ts'

/** Where an opened form keeps its copy, and finds those that other openings by the same person have left. */
export type Copies = {
  /** Keeps the copy, or forgets it with `null`; false when the browser refuses (private mode, full storage). */
  garder(copie: Copie | null): boolean
  /** Copies left for this dossier, its own excepted. */
  trouver(): Copie[]
  /** Forgets them, once taken over. */
  oublier(): void
}

const RACINE = 'preau.reponses'

/** Copies of one dossier for one person: on a shared computer, nobody takes over the words of another. */
export function copiesLocales(personne: number, cle: string, stockage: Storage = localStorage): Copies {
  const prefixe = `${RACINE}/${personne}/${cle}/`
  const mienne = prefixe + aleatoire()
  const autres = () => Object.keys(stockage).filter((k) => k.startsWith(prefixe) && k !== mienne)
  return {
    garder: (copie) =>
      tenter(() => {
        if (copie) stockage.setItem(mienne, JSON.stringify(copie))
        else stockage.removeItem(mienne)
        return true
      }, false),
    trouver: () => tenter(() => autres().flatMap((k) => lire(stockage.getItem(k))), []),
    oublier: () =>
      tenter(() => {
        for (const k of autres()) stockage.removeItem(k)
      }, undefined),
  }
}

/** Storage may be refused by the browser, or hold what an older release wrote: neither stops the form. */
function tenter<T>(faire: () => T, sinon: T): T {
  try {
    return faire()
  } catch {
    return sinon
  }
}

function lire(texte: string | null): Copie[] {
  const lu = tenter<unknown>(() => JSON.parse(texte ?? 'null'), null)
  const estCopie = typeof lu === 'object' && lu !== null && 'le' in lu && 'attente' in lu && 'brutes' in lu
  return estCopie ? [lu as Copie] : []
}

/** Twelve signs, also where the page is not served over https. */
export function aleatoire(): string {
  const signes = 'abcdefghijklmnopqrstuvwxyz0123456789'
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (n) => signes[n % 36]).join('')
}
