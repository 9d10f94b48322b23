import { type AsyncBuffer, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { enTexte } from './json.ts'
import { abime, tropGros, vide } from './refus.ts'
import type { Tableau } from './tableau.ts'

/** More rows than any file of a territory; all of them are held in memory. */
const LIGNES_MAX = 2_000_000

/** The table of a Parquet file. `max` is in bytes, once decompressed. */
export function lireParquet(octets: Uint8Array, max: number): Promise<Tableau[]> {
  return abime(async () => {
    const file: AsyncBuffer = {
      byteLength: octets.byteLength,
      // A copy: `slice` of a Buffer would share the memory of all.
      slice: (debut, fin) => new Uint8Array(octets.subarray(debut, fin)).buffer,
    }
    const metadata = await parquetMetadataAsync(file)
    const colonnes = metadata.row_groups.flatMap((g) => g.columns)
    const taille = colonnes.reduce((s, c) => s + Number(c.meta_data?.total_uncompressed_size ?? 0), 0)
    if (taille > max || metadata.num_rows > BigInt(LIGNES_MAX)) throw tropGros()
    if (metadata.num_rows === 0n) throw vide()
    const objets = await parquetReadObjects({ file, metadata, compressors })
    const entetes = Object.keys(objets[0] ?? {})
    if (entetes.length === 0) throw vide()
    return [
      {
        feuille: null,
        entetes,
        encodage: null,
        separateur: null,
        lignes: {
          *[Symbol.iterator]() {
            for (const [i, objet] of objets.entries())
              yield { numero: i + 1, valeurs: entetes.map((nom) => enTexte(objet[nom])) }
          },
        },
      },
    ]
  }, 'Parquet')
}
