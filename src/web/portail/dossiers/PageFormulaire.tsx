export function PageFormulaire() {
  return null
}
