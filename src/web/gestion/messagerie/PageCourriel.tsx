export function PageCourriel() {
  return null
}
