export function PagePortefeuille() {
  return null
}
