import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

const RACINE = resolve(import.meta.dirname, '..')
const SRC = join(RACINE, 'src')

/** The floors of the server, from the ground up: a module imports only those before it. */
const ETAGES = [
  'journal',
  'referentiel',
  'comptes',
  'validation',
  'connecteurs',
  'integration',
  'teleservices',
  'dossiers',
  'messagerie',
  'horscompte',
  'instruction',
  'entrepot',
  'carte',
  'assistant',
  'interop',
]

type Fichier = { chemin: string; texte: string; imports: string[] }

const fichiers: Fichier[] = lister(SRC)
  .concat(
    lister(join(RACINE, 'test')),
    lister(join(RACINE, 'e2e')),
    lister(join(RACINE, 'scripts')),
    lister(join(RACINE, 'bench')),
  )
  .filter((f) => /\.(ts|tsx|mjs|css|sql)$/.test(f) && !f.endsWith('db.types.ts'))
  .map((f) => {
    const texte = readFileSync(f, 'utf8')
    return { chemin: relative(RACINE, f), texte, imports: importsDe(f, texte) }
  })

function lister(dossier: string): string[] {
  return readdirSync(dossier, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile())
    .map((e) => join(e.parentPath, e.name))
}

/** The imports of a file, written from the root of the project when they stay inside it. */
function importsDe(fichier: string, texte: string): string[] {
  // A sentence may end with the word « import »: what follows is then on the same line, or no name at all.
  const trouves = [...texte.matchAll(/(?:\b(?:from|import)\s+|\bimport\(\s*)'([^'\n]+)'/g)].map((m) => m[1] ?? '')
  return trouves.map((i) => {
    if (i.startsWith('#test/')) return `test/${i.slice(6)}`
    if (i.startsWith('#')) return `src/${i.slice(1)}`
    if (i.startsWith('.')) return relative(RACINE, resolve(fichier, '..', i))
    return i
  })
}

const sansCommentaires = (texte: string) => texte.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')

const dans = (prefixe: string) => fichiers.filter((f) => f.chemin.startsWith(prefixe))
const estTest = (f: Fichier) => f.chemin.includes('.test.')
const fautes = (liste: Fichier[], mauvais: (i: string, f: Fichier) => boolean) =>
  liste.flatMap((f) => f.imports.filter((i) => mauvais(i, f)).map((i) => `${f.chemin} → ${i}`))

test('le domaine n’importe que le domaine et zod', () => {
  const domaine = dans('src/domain/').filter((f) => !estTest(f))
  expect(domaine.length).toBeGreaterThan(20)
  expect(fautes(domaine, (i) => !i.startsWith('src/domain/') && i !== 'zod')).toEqual([])
})

test('le domaine n’a ni horloge ni hasard', () => {
  const avecHorloge = dans('src/domain/')
    .filter((f) => !estTest(f))
    .filter((f) =>
      /new Date\(\)|Date\.now\(\)|Math\.random\(\)|\bprocess\.|\bdocument\.\w|\bwindow\.\w/.test(
        sansCommentaires(f.texte),
      ),
    )
  expect(avecHorloge.map((f) => f.chemin)).toEqual([])
})

test('les écrans n’importent jamais le serveur, ni le serveur les écrans', () => {
  expect(fautes(dans('src/web/'), (i) => i.startsWith('src/server/'))).toEqual([])
  expect(fautes(dans('src/server/'), (i) => i.startsWith('src/web/'))).toEqual([])
})

test('un module du serveur n’importe que les modules des étages inférieurs', () => {
  const etage = (chemin: string) => ETAGES.indexOf(chemin.split('/')[2] ?? '')
  const modules = dans('src/server/').filter((f) => etage(f.chemin) >= 0 && !estTest(f))
  expect(modules.length).toBeGreaterThan(10)
  expect(fautes(modules, (i, f) => i.startsWith('src/server/') && etage(i) > etage(f.chemin))).toEqual([])
  expect(fautes(modules, (i) => /^src\/server\/(main|server|modules|demonstration)/.test(i))).toEqual([])
})

test('la plomberie ne connaît aucun module', () => {
  const plomberie = dans('src/server/platform/').filter((f) => !estTest(f))
  expect(fautes(plomberie, (i) => i.startsWith('src/server/') && !i.startsWith('src/server/platform/'))).toEqual([])
})

test('un module n’écrit que dans son schéma', () => {
  const ecritures = dans('src/server/')
    .filter((f) => !estTest(f))
    .flatMap((f) => {
      const module = f.chemin.split('/')[2] ?? ''
      if (!ETAGES.includes(module)) return []
      const cibles = [
        ...f.texte.matchAll(/(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*'(\w+)\./g),
        ...f.texte.matchAll(
          /\b(?:insert into|update|delete from|merge into)\s+(journal|referentiel|comptes|connecteurs|integration|teleservices|dossiers|messagerie|horscompte|instruction)\./gi,
        ),
      ]
      return cibles.filter((m) => m[1] !== module).map((m) => `${f.chemin} → ${m[1]}`)
    })
  expect(ecritures).toEqual([])
})

test('les modules serveur ne tournent pas en rond', () => {
  const graphe = new Map(dans('src/').map((f) => [f.chemin, f.imports.filter((i) => i.startsWith('src/'))]))
  const etat = new Map<string, 'ouvert' | 'clos'>()
  const cercles: string[] = []
  const visiter = (chemin: string, pile: string[]) => {
    if (etat.get(chemin) === 'clos') return
    if (etat.get(chemin) === 'ouvert') {
      cercles.push([...pile.slice(pile.indexOf(chemin)), chemin].join(' → '))
      return
    }
    etat.set(chemin, 'ouvert')
    for (const suivant of graphe.get(chemin) ?? []) if (graphe.has(suivant)) visiter(suivant, [...pile, chemin])
    etat.set(chemin, 'clos')
  }
  for (const chemin of graphe.keys()) visiter(chemin, [])
  expect(cercles).toEqual([])
})

test('un fichier fait au plus 250 lignes', () => {
  const longs = fichiers.filter((f) => f.texte.split('\n').length > 250).map((f) => f.chemin)
  expect(longs).toEqual([])
})

test('aucun dossier fourre-tout, aucun fichier qui ne fait que réexporter', () => {
  const fourre = fichiers
    .filter((f) => /\/(utils|helpers|common|services|managers)\//.test(f.chemin))
    .map((f) => f.chemin)
  const relais = fichiers.filter((f) => /\/index\.tsx?$/.test(f.chemin)).map((f) => f.chemin)
  expect([...fourre, ...relais]).toEqual([])
})

test('aucun identifiant ni fichier n’a d’accent', () => {
  expect(fichiers.filter((f) => /[^\w\-./$]/.test(f.chemin)).map((f) => f.chemin)).toEqual([])
})

test('rien de la charte de l’État, rien d’interdit par sa licence', () => {
  const paquets = JSON.parse(readFileSync(join(RACINE, 'package.json'), 'utf8')) as Record<
    string,
    Record<string, string>
  >
  const noms = Object.keys({ ...paquets.dependencies, ...paquets.devDependencies })
  expect(noms.filter((n) => /dsfr|react-leaflet|form-js|marianne/i.test(n))).toEqual([])
  expect(
    dans('src/web/')
      .filter((f) => /@gouvfr|Marianne|Spectral/.test(f.texte))
      .map((f) => f.chemin),
  ).toEqual([])
})
