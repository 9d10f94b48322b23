import type { Readable } from 'node:stream'
import type { Ou } from '#domain/integration/reglages.ts'
import type { FileStore, StoredFile } from '../../platform/files.ts'
import type { Sorties } from '../../platform/sortie.ts'

/** One file taken, with the name it had there. */
export type FichierPris = StoredFile & { nom: string }

/** Pages already in the store, of a taking that was cut; the signature says for which setting they are good. */
export type Reprise = { signature: string; pages: number }

/**
 * What a connector gives: files, nothing new, or pages kept while the rest did not come. `confirmer` ends the taking on
 * the other side, once its files are safe here.
 */
export type Prise =
  | { etat: 'pris'; fichiers: FichierPris[]; confirmer?: () => Promise<void> }
  | { etat: 'rien' }
  | { etat: 'partiel'; reprise: Reprise; message: string }

/** What a connector works with: no database, so that tests need none. */
export type Prenant = {
  source: string
  files: FileStore
  sorties: Sorties
  /** The data folder of the server. */
  dossier: string
  reprise: Reprise | null
  /** Told after each call made outside, for the journal of exchanges. */
  noter(appel: AppelFait): void
}

export type AppelFait = { tache: string; reponse: number | null; erreur: string | null; duree_ms: number }

export type Connecteur<G extends Ou['genre'] = Ou['genre']> = {
  /** Takes what there is. Throws `EchecDeSortie`, or a `Refus` when the file is too big. */
  prendre(prenant: Prenant, ou: Extract<Ou, { genre: G }>): Promise<Prise>
  /** The head of what would be taken, as text, for « Tester »: never more than a few kilobytes. */
  gouter(prenant: Prenant, ou: Extract<Ou, { genre: G }>): Promise<Gout>
}

export type Gout = { status: number | null; debut: string; total: number | null }

/** Largest file accepted, in bytes: the annuaire of all France is under 100 MB. */
export const TAILLE_MAX = 500_000_000

const GOUT_MAX = 8_192

/** The first bytes of a stream, which is then left. Text in UTF-8; what is binary shows as such. */
export async function debutDe(flux: Readable): Promise<string> {
  const morceaux: Buffer[] = []
  let taille = 0
  for await (const morceau of flux) {
    morceaux.push(Buffer.from(morceau))
    taille += morceau.length
    if (taille >= GOUT_MAX) break
  }
  flux.destroy()
  return Buffer.concat(morceaux).subarray(0, GOUT_MAX).toString('utf8')
}
