export function PageMonEtablissement() {
  return null
}
