/**
 * Rows of a CSV text, header included. Quoted fields may hold separators, doubled quotes and line ends (RFC 4180);
 * `\n`, `\r\n` and a missing last line end are all accepted, empty lines are skipped.
 * Open data rarely quotes: a line without quotes is split as it is, which is ten times faster.
 */
export function* lireCsv(texte: string, separateur: string): Generator<{ numero: number; valeurs: string[] }> {
  let debut = texte.startsWith('\uFEFF') ? 1 : 0
  let numero = 0
  while (debut < texte.length) {
    let fin = finDeLigne(texte, debut)
    let ligne = texte.slice(debut, fin)
    numero++
    const premiere = numero
    if (ligne.includes('"')) {
      // A quoted field may hold line ends: take lines until quotes come in pairs.
      while (impair(ligne) && fin < texte.length) {
        fin = finDeLigne(texte, fin + 1)
        ligne = texte.slice(debut, fin)
        numero++
      }
      yield { numero: premiere, valeurs: champsCites(sansRetour(ligne), separateur) }
    } else if (ligne !== '' && ligne !== '\r') {
      yield { numero: premiere, valeurs: sansRetour(ligne).split(separateur) }
    }
    debut = fin + 1
  }
}

function finDeLigne(texte: string, depuis: number): number {
  const fin = texte.indexOf('\n', depuis)
  return fin === -1 ? texte.length : fin
}

const sansRetour = (ligne: string): string => (ligne.endsWith('\r') ? ligne.slice(0, -1) : ligne)

function impair(ligne: string): boolean {
  let nombre = 0
  for (let i = ligne.indexOf('"'); i !== -1; i = ligne.indexOf('"', i + 1)) nombre++
  return nombre % 2 === 1
}

/** Slices rather than signs: a long file of quoted fields stays quick. */
function champsCites(ligne: string, separateur: string): string[] {
  const valeurs: string[] = []
  let debut = 0
  while (debut <= ligne.length) {
    if (ligne[debut] === '"') {
      const fin = fermeture(ligne, debut + 1)
      valeurs.push(ligne.slice(debut + 1, fin).replaceAll('""', '"'))
      const suite = ligne.indexOf(separateur, fin)
      debut = suite === -1 ? ligne.length + 1 : suite + 1
    } else {
      const suite = ligne.indexOf(separateur, debut)
      const fin = suite === -1 ? ligne.length : suite
      valeurs.push(ligne.slice(debut, fin))
      debut = fin + 1
    }
  }
  return valeurs
}

/** Place of the quote that closes the field; a doubled quote is text; the end of the line when it is never closed. */
function fermeture(ligne: string, depuis: number): number {
  let fin = ligne.indexOf('"', depuis)
  while (fin !== -1 && ligne[fin + 1] === '"') fin = ligne.indexOf('"', fin + 2)
  return fin === -1 ? ligne.length : fin
}
