import { sql } from 'kysely'
import { SYSTEME } from '#domain/acteur.ts'
import { caviarder, caviarderJson, type PersonneEffacee, parleDe } from '#domain/referentiel/effacement.ts'
import { normaliser } from '#domain/referentiel/texte-recherche.ts'
import { contextOf, type Write, write } from '../platform/context.ts'
import { quand, type Subscription } from '../platform/subscriptions.ts'
import { finirEffacement, lireEffacement } from '../referentiel/effacements.ts'
import { effacerDesPropositions } from '../validation/effacement.ts'
import { effacerDesDepots, effacerDesFichiers, effacerDesPages } from './effacement-fichiers.ts'

/**
 * A person erased on demand leaves what imports have kept: files received, pages of a taking that was cut, rows put aside, differences, images of the
 * sources. May run twice: what is erased is no longer found.
 */
export const effacement: Subscription = quand('contact_efface', 'integration_effacement', async (kit, e) => {
  const id = Number(e.donnees.effacement)
  const ctx = contextOf(kit, SYSTEME)
  const personne = id ? await lireEffacement(ctx, id) : undefined
  if (!personne) return
  await effacerDesFichiers(ctx, personne)
  await effacerDesDepots(ctx, personne)
  await effacerDesPages(ctx, personne)
  await write(ctx, async (w) => {
    await effacerDesRejets(w, personne)
    await effacerDuJson(w, personne)
    await effacerDesPropositions(w, personne)
    await finirEffacement(w, id)
  })
})

/** Few words that every row naming the person has: the rule of the domain then looks closer. */
function indices({ nom, courriels, telephones }: PersonneEffacee, texte: ReturnType<typeof sql>) {
  const dits = [normaliser(nom), ...courriels.map(normaliser)].filter((m) => m !== '').map((m) => `%${m}%`)
  const numeros = telephones.map((t) => `%${t.replace(/\D/g, '').slice(-9)}%`)
  return sql<boolean>`(referentiel.normaliser(${texte}) like any(${dits}::text[])
    or regexp_replace(${texte}, '\\D', '', 'g') like any(${numeros}::text[]))`
}

async function effacerDesRejets({ db }: Write, personne: PersonneEffacee): Promise<void> {
  const { rows } = await sql<{ id: number; portee: string; valeur: string; ligne: string[] | null }>`
    select id, portee, valeur, ligne from integration.rejet
    where ${indices(personne, sql`valeur || ' ' || coalesce(array_to_string(ligne, ' '), '')`)} for update`.execute(db)
  for (const { id, portee, valeur, ligne } of rows) {
    const textes = [...(ligne ?? []), valeur]
    if (!parleDe(personne, textes)) continue
    const rendus = caviarder(personne, textes)
    const rendue = ligne ? rendus.slice(0, -1) : null
    // Of a row, `valeur` shows the beginning: what is erased in the row must not stay there, the rest may.
    const dite = rendue && portee === 'ligne' ? rendue.join(';').slice(0, 500) : (rendus.at(-1) ?? '')
    await sql`
      update integration.rejet set valeur = ${dite}, ligne = ${rendue}::text[] where id = ${id}`.execute(db)
  }
}

/** Tables of JSON, and the columns to look at. */
const TABLES = [
  ['difference', ['avant', 'apres']],
  ['ligne', ['champs', 'lieu']],
  ['ligne_remplacee', ['avant']],
  ['recue', ['champs', 'lieu']],
] as const

async function effacerDuJson({ db }: Write, personne: PersonneEffacee): Promise<void> {
  for (const [nom, colonnes] of TABLES) {
    const table = sql.table(`integration.${nom}`)
    for (const colonne of colonnes) {
      const c = sql.ref(colonne)
      const { rows } = await sql<{ place: string; valeur: unknown }>`
        select ctid::text as place, ${c} as valeur from ${table} where ${indices(personne, sql`${c}::text`)} for update`.execute(
        db,
      )
      for (const { place, valeur } of rows) {
        const rendue = JSON.stringify(caviarderJson(personne, valeur))
        if (rendue !== JSON.stringify(valeur))
          await sql`update ${table} set ${c} = ${rendue}::jsonb where ctid = ${place}::tid`.execute(db)
      }
    }
  }
}
