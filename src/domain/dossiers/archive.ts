/** Names that Windows keeps for itself. */
const RESERVES = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/** A name that any system can write: no path, no forbidden sign, no final point, 80 signs with its extension. */
export function nomDeFichier(texte: string): string {
  const propre = texte
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"/\\|?*]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  const extension = /\.[a-z0-9]{1,8}$/i.exec(propre)?.[0] ?? ''
  const signes = [...propre.slice(0, propre.length - extension.length)]
  const corps = signes
    .slice(0, 80 - extension.length)
    .join('')
    .replace(/[. ]+$/, '')
  const nom = `${corps || 'fichier'}${extension}`
  return RESERVES.test(nom) ? `_${nom}` : nom
}

/**
 * Where each file goes in the archive, in the same order: a folder by question, names that no other has there, letter
 * case aside.
 */
export function cheminsDArchive(pieces: readonly { question: string; nom: string }[]): string[] {
  const pris = new Set<string>()
  return pieces.map(({ question, nom }) => {
    const dossier = nomDeFichier(question)
    const propre = nomDeFichier(nom)
    const point = propre.lastIndexOf('.')
    const [corps, extension] = point > 0 ? [propre.slice(0, point), propre.slice(point)] : [propre, '']
    for (let n = 1; ; n += 1) {
      const chemin = `${dossier}/${n === 1 ? propre : `${corps} (${n})${extension}`}`
      if (pris.has(chemin.toLowerCase())) continue
      pris.add(chemin.toLowerCase())
      return chemin
    }
  })
}
