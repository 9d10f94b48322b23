/** Euros from « 12 345,50 € »; `null` for an empty field, `undefined` when it is not an amount with at most two decimals. */
export function lireMontant(texte: string): number | null | undefined {
  const net = texte.replace(/[\s\u00a0\u202f€]/g, '').replace(',', '.')
  if (net === '') return null
  return /^\d+(\.\d{1,2})?$/.test(net) ? Number(net) : undefined
}
