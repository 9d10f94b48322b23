export function PageEtablissements() {
  return null
}
