import { SYSTEME } from '#domain/acteur.ts'
import { lireCsv } from '#domain/integration/csv.ts'
import { lettreUai } from '#domain/referentiel/uai.ts'
import { lignesDe, lirePaquet, paquetDe, texteDe } from '#server/integration/fichiers.ts'
import { importer } from '#server/integration/importer.ts'
import { ANNUAIRE, LISTE_NATIONALE, type SourceEtablissements } from '#server/integration/sources.ts'
import { contextOf, type Kit, write } from '#server/platform/context.ts'
import { hasard, tirer } from './mesures.ts'

export type Fichier = { source: SourceEtablissements; texte: string }

/** The two files of établissements as they are shipped. */
export const fichiersReels = (): Promise<Fichier[]> =>
  Promise.all(
    [ANNUAIRE, LISTE_NATIONALE].map(async (source) => {
      const paquet = await lirePaquet(source.fichiers)
      return { source, texte: texteDe(paquet, source.fichiers[0] ?? '') }
    }),
  )

/** Fills a base to `total` établissements, through the importer of the product. */
export async function chargerPays(kit: Kit, total: number): Promise<void> {
  for (const fichier of await agrandir(await fichiersReels(), total)) await importerFichier(kit, fichier)
}

/** Imports one file and compares it even if it is known; gives the number of the execution. */
export async function importerFichier(kit: Kit, { source, texte }: Fichier): Promise<number> {
  const { code, libelle, editeur, licence, genre, priorite } = source
  await kit.db
    .insertInto('integration.source')
    .values({ code, libelle, editeur, licence, genre, priorite })
    .onConflict((c) => c.doNothing())
    .execute()
  return write(contextOf(kit, SYSTEME), (ctx) => importer(ctx, source, paquetDe(code, texte), { forcer: true }))
}

/**
 * The same files with `total` établissements: the real ones, then copies of them with a new valid UAI, a name mixed from
 * two others, and for half of them another commune of the département. The same at each run.
 */
export async function agrandir(fichiers: Fichier[], total: number): Promise<Fichier[]> {
  const lus = fichiers.map(lire)
  const reels = [...new Set(lus.flatMap((f) => f.lignes.flatMap((l) => f.uaiDe(l) ?? [])))]
  const copies = inventer(reels, total)
  const noms = lus.flatMap((f) => f.lignes.map((l) => l[f.nom] ?? '')).filter((nom) => propre(nom).length > 1)
  const communes = await communesParDepartement()
  return lus.map((f) => {
    const alea = hasard(f.lignes.length)
    const nouvelles = f.lignes.flatMap((ligne) =>
      (copies.get(f.uaiDe(ligne) ?? '') ?? []).map((uai, rang) => {
        const copie = [...ligne]
        copie[f.uai] = uai
        copie[f.nom] = nommer(ligne[f.nom] ?? '', tirer(noms, alea), tirer(noms, alea))
        if (rang % 2 === 0) demenager(f, copie, communes, alea)
        return copie
      }),
    )
    const texte = [f.entetes, ...f.lignes, ...nouvelles].map((l) => ecrire(l, f.source.separateur)).join('\n')
    return { source: f.source, texte }
  })
}

type Lu = {
  source: SourceEtablissements
  entetes: string[]
  lignes: string[][]
  uai: number
  nom: number
  /** Of a row that the product keeps: the annuaire also holds schools and services. */
  uaiDe(ligne: string[]): string | undefined
}

function lire({ source, texte }: Fichier): Lu {
  const [entetes = [], ...lignes] = [...lireCsv(texte, source.separateur)].map((l) => l.valeurs)
  const place = (...noms: string[]) => entetes.findIndex((e) => noms.includes(e))
  const lecteur = source.lecteur(entetes, null)
  return {
    source,
    uaiDe: (ligne) => {
      const lue = lecteur(ligne)
      return lue.genre === 'etablissement' ? lue.uai : undefined
    },
    entetes,
    lignes,
    uai: place('uai', 'Identifiant_de_l_etablissement'),
    nom: place('nom', 'Nom_etablissement'),
  }
}

/** For each real UAI, free ones of the same département, so that there are `total` of them in all. */
function inventer(reels: string[], total: number): Map<string, string[]> {
  const pris = new Set(reels.map((uai) => uai.slice(0, 7)))
  const suivant = new Map<string, number>()
  const libre = (departement: string): string => {
    for (let n = suivant.get(departement) ?? 0; n < 10_000; n++) {
      const chiffres = departement + String(n).padStart(4, '0')
      if (pris.has(chiffres)) continue
      suivant.set(departement, n + 1)
      return `${chiffres}${lettreUai(chiffres)}`
    }
    throw new Error(`Le département ${departement} n’a plus de numéro libre.`)
  }
  const combien = (i: number) => Math.floor((total - i - 1) / reels.length)
  return new Map(
    reels.map((uai, i) => [uai, Array.from({ length: Math.max(0, combien(i)) }, () => libre(uai.slice(0, 3)))]),
  )
}

/** « Lycée polyvalent » then « Georges Sand »: the words of the type begin the name, and its proper name follows. */
const TYPES =
  /^(?:(?:coll[eè]ge|lyc[ée]e|section|[ée]tablissement|priv[ée]e?|public|polyvalent|professionnel|g[ée]n[ée]ral|technologique|agricole|d[’']enseignement|r[ée]gional|adapt[ée]|et|des?|du|m[ée]tiers)\s+)+/i
const propre = (nom: string): string[] => nom.replace(TYPES, '').split(' ')

function nommer(nom: string, un: string, autre: string): string {
  const type = TYPES.exec(nom)?.[0].trim() ?? 'Collège'
  return [type, propre(un)[0], ...propre(autre).slice(1)].join(' ')
}

/** Only the national list knows a commune by its name alone; its coordinates would then be wrong. */
function demenager(f: Lu, ligne: string[], communes: Map<string, string[]>, alea: () => number): void {
  const [commune, departement, ...position] = ['commune', 'departement', 'latitude', 'longitude'].map((nom) =>
    f.entetes.indexOf(nom),
  )
  const siennes = communes.get(ligne[departement ?? -1] ?? '')
  if (f.source.code !== LISTE_NATIONALE.code || !siennes || commune === undefined) return
  ligne[commune] = tirer(siennes, alea)
  for (const place of position) ligne[place] = ''
}

async function communesParDepartement(): Promise<Map<string, string[]>> {
  const chemin = 'decoupage/cog-2025-communes.csv.gz'
  const lignes = lignesDe(await lirePaquet([chemin]), chemin, ',', ['type_code', 'name', 'department_name'])
  const communes = Map.groupBy(
    lignes.filter((l) => l.type_code === 'COM'),
    (l) => l.department_name,
  )
  return new Map([...communes].map(([departement, siennes]) => [departement, siennes.map((c) => c.name)]))
}

const ecrire = (ligne: string[], separateur: string): string =>
  ligne.map((v) => (/["\n]/.test(v) || v.includes(separateur) ? `"${v.replaceAll('"', '""')}"` : v)).join(separateur)
