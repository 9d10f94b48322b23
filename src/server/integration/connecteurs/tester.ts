import type { Input, Reply } from '#domain/endpoint.ts'
import { Refus } from '#domain/erreurs.ts'
import type * as api from '#domain/integration/api-connecteurs.ts'
import { lireCsv } from '#domain/integration/csv.ts'
import type { Ou } from '#domain/integration/reglages.ts'
import type { Read } from '../../platform/context.ts'
import { EchecDeSortie } from '../../platform/sortie.ts'
import { exigerReglage } from '../acces.ts'
import { consigner } from '../applications/echanges.ts'
import { dossier } from './dossier.ts'
import { https } from './https.ts'
import { opendatasoft } from './opendatasoft.ts'
import type { AppelFait, Gout, Prenant, Prise } from './prise.ts'
import { exigerSource } from './reglage.ts'

type Essai = Reply<typeof api.testerSource>

const APERCU = 5

/** Tries a setting, saved or not, and shows the first rows: nothing is kept nor written but the exchange itself. */
export async function testerSource(ctx: Read, { params, body }: Input<typeof api.testerSource>): Promise<Essai> {
  exigerReglage(ctx)
  await exigerSource(ctx, params.source)
  const { ou } = body
  if (ou.genre === 'depot')
    return rate(null, 'Rien à essayer : le fichier est envoyé par une personne ou une application.')
  return avecPrenant(ctx, params.source, async (prenant) => {
    try {
      return enEssai(ou, await gouter(prenant, ou))
    } catch (erreur) {
      if (!(erreur instanceof EchecDeSortie)) throw erreur
      return rate(erreur.status ?? null, erreur.message)
    }
  })
}

/** Gives a connector what it works with, and writes its calls in the journal of exchanges, however it ends. */
export async function avecPrenant<T>(ctx: Read, source: string, fn: (prenant: Prenant) => Promise<T>): Promise<T> {
  const appels: AppelFait[] = []
  const { files, config } = ctx.kit
  try {
    const noter = (appel: AppelFait) => void appels.push(appel)
    return await fn({ source, files, sorties: config.sorties, dossier: config.dossier, reprise: null, noter })
  } finally {
    const ordre = ctx.requete
    const commun = { sens: 'sortant' as const, application: null, source, ordre, execution: null }
    await consigner(
      ctx.db,
      new Date(),
      appels.map((a) => ({ ...a, ...commun })),
    )
  }
}

/** Takes what a setting leads to. Throws `EchecDeSortie`. */
export function prendreOu(prenant: Prenant, ou: Ou): Promise<Prise> {
  switch (ou.genre) {
    case 'https':
      return https.prendre(prenant, ou)
    case 'opendatasoft':
      return opendatasoft.prendre(prenant, ou)
    case 'dossier':
      return dossier.prendre(prenant, ou)
    case 'depot':
      return Promise.resolve({ etat: 'rien' })
  }
}

function gouter(prenant: Prenant, ou: Exclude<Ou, { genre: 'depot' }>): Promise<Gout> {
  switch (ou.genre) {
    case 'https':
      return https.gouter(prenant, ou)
    case 'opendatasoft':
      return opendatasoft.gouter(prenant, ou)
    case 'dossier':
      return dossier.gouter(prenant, ou)
  }
}

const rate = (statut: number | null, message: string): Essai => ({
  reussi: false,
  statut,
  message,
  total: null,
  colonnes: [],
  lignes: [],
})

function enEssai(ou: Ou, { status, debut, total }: Gout): Essai {
  if (ou.genre === 'dossier' && total === 0)
    return {
      ...rate(null, 'Le dossier de dépôt existe ; il ne contient aucun fichier à prendre.'),
      reussi: true,
      total: 0,
    }
  const message = messageDe(ou, total)
  // Workbooks and Parquet show as such, and are read at the import.
  if (debut.startsWith('PAR1') || debut.includes('\u0000'))
    return {
      reussi: true,
      statut: status,
      message: `${message} Ses lignes seront lues à l’import.`,
      total,
      colonnes: [],
      lignes: [],
    }
  if (/^\s*</.test(debut)) return rate(status, 'Cette adresse donne une page, pas un fichier de données.')
  return { reussi: true, statut: status, message, total, ...apercu(debut) }
}

function messageDe(ou: Ou, total: number | null): string {
  if (ou.genre === 'opendatasoft') return `Le portail répond : ${total ?? 0} lignes.`
  return ou.genre === 'dossier' ? `${total ?? 0} fichiers à prendre ; voici le début du premier.` : 'Le fichier est là.'
}

/** The first rows of a JSON list or of a CSV cut anywhere. */
function apercu(debut: string): Pick<Essai, 'colonnes' | 'lignes'> {
  const lignesJson = lireListe(debut)
  if (lignesJson) {
    const colonnes = [...new Set(lignesJson.flatMap((l) => Object.keys(l)))]
    return { colonnes, lignes: lignesJson.slice(0, APERCU).map((l) => colonnes.map((c) => court(l[c]))) }
  }
  const [premiere = ''] = debut.split('\n', 1)
  const separateur = [';', '\t', ',', '|'].find((s) => premiere.includes(s)) ?? ';'
  // The last line is cut by the limit of the sample.
  const entier = debut.slice(0, debut.lastIndexOf('\n') + 1) || debut
  const [entetes, ...lignes] = [...lireCsv(entier, separateur)].slice(0, APERCU + 1).map((l) => l.valeurs)
  return { colonnes: (entetes ?? []).map(court), lignes: lignes.map((l) => l.map(court)) }
}

function lireListe(texte: string): Record<string, unknown>[] | undefined {
  if (!texte.trimStart().startsWith('[')) return undefined
  try {
    const lu: unknown = JSON.parse(texte)
    return Array.isArray(lu) ? lu.filter((l) => typeof l === 'object' && l !== null) : undefined
  } catch {
    throw new Refus(
      422,
      'apercu_impossible',
      'Ce fichier JSON est trop long pour en montrer le début : prenez-le pour l’essayer.',
    )
  }
}

const court = (valeur: unknown): string =>
  (typeof valeur === 'object' && valeur !== null ? JSON.stringify(valeur) : String(valeur ?? '')).slice(0, 80)
