import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { lireCsv } from '#domain/integration/csv.ts'
import { colonnes } from '#domain/referentiel/champs.ts'
import { RACINE } from '../platform/config.ts'
import { empreinteDe } from './empreinte.ts'
import { VERSION_REGLES } from './sources.ts'

const DONNEES = join(RACINE, 'donnees')

/**
 * The files of a source as they are shipped, with the fingerprint of each and one for all (and for our rules). A file alone
 * has the fingerprint that it would have if somebody sent it.
 */
export type Paquet = { fichiers: Map<string, Buffer>; pieces: string[]; empreinte: string }

/** Reads shipped files. Throws a French sentence when one is missing. */
export async function lirePaquet(chemins: string[]): Promise<Paquet> {
  const fichiers = new Map<string, Buffer>()
  const pieces: string[] = []
  const hache = createHash('sha256').update(`règles ${VERSION_REGLES}`)
  for (const chemin of chemins) {
    const octets = await readFile(join(DONNEES, chemin)).catch((cause: unknown) => {
      throw new Error(`Le fichier donnees/${chemin} manque : remettez en place le dossier donnees livré avec Préau.`, {
        cause,
      })
    })
    fichiers.set(chemin, octets)
    pieces.push(empreinteDeFichier(octets))
    hache.update(chemin).update(octets)
  }
  const [seule] = pieces
  return { fichiers, pieces, empreinte: seule && pieces.length === 1 ? seule : hache.digest('hex') }
}

const empreinteDeFichier = (octets: Buffer): string => empreinteDe(createHash('sha256').update(octets).digest('hex'), 0)

/** A package around one text, for a file that does not come from `donnees/`. */
export function paquetDe(nom: string, texte: string): Paquet {
  const octets = Buffer.from(texte)
  return {
    fichiers: new Map([[nom, octets]]),
    pieces: [],
    empreinte: empreinteDeFichier(octets),
  }
}

/** The text of one file of the package, unpacked. Throws when it is not UTF-8. */
export function texteDe(paquet: Paquet, chemin: string): string {
  const octets = paquet.fichiers.get(chemin)
  if (!octets) throw new Error(`Le fichier ${chemin} n’est pas dans ce paquet.`)
  const clair = chemin.endsWith('.gz') ? gunzipSync(octets) : octets
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(clair)
  } catch (cause) {
    throw new Error(`Le fichier ${chemin} n’est pas en UTF-8 : il faut le convertir.`, { cause })
  }
}

/** Rows of a CSV file as objects, with only the named columns. */
export function lignesDe<N extends string>(
  paquet: Paquet,
  chemin: string,
  separateur: string,
  noms: readonly N[],
): Record<N, string>[] {
  const lignes = lireCsv(texteDe(paquet, chemin), separateur)
  const lecteurs = colonnes(lignes.next().value?.valeurs ?? [], noms)
  const objets: Record<N, string>[] = []
  for (const { valeurs } of lignes) {
    const objet = {} as Record<N, string>
    for (const nom of noms) objet[nom] = lecteurs[nom](valeurs)
    objets.push(objet)
  }
  return objets
}
