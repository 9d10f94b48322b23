import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { lireCsv } from '#domain/integration/csv.ts'
import { colonnes } from '#domain/referentiel/champs.ts'
import { RACINE } from '../platform/config.ts'
import { VERSION_REGLES } from './sources.ts'

const DONNEES = join(RACINE, 'donnees')

/** The files of a source as they are shipped, and one fingerprint for all (and for our rules). */
export type Paquet = { fichiers: Map<string, Buffer>; empreinte: string }

/** Reads shipped files. Throws a French sentence when one is missing. */
export async function lirePaquet(chemins: string[]): Promise<Paquet> {
  const fichiers = new Map<string, Buffer>()
  const hache = createHash('sha256').update(`règles ${VERSION_REGLES}`)
  for (const chemin of chemins) {
    const octets = await readFile(join(DONNEES, chemin)).catch((cause: unknown) => {
      throw new Error(`Le fichier donnees/${chemin} manque : remettez en place le dossier donnees livré avec Préau.`, {
        cause,
      })
    })
    fichiers.set(chemin, octets)
    hache.update(chemin).update(octets)
  }
  return { fichiers, empreinte: hache.digest('hex') }
}

/** A package around one text, for a file that does not come from `donnees/`. */
export function paquetDe(nom: string, texte: string): Paquet {
  const octets = Buffer.from(texte)
  return {
    fichiers: new Map([[nom, octets]]),
    empreinte: createHash('sha256').update(`règles ${VERSION_REGLES}`).update(octets).digest('hex'),
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
