/** The migrated database that each test file copies. */
export const MODELE = 'preau_modele'

/** The same connection URL, on another database. */
export function surBase(url: string, base: string): string {
  const autre = new URL(url)
  autre.pathname = `/${base}`
  return autre.href
}
