export function PageOubli() {
  return null
}
