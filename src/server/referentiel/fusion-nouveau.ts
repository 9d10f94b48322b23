import { sql } from 'kysely'
import { nomDe } from '#domain/acteur.ts'
import { conflit, invalide } from '#domain/erreurs.ts'
import { jourLocal } from '#domain/heure.ts'
import type { Write } from '../platform/context.ts'
import { oublierCreations } from './creations.ts'
import { COLONNES } from './differences.ts'
import { poser } from './fusion-champs.ts'
import type { Cote } from './fusion-comparaison.ts'

/** What people type of the new établissement; the rest comes from the first that it replaces. */
export type Nouveau = { nom: string; siret?: string | null }

/** What belongs to one établissement alone: never copied from the one that is replaced. */
const PROPRES = ['uai', 'nom', 'siret', 'etat', 'date_ouverture', 'date_fermeture', 'mere_uai', 'rattachement']

/** The établissement that a replacement would create, as the plan compares it: nothing is written. */
export function coteNouvelle(modele: Cote, uai: string, date_effet: string, { nom, siret }: Nouveau): Cote {
  const copie = Object.fromEntries(Object.entries(modele.valeurs).filter(([c]) => !PROPRES.includes(c)))
  return avecSaisies({
    ...modele,
    uai,
    nom,
    etat: 'ouvert',
    date_ouverture: date_effet,
    date_fermeture: null,
    remplace_par: null,
    valeurs: { ...copie, uai, nom, siret: siret ?? null, etat: 'ouvert', date_ouverture: date_effet },
    provenance: {},
    saisies: [],
  })
}

/** What was prefilled or typed is kept unless one chooses otherwise. */
export const avecSaisies = (cote: Cote): Cote => ({
  ...cote,
  saisies: Object.keys(cote.valeurs).filter((c) => (cote.valeurs[c] ?? null) !== null),
})

/**
 * Creates the new établissement in this transaction: the values of `modele`, the name given, open from the day of effect.
 * 409 `uai_pris` when the référentiel already has this UAI.
 */
export async function creerNouveau(
  ctx: Write,
  uai: string,
  { modele, date_effet, nouveau }: { modele: string; date_effet: string; nouveau: Nouveau },
): Promise<void> {
  if (!nouveau.nom.trim())
    throw invalide('Donnez un nom au nouvel établissement.', [{ champ: 'nom', message: 'Donnez un nom.' }])
  const propres = {
    uai,
    nom: nouveau.nom.trim(),
    siret: nouveau.siret ?? null,
    etat: date_effet > jourLocal(ctx.now) ? 'a_ouvrir' : 'ouvert',
    date_ouverture: date_effet,
    mere_uai: null,
    rattachement: null,
  }
  const colonnes = sql.join(COLONNES.map((c) => sql.ref(c)))
  const { rows } = await sql<{ uai: string }>`
    insert into referentiel.etablissement (uai, ${colonnes}, autres, cree_le, modifie_le)
    select ${uai}, ${sql.join(COLONNES.map((c) => sql.ref(`r.${c}`)))}, m.autres, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
    from referentiel.etablissement m, jsonb_populate_record(m, ${JSON.stringify(propres)}::jsonb) r
    where m.uai = ${modele}
    on conflict (uai) do nothing returning uai`.execute(ctx.db)
  if (!rows[0])
    throw conflit('uai_pris', `L’UAI ${uai} est déjà dans le référentiel : choisissez-le au lieu de le créer.`)
  const origine = { '*': { source: 'saisie', date: date_effet } }
  await sql`
    insert into referentiel.provenance (uai, champs, lieu, empreinte)
    select ${uai}, ${JSON.stringify(origine)}::jsonb, o.lieu, '' from referentiel.provenance o where o.uai = ${modele}`.execute(
    ctx.db,
  )
  await sql`
    insert into referentiel.changement (uai, genre, origine, connu_le, valable_du, auteur, etat)
    select e.uai, 'creation', 'saisie', ${ctx.now}::timestamptz, ${date_effet}::date, ${nomDe(ctx.acteur)},
      jsonb_strip_nulls(to_jsonb(e) - array['id', 'uai', 'autres', 'texte_recherche', 'cree_le', 'modifie_le'] || coalesce(e.autres, '{}'))
    from referentiel.etablissement e where e.uai = ${uai}`.execute(ctx.db)
  await sql`
    insert into referentiel.mot (mot)
    select distinct m.mot from referentiel.etablissement e, unnest(string_to_array(e.texte_recherche, ' ')) as m (mot)
    where e.uai = ${uai} and m.mot <> '' on conflict do nothing`.execute(ctx.db)
}

/** Opens on its day an établissement created in advance. */
export const ouvertures = (cote: Cote | undefined) =>
  cote?.etat === 'a_ouvrir'
    ? [{ uai: cote.uai, champ: 'etat', valeur: 'ouvert', origine: cote.provenance.etat ?? null }]
    : []

/** Undoes the creation: the établissement leaves; one of which something else has come to speak closes. */
export async function oublierNouveau(ctx: Write, uai: string, id: number): Promise<void> {
  if ((await oublierCreations(ctx, [uai])).includes(uai)) return
  const jour = jourLocal(ctx.now)
  const { date_ouverture } = await ctx.db
    .selectFrom('referentiel.etablissement')
    .select('date_ouverture')
    .where('uai', '=', uai)
    .executeTakeFirstOrThrow()
  const fermeture = date_ouverture && date_ouverture > jour ? date_ouverture : jour
  const origine = { source: 'saisie', date: jour }
  await poser(
    ctx,
    [
      { uai, champ: 'etat', valeur: 'ferme', origine },
      { uai, champ: 'date_fermeture', valeur: fermeture, origine },
    ],
    { genre: 'annulation', origine: `annulation de la fusion ${id}`, valable: jour, tracer: false },
  )
}
