export function PageCatalogue() {
  return null
}
