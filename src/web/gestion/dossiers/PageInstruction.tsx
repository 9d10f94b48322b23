export function PageInstruction() {
  return null
}
