import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { SYSTEME } from '#domain/acteur.ts'
import { lireCsv } from '#domain/integration/csv.ts'
import { EFFECTIFS } from '#domain/integration/sources/effectifs.ts'
import { deposer } from '#server/integration/depot.ts'
import { lirePaquet, texteDe } from '#server/integration/fichiers.ts'
import { executerImport } from '#server/integration/travail.ts'
import { contextOf, type Kit, write } from '#server/platform/context.ts'
import { hasard, tirer } from './mesures.ts'

const REELS = ['effectifs/lycees-gt-effectifs-2019-2021.csv.gz', 'effectifs/effectifs-colleges-35-2019-2021.csv.gz']
const DERNIERE = 2023
/** Years told as a total only, after the one that is told level by level. */
const ANNEES = 40

/** What one real établissement counts: its total, and its pupils by level. */
type Profil = { total: number; niveaux: [niveau: string, effectif: number][] }

/**
 * `total` rows of effectifs in files of `parFichier`, in the shape `uai;annee;niveau;effectif`: each établissement of the
 * base takes the levels of a real one of its kind, a tenth more or less, then as many earlier years as are needed. The
 * same at each run. Gives fewer rows when forty years do not suffice.
 */
export async function* inventerEffectifs(kit: Kit, total: number, parFichier: number): AsyncGenerator<string> {
  const { rows } = await sql<{ uai: string; type: string }>`
    select uai, type from referentiel.etablissement order by uai`.execute(kit.db)
  const [lycees = [], colleges = []] = await Promise.all(REELS.map(lireProfils))
  const alea = hasard(total)
  const siens = rows.map(({ uai, type }) => ({ uai, profil: tirer(type === 'college' ? colleges : lycees, alea) }))
  const pres = (n: number) => Math.max(1, Math.round(n * (0.9 + 0.2 * alea())))
  let [lignes, faites] = [[] as string[], 0]
  for (let annee = DERNIERE; annee > DERNIERE - ANNEES; annee--)
    for (const { uai, profil } of siens) {
      const niveaux = annee === DERNIERE ? profil.niveaux : []
      for (const [niveau, effectif] of [['total', profil.total] as const, ...niveaux]) {
        lignes.push(`${uai};${annee};${niveau};${pres(effectif)}`)
        faites++
        if (lignes.length === parFichier || faites === total) {
          yield `uai;annee;niveau;effectif\n${lignes.join('\n')}\n`
          lignes = []
        }
        if (faites === total) return
      }
    }
}

/** The real counts, read as the product reads them; those that count nobody are left aside. */
async function lireProfils(fichier: string): Promise<Profil[]> {
  const [tete, ...lignes] = [...lireCsv(texteDe(await lirePaquet([fichier]), fichier), ';')]
  const lire = EFFECTIFS.lecteur(tete?.valeurs ?? [], null)
  return lignes.flatMap(({ valeurs }) => {
    const lue = lire(valeurs)
    if (lue.genre !== 'enregistrements') return []
    const comptes = lue.enregistrements.map((e) => [String(e.valeurs.niveau), Number(e.valeurs.effectif)] as const)
    const niveaux = comptes.filter(([niveau]) => niveau !== 'total').map(([n, e]): [string, number] => [n, e])
    const total = comptes.find(([niveau]) => niveau === 'total')?.[1] ?? niveaux.reduce((t, [, e]) => t + e, 0)
    return total > 0 ? [{ total, niveaux }] : []
  })
}

export type Compte = { lues: number; crees: number; modifies: number; inchanges: number; rejetees: number }

/** Sends one file as a source does and runs its import to the end; gives the account of the run. Throws when it failed. */
export async function importerEffectifs(kit: Kit, texte: string, nom: string): Promise<Compte> {
  const ctx = contextOf(kit, SYSTEME)
  const recu = await kit.files.receive(Readable.from(Buffer.from(texte)), 200_000_000)
  const execution = await write(ctx, (w) => deposer(w, EFFECTIFS.code, { ...recu, nom }))
  await executerImport.run(kit, { execution })
  const { etat, erreur, ...compte } = await kit.db
    .selectFrom('integration.execution')
    .select(['etat', 'erreur', 'lues', 'crees', 'modifies', 'inchanges', 'rejetees'])
    .where('id', '=', execution)
    .executeTakeFirstOrThrow()
  if (etat !== 'appliquee') throw new Error(`${nom} : ${etat}, ${erreur}`)
  return compte
}
