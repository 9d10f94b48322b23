export function PageEtablissement() {
  return null
}
