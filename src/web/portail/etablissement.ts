import { useSyncExternalStore } from 'react'
import type { MonEtablissement } from '#domain/comptes/api.ts'
import { useMoi } from '../session.ts'

const CLE = 'preau.etablissement'
const abonnes = new Set<() => void>()

const lire = (): string | null => {
  try {
    return sessionStorage.getItem(CLE)
  } catch {
    return null
  }
}

/** Chooses the établissement for which the following pages act; kept for this tab. */
export function choisirEtablissement(uai: string): void {
  try {
    sessionStorage.setItem(CLE, uai)
  } catch {
    // Storage refused by the browser: the first établissement stays chosen.
  }
  for (const prevenir of abonnes) prevenir()
}

/** The établissement for which I act now, among mine: the one chosen in the header, else the first. */
export function useEtablissement(): MonEtablissement | undefined {
  const moi = useMoi()
  const choisi = useSyncExternalStore((prevenir) => {
    abonnes.add(prevenir)
    return () => abonnes.delete(prevenir)
  }, lire)
  return moi?.etablissements.find((e) => e.uai === choisi) ?? moi?.etablissements[0]
}
