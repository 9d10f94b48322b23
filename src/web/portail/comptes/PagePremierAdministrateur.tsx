export function PagePremierAdministrateur() {
  return null
}
