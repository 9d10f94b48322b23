import { useState } from 'react'

/** Some rows, or all those of the filter but some: what was chosen stays from page to page. */
export type Selection = { toutes: boolean; uais: ReadonlySet<string> }

const RIEN: Selection = { toutes: false, uais: new Set() }

/** The selection of a list; another filter (`cle`) begins another. */
export function useSelection(cle: string) {
  const [{ de, selection }, setEtat] = useState({ de: cle, selection: RIEN })
  const ici = de === cle ? selection : RIEN
  const poser = (nouvelle: Selection) => setEtat({ de: cle, selection: nouvelle })
  const contient = (uai: string) => ici.toutes !== ici.uais.has(uai)
  const basculer = (uais: string[], voulu: boolean) => {
    const suite = new Set(ici.uais)
    for (const uai of uais)
      if (voulu === ici.toutes) suite.delete(uai)
      else suite.add(uai)
    poser({ ...ici, uais: suite })
  }
  return {
    contient,
    basculer,
    nombre: (total: number) => (ici.toutes ? total - ici.uais.size : ici.uais.size),
    tout: () => poser({ toutes: true, uais: new Set() }),
    rien: () => poser(RIEN),
    /** For the doors: `parmi` these, or all `sauf` those. */
    requete: (): Record<string, string> => ({ [ici.toutes ? 'sauf' : 'parmi']: [...ici.uais].join(',') }),
  }
}
export type UseSelection = ReturnType<typeof useSelection>
