import { createContext, useContext } from 'react'

/** What the builder knows of the téléservice beside its form: the statuts that its guide gives. */
export type Statut = { code: string; libelle: string }

const Courants = createContext<readonly Statut[]>([])
export const Statuts = Courants.Provider
export const useStatuts = (): readonly Statut[] => useContext(Courants)
