export function PageCourriels() {
  return null
}
