export function PageMesDossiers() {
  return null
}
