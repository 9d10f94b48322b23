import { useNavigate, useSearch } from '@tanstack/react-router'

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
