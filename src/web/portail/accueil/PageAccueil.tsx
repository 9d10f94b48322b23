export function PageAccueil() {
  return null
}
