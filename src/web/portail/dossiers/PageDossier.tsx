export function PageDossier() {
  return null
}
