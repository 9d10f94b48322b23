export function PageAccessibilite() {
  return null
}
