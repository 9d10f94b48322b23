export function PageExecution() {
  return null
}
