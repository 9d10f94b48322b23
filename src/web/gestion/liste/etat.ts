import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import type * as z from 'zod'
import type { Answer } from '#domain/endpoint.ts'
import type { ColonneProposee, listerColonnes, Vue } from '#domain/referentiel/api-listes.ts'
import { type Filtre, verifierFiltre } from '#domain/referentiel/liste.ts'

const CLES = [
  'recherche',
  'type',
  'nature',
  'departement',
  'secteur',
  'filtre',
  'colonnes',
  'tri',
  'page',
  'vue',
  /** `oui`: with those that a fusion has closed. */
  'fusionnes',
  /** `moi`: those that I follow. */
  'suivis',
  /** `carte`: the same set on a map. */
  'montrer',
] as const
export type Etat = Partial<Record<(typeof CLES)[number], string>>
export type Changer = (patch: Etat, options?: { remplacer?: boolean }) => void

export type Colonne = z.infer<typeof ColonneProposee>
export type Colonnes = Answer<typeof listerColonnes>
export type Catalogue = ReadonlyMap<string, Colonne>

export const PAR_PAGE = 25
export const ICI = '/gestion/etablissements'

/** What the address says of the list, and the way to change it; any change but a page goes back to the first. */
export function useEtat(): { etat: Etat; changer: Changer } {
  const brut = useSearch({ strict: false }) as Record<string, string | undefined>
  const naviguer = useNavigate()
  const etat = useMemo(() => Object.fromEntries(CLES.flatMap((c) => (brut[c] ? [[c, brut[c]]] : []))) as Etat, [brut])
  const changer: Changer = (patch, { remplacer = true } = {}) =>
    void naviguer({
      to: ICI,
      search: { ...etat, page: undefined, ...patch },
      replace: remplacer,
      resetScroll: 'page' in patch,
    })
  return { etat, changer }
}

/** The query of the doors: the same for the list, its exports and its selection. */
export const requeteDe = (
  { vue: _v, page: _p, montrer: _m, ...reste }: Etat,
  colonnes: string[],
): Record<string, string> => ({
  ...(reste as Record<string, string>),
  colonnes: colonnes.join(','),
})

/** The filter of the address; one edited by hand that means nothing is no filter here, and the list says why. */
export function lireFiltreDe(texte: string | undefined, catalogue: Catalogue): Filtre | undefined {
  if (!texte) return undefined
  try {
    return verifierFiltre(JSON.parse(texte), catalogue)
  } catch {
    return undefined
  }
}

/** What a view puts in the address. */
export const etatDe = (vue: Vue): Etat => ({
  vue: String(vue.id),
  recherche: vue.recherche || undefined,
  filtre: vue.filtre || undefined,
  colonnes: vue.colonnes.join(',') || undefined,
  tri: vue.tri || undefined,
})

/** A view and the address no longer say the same. */
export const estChangee = (vue: Vue, etat: Etat): boolean => {
  const { vue: _, page: _p, ...ici } = etat
  const { vue: _v, ...la } = etatDe(vue)
  const serre = (texte: string | undefined) => (texte ? JSON.stringify(JSON.parse(texte)) : undefined)
  return (
    (['recherche', 'colonnes', 'tri'] as const).some((c) => (ici[c] ?? undefined) !== la[c]) ||
    serreSansFaute(serre, ici.filtre) !== serreSansFaute(serre, la.filtre) ||
    Boolean(ici.type || ici.nature || ici.departement || ici.secteur)
  )
}

const serreSansFaute = (serre: (t: string | undefined) => string | undefined, texte: string | undefined) => {
  try {
    return serre(texte)
  } catch {
    return texte
  }
}

/** The quick choices join the filter when a view is saved: a view knows only the filter. */
export function filtreComplet(etat: Etat): string {
  const simples = [
    ['type', etat.type],
    ['nature', etat.nature],
    ['code_departement', etat.departement],
    ['secteur', etat.secteur],
  ].flatMap(([champ, valeur]) => (valeur ? [[champ, 'parmi', valeur]] : []))
  if (simples.length === 0) return etat.filtre ?? ''
  const deja = etat.filtre ? [JSON.parse(etat.filtre)] : []
  return JSON.stringify({ et: [...simples, ...deja] })
}
