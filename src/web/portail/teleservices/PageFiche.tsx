export function PageFiche() {
  return null
}
