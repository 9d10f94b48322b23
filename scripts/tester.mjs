// `npm test`: sets up what is missing, checks everything, and ends on one line of counts.
// `--sans-navigateur` leaves out the journeys; any other argument goes to Vitest, which then runs alone.
import './version.mjs'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { construireEcrans } from './ecrans.mjs'
import { installer } from './installer.mjs'
import { lancer, RACINE } from './lancer.mjs'
import { installerNavigateur, trouverNavigateur } from './navigateur.mjs'
import { seul } from './verrou.mjs'

const sansNavigateur = process.argv.includes('--sans-navigateur')
const filtres = process.argv.slice(2).filter((arg) => arg !== '--sans-navigateur')
const RESULTATS = join(RACINE, 'var', 'test')
const total = { passed: 0, failed: 0 }
/** @type {string[]} */
const echecs = []

await seul(() => installer({ avecDev: true }))
mkdirSync(RESULTATS, { recursive: true })

if (filtres.length === 0) {
  await verifier('style du code', () => lancer('biome', ['check', '.']))
  for (const mur of ['domain', 'server', 'web'])
    await verifier(`types de src/${mur}`, () => lancer('tsc', ['-p', `src/${mur}/tsconfig.json`]))
  await verifier('construction des écrans', () => seul(construireEcrans))
}
await eprouver('règles, actes, portes, droits et architecture', 'vitest.json', (resultats) => {
  const sorties = ['--reporter=default', '--reporter=json', `--outputFile.json=${resultats}`]
  return lancer('vitest', ['run', ...sorties, ...filtres])
})
if (filtres.length === 0 && !sansNavigateur && existsSync(join(RACINE, 'e2e', 'lancer.ts'))) {
  await eprouver('parcours dans le navigateur', 'e2e.json', async () => {
    const chromium = trouverNavigateur() ?? (await installerNavigateur())
    return chromium ? lancer('node', ['e2e/lancer.ts'], { PREAU_CHROMIUM: chromium }) : 1
  })
}

for (const echec of echecs) console.log(`En échec : ${echec}.`)
console.log(`\nTotal: ${total.passed} passed, ${total.failed} failed`)
process.exit(echecs.length === 0 ? 0 : 1)

/** A check that has no tests of its own: it counts only when it fails, so that a red run never ends on « 0 failed ». */
async function verifier(/** @type {string} */ nom, /** @type {() => Promise<number>} */ etape) {
  console.log(`\n── ${nom}`)
  if ((await etape()) === 0) return
  echecs.push(nom)
  total.failed += 1
}

/** Tests, counted from the file they leave in var/test. */
async function eprouver(
  /** @type {string} */ nom,
  /** @type {string} */ fichier,
  /** @type {(resultats: string) => Promise<number>} */ etape,
) {
  console.log(`\n── ${nom}`)
  const resultats = join(RESULTATS, fichier)
  rmSync(resultats, { force: true })
  const code = await etape(resultats)
  const lu = existsSync(resultats) ? JSON.parse(readFileSync(resultats, 'utf8')) : {}
  const passed = lu.numPassedTests ?? lu.passed ?? 0
  const failed = lu.numFailedTests ?? lu.failed ?? 0
  total.passed += passed
  // Failing without a failed test: it could not even begin, or left no result.
  total.failed += failed || (code === 0 && existsSync(resultats) ? 0 : 1)
  if (code !== 0 || failed > 0 || !existsSync(resultats)) echecs.push(nom)
}
