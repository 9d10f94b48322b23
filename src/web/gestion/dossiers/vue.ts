import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import type * as z from 'zod'
import type { Call } from '#domain/endpoint.ts'
import type { listerDossiers } from '#domain/instruction/api.ts'
import { Filtres } from '#domain/instruction/portefeuille.ts'

/** Filters in force, as the address writes them: the same on the portefeuille and on the dossier opened from it. */
export type Vue = Partial<Record<CleDeVue, string>>
export type CleFiltre = keyof typeof Filtres.shape
export type CleDeVue = CleFiltre | 'page'

const CLES = Object.keys(Filtres.shape) as CleFiltre[]

/** Keeps what the door would accept: an address edited by hand narrows nothing rather than being refused. */
export function lireVue(recherche: Record<string, unknown>): Vue {
  const vue: Vue = {}
  for (const cle of CLES) {
    const valeur = recherche[cle]
    const schema: z.ZodType = Filtres.shape[cle]
    if (typeof valeur === 'string' && valeur !== '' && schema.safeParse(valeur).success) vue[cle] = valeur
  }
  const page = Number(recherche.page)
  if (Number.isInteger(page) && page > 1 && page <= 100_000) vue.page = String(page)
  return vue
}

export const PAR_PAGE = 25

type Requete = NonNullable<Call<typeof listerDossiers>['query']>

/** The query of the door for this view; each value was checked by `lireVue`, which the types cannot follow. */
export const requeteDe = (vue: Vue): Requete => ({ ...vue, par_page: PAR_PAGE }) as Requete

/** Several codes of one filter, separated by commas in the address. */
export const codesDe = (valeur: string | undefined): string[] => (valeur ? valeur.split(',') : [])

/** The view that the address holds, and the way to change it. */
export function useVue() {
  const recherche = useSearch({ strict: false }) as Record<string, unknown>
  const naviguer = useNavigate()
  const vue = useMemo(() => lireVue(recherche), [recherche])
  /** Any change but a page goes back to the first page; typing replaces the address instead of piling up. */
  const changer = (patch: Vue, { remplacer = false } = {}) =>
    void naviguer({
      to: '/gestion/dossiers',
      search: { ...vue, page: undefined, ...patch },
      replace: remplacer,
      resetScroll: 'page' in patch,
    })
  return { vue, changer }
}

/** A value that a filter can take, and its words. */
export type Choix = { value: string; label: string }
