import { sql } from 'kysely'
import { lireCsv } from '#domain/integration/csv.ts'
import type { Lecture } from '#domain/referentiel/champs.ts'
import { type Etablissement, ranger } from '#domain/referentiel/sites.ts'
import type { Tx } from '../platform/db.ts'
import type { SourceEtablissements } from './sources.ts'

export type Rejet = {
  numero: number
  portee: 'ligne' | 'champ'
  uai: string
  champ: string | null
  valeur: string
  code: string
  raison: string
}

/** What was read of a file; the rows themselves are in the temporary table `recue`. */
export type Reception = { lues: number; hors_champ: number; rejets: Rejet[] }

/** Rows sent at once: enough to be quick, small enough to bound the memory. */
const LOT = 5_000

type Recue = Etablissement & { numero: number; rang: number }

/** Reads a file of établissements into the temporary table `recue`; what cannot be trusted becomes a `Rejet`. */
export async function recevoir(db: Tx, source: SourceEtablissements, texte: string): Promise<Reception> {
  const { recues, ...reception } = lire(source, texte)
  await sql`drop table if exists pg_temp.recue`.execute(db)
  await sql`
    create temp table recue (
      uai text collate "C" not null, rang integer not null, numero integer not null,
      champs jsonb not null, lieu jsonb not null, empreinte text not null
    ) on commit drop`.execute(db)
  for (let i = 0; i < recues.length; i += LOT) await envoyer(db, recues.slice(i, i + LOT))
  await sql`analyze recue (uai)`.execute(db)
  return reception
}

function lire(source: SourceEtablissements, texte: string): Reception & { recues: Recue[] } {
  const lignes = lireCsv(texte, source.separateur)
  const entetes = lignes.next().value?.valeurs ?? []
  const lecteur = source.lecteur(entetes)
  const parUai = new Map<string, (Etablissement & { numero: number })[]>()
  const reception: Reception = { lues: 0, hors_champ: 0, rejets: [] }
  for (const { numero, valeurs } of lignes) {
    reception.lues++
    const lue: Lecture | string = valeurs.length === entetes.length ? lecteur(valeurs) : valeurs.join(source.separateur)
    if (typeof lue === 'string')
      reception.rejets.push(
        ecartee(numero, '', lue, 'colonnes', `La ligne a ${valeurs.length} colonnes au lieu de ${entetes.length}.`),
      )
    else if (lue.genre === 'hors_champ') reception.hors_champ++
    else if (lue.genre === 'rejet')
      reception.rejets.push(ecartee(numero, lue.uai, valeurs.join(source.separateur), lue.code, lue.raison))
    else {
      const memes = parUai.get(lue.uai)
      if (memes) memes.push({ ...lue, numero })
      else parUai.set(lue.uai, [{ ...lue, numero }])
      for (const r of lue.remarques)
        reception.rejets.push({
          numero,
          portee: 'champ',
          uai: lue.uai,
          champ: r.champ,
          valeur: court(r.valeur),
          code: 'valeur_ecartee',
          raison: r.raison,
        })
    }
  }
  const recues = [...parUai.values()].flatMap((memes) => ranger(memes).map((e, rang) => ({ ...e, rang })))
  return { ...reception, recues }
}

const ecartee = (numero: number, uai: string, valeur: string, code: string, raison: string): Rejet => ({
  numero,
  portee: 'ligne',
  uai: court(uai),
  champ: null,
  valeur: court(valeur),
  code,
  raison,
})

/** Enough to recognise the row; PostgreSQL has no NUL sign. */
const court = (texte: string): string => texte.replaceAll('\u0000', '').slice(0, 500)

/** One statement a batch, one array a column. The fingerprint is taken of the canonical JSON, in the database. */
async function envoyer(db: Tx, lot: Recue[]): Promise<void> {
  await sql`
    insert into recue
    select uai, rang, numero, champs, lieu, md5(champs::text || lieu::text)
    from (
      select uai, rang, numero, champs::jsonb as champs, lieu::jsonb as lieu
      from unnest(${lot.map((r) => r.uai)}::text[], ${lot.map((r) => r.rang)}::int[], ${lot.map((r) => r.numero)}::int[],
        ${lot.map((r) => JSON.stringify(r.champs))}::text[], ${lot.map((r) => JSON.stringify(r.lieu))}::text[])
        as r (uai, rang, numero, champs, lieu) offset 0) x`.execute(db)
}
