export function PageTableauDeBord() {
  return null
}
