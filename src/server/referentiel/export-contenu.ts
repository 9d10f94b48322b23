import type { ColonneDeListe } from '#domain/referentiel/liste-colonnes.ts'
import type { Ligne } from './lignes.ts'

/** What an export writes: its columns, and its rows by packets, read as they are sent. */
export type Contenu = { colonnes: ColonneDeListe[]; paquets: AsyncIterable<Ligne[]>; total: number }
