import { sql } from 'kysely'
import type { ErreurDeChamp } from '#domain/erreurs.ts'
import type { ValeurConnue } from '#domain/referentiel/temps.ts'
import { normaliser } from '#domain/referentiel/texte-recherche.ts'
import { estUai, nettoyerUai } from '#domain/referentiel/uai.ts'
import type { Write } from '../platform/context.ts'

type Saisie = Record<string, unknown>
type Valeurs = Record<string, ValeurConnue>

/**
 * What a typed commune and a typed établissement mère stand for: the official name of the commune, and its code in
 * `avec`; the UAI, which must be in the référentiel and not under the one that is corrected.
 */
export async function resoudreLiens(
  ctx: Write,
  uai: string,
  courant: Valeurs,
  saisie: Saisie,
): Promise<{ saisie: Saisie; avec: Valeurs; erreurs: ErreurDeChamp[] }> {
  const erreurs: ErreurDeChamp[] = []
  const avec: Valeurs = {}
  const dite = { ...saisie }
  if (typeof dite.commune === 'string' && dite.commune.trim()) {
    const commune = await trouverCommune(ctx, dite.commune, String(courant.code_departement ?? ''))
    if (commune) {
      dite.commune = commune.nom
      avec.code_commune = commune.code
    } else erreurs.push({ champ: 'commune', message: 'Choisissez une commune de la liste.' })
  }
  if (typeof dite.mere_uai === 'string' && dite.mere_uai.trim()) {
    dite.mere_uai = nettoyerUai(dite.mere_uai)
    const message = await defautDeMere(ctx, uai, String(dite.mere_uai))
    if (message) erreurs.push({ champ: 'mere_uai', message })
  }
  return { saisie: dite, avec, erreurs }
}

/** By its code, else by a name that only one commune bears in the département, or in the country. */
async function trouverCommune(ctx: Write, texte: string, departement: string) {
  const dit = texte.trim()
  if (/^\d[\dAB]\d{3}$/.test(dit))
    return ctx.db.selectFrom('referentiel.commune').select(['code', 'nom']).where('code', '=', dit).executeTakeFirst()
  const { rows } = await sql<{ code: string; nom: string; ici: boolean }>`
    select code, nom, code_departement = ${departement} as ici from referentiel.commune
    where referentiel.normaliser(nom) = ${normaliser(dit)}`.execute(ctx.db)
  const dIci = rows.filter((r) => r.ici)
  const candidates = dIci.length ? dIci : rows
  return candidates.length === 1 ? candidates[0] : undefined
}

/** Why this UAI cannot be the mère of that one; undefined when it can. */
async function defautDeMere(ctx: Write, uai: string, mere: string): Promise<string | undefined> {
  if (!estUai(mere)) return 'Cet UAI est incorrect : vérifiez ses chiffres et sa lettre.'
  if (mere === uai) return 'Un établissement n’est pas rattaché à lui-même.'
  const { rows } = await sql<{ uai: string; mere_uai: string | null }>`
    with recursive dessus as (
      select uai, mere_uai from referentiel.etablissement where uai = ${mere}
      union select e.uai, e.mere_uai from referentiel.etablissement e join dessus d on e.uai = d.mere_uai)
    select uai, mere_uai from dessus`.execute(ctx.db)
  if (!rows.some((r) => r.uai === mere)) return 'Cet établissement n’est pas dans le référentiel.'
  return rows.some((r) => r.uai === uai || r.mere_uai === uai)
    ? 'Cet établissement lui est déjà rattaché : le lien irait dans les deux sens.'
    : undefined
}

/** A link typed by hand holds from the day typed; sources give none. */
export async function daterLiens(ctx: Write, uai: string, valable_du: string): Promise<void> {
  await sql`
    update referentiel.relation set valable_du = ${valable_du}::date
    where de = ${uai} and jusque is null and depuis = ${ctx.now}::timestamptz::date and valable_du is null
      and genre in ('section', 'annexe')`.execute(ctx.db)
}
