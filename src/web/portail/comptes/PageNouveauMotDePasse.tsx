export function PageNouveauMotDePasse() {
  return null
}
