export function PageConnexion() {
  return null
}
