import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Execution } from '#domain/integration/api.ts'

/** The page of the list in the address, and filters beside it; changing a filter goes back to the first page. */
export function usePage() {
  const recherche: Record<string, string | undefined> = useSearch({ strict: false })
  const naviguer = useNavigate()
  const changer = (patch: Record<string, string | undefined>) =>
    void naviguer({ to: '.', search: { ...recherche, page: undefined, ...patch }, replace: true, resetScroll: false })
  return {
    recherche,
    page: Number(recherche.page) || 1,
    aller: (page: number) => changer({ page: page > 1 ? String(page) : undefined }),
    changer,
  }
}

/** The differences and the quarantine of a run are read again when it goes on. */
export const versionDe = ({ etat, a_confirmer }: Execution): string => `${etat} ${a_confirmer ?? ''}`
