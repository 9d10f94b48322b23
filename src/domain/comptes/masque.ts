/** « c•••@p•••.example »: enough for its owner to know it, nothing to write to. */
export function masquerCourriel(courriel: string): string {
  const [nom = '', domaine = ''] = courriel.split('@')
  const point = domaine.lastIndexOf('.')
  return `${nom.slice(0, 1)}•••@${domaine.slice(0, 1)}•••${point < 0 ? '' : domaine.slice(point)}`
}
