export function PageNotifications() {
  return null
}
