export function PageCompte() {
  return null
}
