import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { RACINE } from '#server/platform/config.ts'
import { chargement } from './chargement.ts'
import { courriers } from './courriers.ts'
import { demarrage } from './demarrage.ts'
import { depot } from './depot.ts'
import { ecrans } from './ecrans.ts'
import { fiche } from './fiche.ts'
import { imports } from './imports.ts'
import { liste } from './liste.ts'
import { memoire } from './memoire.ts'
import { etalon, type Mesure } from './mesures.ts'
import { portefeuille } from './portefeuille.ts'
import { recherche } from './recherche.ts'
import { saisie } from './saisie.ts'
import { rapport, tableau, tient } from './tableau.ts'
import { ouvrirTerrain, type Tailles, type Terrain } from './terrain.ts'

/** In the order of what they need: a base made for one serves the next. */
const BANCS: Record<string, (terrain: Terrain) => Promise<Mesure[]>> = {
  demarrage,
  chargement,
  saisie,
  depot,
  courriers,
  ecrans,
  recherche,
  liste,
  fiche,
  imports,
  memoire,
  portefeuille,
}
const RAPPORT = join(RACINE, 'var', 'bench.json')

/** `--etablissements=20000` and the like; a country and its figures when nothing is said. */
const TAILLES: Tailles = { etablissements: 120_000, effectifs: 1_200_000, tours: 3 }

const options = process.argv.slice(2).filter((a) => a.startsWith('--'))
const tailles = lireTailles(options.includes('--petit') ? 10 : 1)
const voulus = process.argv.slice(2).filter((a) => !a.startsWith('--'))
const inconnus = voulus.filter((v) => !BANCS[v])
if (inconnus.length) {
  console.error(`Banc inconnu : ${inconnus.join(', ')}. Il y a ${Object.keys(BANCS).join(', ')}.`)
  process.exit(1)
}
process.exit(await mesurer(voulus.length ? voulus : Object.keys(BANCS)))

/** Runs the benches one after the other; gives 1 when one could not be run. A missed bar is told, not a failure. */
async function mesurer(noms: string[]): Promise<number> {
  const petit = options.includes('--petit')
  const entieres = (['etablissements', 'effectifs'] as const).every((t) => tailles[t] >= TAILLES[t]) && !petit
  const dire = (phrase: string) => console.log(phrase)
  const { terrain, fermer } = ouvrirTerrain({ petit, plans: options.includes('--plan'), dire, tailles })
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void fermer().finally(() => process.exit(130)))
  console.log(`${machine()}${entieres ? '' : '\nTailles réduites : ces chiffres ne prouvent rien.'}`)
  let echecs = 0
  for (const nom of noms) {
    console.log(`\n${nom} (${etatDeLaMachine()})`)
    try {
      const mesures = (await BANCS[nom]?.(terrain)) ?? []
      console.log(tableau(mesures))
      if (entieres) garder(nom, mesures)
    } catch (erreur) {
      echecs += 1
      console.error(erreur)
    }
  }
  await fermer()
  if (entieres) console.log(`\nGardé dans ${RAPPORT}`)
  return echecs ? 1 : 0
}

/** The sizes asked, the others divided by `diviseur`. Ends with a sentence on what is not a number. */
function lireTailles(diviseur: number): Tailles {
  const taille = (nom: keyof Tailles): number => {
    const dite = options.find((o) => o.startsWith(`--${nom}=`))?.split('=')[1]
    if (dite === undefined) return Math.max(1, Math.ceil(TAILLES[nom] / diviseur))
    if (/^[1-9]\d*$/.test(dite)) return Number(dite)
    console.error(`--${nom} attend un nombre entier, par exemple --${nom}=${TAILLES[nom]}.`)
    process.exit(1)
  }
  return { etablissements: taille('etablissements'), effectifs: taille('effectifs'), tours: taille('tours') }
}

/** Said beside the figures: how busy the machine is with other work, and how fast. */
function etatDeLaMachine(): string {
  const { ms, part } = etalon()
  const charge = loadavg()[0]?.toFixed(1).replace('.', ',')
  return `charge ${charge}, processeur disponible à ${Math.round(part * 100)} %, étalon ${Math.round(ms)} ms`
}

function machine(): string {
  return `${cpus()[0]?.model ?? 'processeur inconnu'}, ${availableParallelism()} cœurs, ${Math.round(totalmem() / 2 ** 30)} Gio, Node ${process.versions.node}`
}

/** Each bench keeps its last figures, with the day and the load of the machine that gave them. */
function garder(nom: string, mesures: Mesure[]): void {
  const garde = {
    le: new Date().toISOString(),
    machine: machine(),
    charge: loadavg(),
    etalon: etalon(),
    mesures: mesures.map((m) => ({ ...m, rapport: rapport(m), tenue: tient(m) })),
  }
  mkdirSync(join(RACINE, 'var'), { recursive: true })
  writeFileSync(RAPPORT, `${JSON.stringify({ ...lireRapport(), [nom]: garde }, null, 2)}\n`)
}

function lireRapport(): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(RAPPORT, 'utf8'))
  } catch {
    return {}
  }
}
