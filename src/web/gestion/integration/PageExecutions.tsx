export function PageExecutions() {
  return null
}
