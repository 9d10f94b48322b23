import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { Ou } from '#domain/integration/reglages.ts'
import type { FileStore } from '../../platform/files.ts'
import { EchecDeSortie } from '../../platform/sortie.ts'
import { appeler, motsDe, telecharger } from './https.ts'
import { type Connecteur, debutDe, type FichierPris, type Prenant, type Prise, TAILLE_MAX } from './prise.ts'

type OuOpendatasoft = Extract<Ou, { genre: 'opendatasoft' }>

/** Limits of the records of the API: rows of one page, and last row that can be asked for. */
const PAGE = 100
const FENETRE = 10_000
/** A page is small; more than this is not one. */
const PAGE_MAX = 20_000_000

/** A data set of a portal that speaks Opendatasoft Explore v2.1. */
export const opendatasoft: Connecteur<'opendatasoft'> = {
  prendre: async (prenant, ou) =>
    ou.mode === 'pages' ? prendrePages(prenant, ou) : { etat: 'pris', fichiers: [await exporter(prenant, ou)] },
  gouter: async (prenant, ou) => {
    const page = await lirePage(prenant, ou, 0, 10)
    return { status: 200, debut: JSON.stringify(page.results), total: page.total_count }
  },
}

const base = ({ adresse, jeu }: OuOpendatasoft): string =>
  `${adresse.replace(/\/+$/, '')}/api/explore/v2.1/catalog/datasets/${encodeURIComponent(jeu)}`

async function exporter(prenant: Prenant, ou: OuOpendatasoft): Promise<FichierPris> {
  const options = new URLSearchParams({ use_labels: 'false', lang: 'fr', timezone: 'Europe/Paris' })
  if (ou.format === 'csv') options.set('delimiter', ';')
  if (ou.filtre) options.set('where', ou.filtre)
  const pris = await telecharger(prenant, `${base(ou)}/exports/${ou.format}?${options}`, `${ou.jeu}.${ou.format}`)
  if (ou.format === 'csv' || ou.format === 'json') await verifierDebut(prenant, ou, pris)
  return pris
}

/** A 200 may carry an error, or the page of a proxy: such a file must not be taken for data. */
async function verifierDebut({ files }: Prenant, { format }: OuOpendatasoft, { cle }: FichierPris): Promise<void> {
  const debut = (await debutDe(await files.stream(cle))).replace(/^\uFEFF/, '').trimStart()
  const bon = format === 'csv' ? !/^[{<[]/.test(debut) : debut.startsWith('[')
  if (bon) return
  await files.remove(cle)
  throw malforme(motsDe(debut))
}

type Page = { total_count: number; results: unknown[] }

/** Page after page, each kept in the store: a failure keeps what came, and the next taking goes on from there. */
async function prendrePages(prenant: Prenant, ou: OuOpendatasoft): Promise<Prise> {
  const signature = JSON.stringify([ou.adresse, ou.jeu, ou.filtre])
  const deja = prenant.reprise?.signature === signature ? prenant.reprise.pages : 0
  let pages = deja
  try {
    for (let total = Number.POSITIVE_INFINITY; pages * PAGE < total; pages++) {
      const page = await lirePage(prenant, ou, pages * PAGE, PAGE)
      total = page.total_count
      if (total > FENETRE)
        throw new EchecDeSortie(
          'refus',
          `Ce jeu a ${total} lignes : la lecture par pages s’arrête à ${FENETRE}. Choisissez l’export, ou ajoutez un filtre.`,
        )
      const attendues = Math.max(0, Math.min(PAGE, total - pages * PAGE))
      if (page.results.length !== attendues)
        throw new EchecDeSortie(
          'reponse',
          `La page ${pages + 1} a ${page.results.length} lignes au lieu de ${attendues}.`,
        )
      await prenant.files.put(cleDePage(prenant.source, pages), Buffer.from(JSON.stringify(page.results)))
    }
  } catch (erreur) {
    // A wrong request does not get better by coming back; anything else may.
    if (!(erreur instanceof EchecDeSortie) || ['refus', 'interdite', 'desactivee'].includes(erreur.genre)) throw erreur
    if (pages === 0) throw erreur
    return {
      etat: 'partiel',
      reprise: { signature, pages },
      message: `${erreur.message} ${pages} pages sont gardées : la prochaine prise reprendra à la page ${pages + 1}.`,
    }
  }
  const fichier = await prenant.files.receive(Readable.from(assembler(prenant, pages)), TAILLE_MAX)
  for (let n = 0; n < pages; n++) await prenant.files.remove(cleDePage(prenant.source, n))
  return { etat: 'pris', fichiers: [{ ...fichier, nom: `${ou.jeu}.json` }] }
}

/** Keys of the pages of a source that are in the store: those of a taking that was cut, counted in its setting or not. */
export async function pagesGardees(files: FileStore, source: string): Promise<string[]> {
  const cles = Array.from({ length: FENETRE / PAGE }, (_, n) => cleDePage(source, n))
  const la = await Promise.all(cles.map((cle) => files.exists(cle)))
  return cles.filter((_, n) => la[n])
}

export const cleDePage = (source: string, n: number): string => `prises/${source}/${String(n).padStart(3, '0')}.json`

async function* assembler({ files, source }: Prenant, pages: number): AsyncGenerator<Buffer> {
  let separateur = '['
  for (let n = 0; n < pages; n++) {
    const lignes = Buffer.from(await files.get(cleDePage(source, n))).subarray(1, -1)
    if (lignes.length === 0) continue
    yield Buffer.from(separateur)
    yield lignes
    separateur = ','
  }
  yield Buffer.from(separateur === '[' ? '[]' : ']')
}

async function lirePage(prenant: Prenant, ou: OuOpendatasoft, offset: number, limit: number): Promise<Page> {
  const options = new URLSearchParams({ limit: String(limit), offset: String(offset), timezone: 'Europe/Paris' })
  if (ou.filtre) options.set('where', ou.filtre)
  const reponse = await appeler(prenant, `${base(ou)}/records?${options}`)
  let taille = 0
  reponse.on('data', (morceau: Buffer) => {
    taille += morceau.length
    if (taille > PAGE_MAX) reponse.destroy(new Error('page trop grande'))
  })
  const corps = await text(reponse).catch((cause: unknown) => {
    throw new EchecDeSortie('reponse', 'La réponse s’est arrêtée en chemin : elle n’est pas complète.', { cause })
  })
  const page = lireJson(corps)
  if (!Array.isArray(page?.results) || typeof page.total_count !== 'number') throw malforme(motsDe(corps))
  return { total_count: page.total_count, results: page.results }
}

function lireJson(corps: string): Partial<Page> | undefined {
  try {
    const lu: unknown = JSON.parse(corps)
    return typeof lu === 'object' && lu !== null ? lu : undefined
  } catch {
    return undefined
  }
}

const malforme = (mots: string | undefined): EchecDeSortie =>
  new EchecDeSortie(
    'reponse',
    `Ce service a répondu autre chose que des données.${mots ? ` Il dit : « ${mots} »` : ''}`,
    { status: 200 },
  )
