import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { coverage, drawableOnly } from './glyphs.ts'

const POLICES = join(import.meta.dirname, 'polices')
const SOURCES = join(import.meta.dirname, '..')

/** One compiler for the process: fonts are read once, a letter then takes milliseconds. */
let compilateur: NodeCompiler | undefined
let dessinable: ((point: number) => boolean) | undefined

/**
 * Composes a tagged PDF (PDF/UA-1) from a Typst model. What people typed always composes: a sign that no font can draw
 * is shown as a small square.
 * @param modele path of the `.typ` file below `src/server`, for example `dossiers/accuse.typ`
 * @param donnees read by the model with `json(bytes(sys.inputs.donnees))`; never pasted into its source
 * @param le date written in the PDF's metadata, so that the same letter gives the same bytes
 */
export function composerPdf(modele: string, donnees: object, le: Date): Buffer {
  try {
    return composer(modele, donnees, le)
  } catch (erreur) {
    if (!/could not be displayed/.test(String(erreur))) throw erreur
    dessinable ??= coverage(readFileSync(join(POLICES, 'Inter_400Regular.ttf')))
    return composer(modele, drawableOnly(donnees, dessinable), le)
  }
}

function composer(modele: string, donnees: object, le: Date): Buffer {
  compilateur ??= NodeCompiler.create({ workspace: SOURCES, fontArgs: [{ fontPaths: [POLICES] }] })
  const { result, takeDiagnostics } = compiler(compilateur, modele, donnees)
  if (!result) throw new Error(`Le modèle ${modele} ne se compose pas : ${JSON.stringify(takeDiagnostics())}`)
  const pdf = compilateur.pdf(result, { pdfStandard: 'ua-1', creationTimestamp: Math.floor(le.getTime() / 1000) })
  compilateur.evictCache(30)
  return pdf
}

function compiler(c: NodeCompiler, modele: string, donnees: object) {
  const resultat = c.compile({
    mainFileContent: readFileSync(join(SOURCES, modele), 'utf8'),
    inputs: { donnees: JSON.stringify(donnees) },
  })
  return {
    result: resultat.result,
    takeDiagnostics: () => {
      const erreur = resultat.takeDiagnostics()
      return erreur ? c.fetchDiagnostics(erreur) : []
    },
  }
}
