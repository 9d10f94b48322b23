import { sql } from 'kysely'
import { estPersonne, nomDe } from '#domain/acteur.ts'
import { introuvable } from '#domain/erreurs.ts'
import type { ChampDeFiche } from '#domain/referentiel/champ-de-fiche.ts'
import type { ValeurConnue } from '#domain/referentiel/temps.ts'
import type { Write } from '../platform/context.ts'
import { finirRoles } from './fermeture.ts'
import { replacer } from './propositions.ts'
import { daterLiens } from './saisieLiens.ts'
import { SAISIE } from './saisies.ts'
import { visibles } from './visibles.ts'

type Valeurs = Record<string, ValeurConnue>

/** Holds the row of a visible établissement (404 otherwise) and gives the values of its champs, those of `autres` included. */
export async function verrouillerFiche(ctx: Write, uai: string): Promise<Valeurs> {
  const ligne = await visibles(ctx).selectAll('e').where('e.uai', '=', uai).forUpdate().executeTakeFirst()
  if (!ligne) throw introuvable('Cet établissement n’existe pas, ou n’est pas dans votre périmètre.')
  const { autres, ...colonnes } = ligne
  return { ...(colonnes as Valeurs), ...((autres ?? {}) as Valeurs) }
}

export type Ecriture = {
  uai: string
  /** What the row holds now, from `verrouillerFiche`. */
  valeurs: Valeurs
  /** What to write, already checked. */
  apres: Valeurs
  registre: readonly ChampDeFiche[]
  /** `AAAA-MM-JJ` */
  valable_du: string
  motif: string
  genre: 'modification' | 'annulation'
}

/** Writes typed values: the row, what holds against sources, where each comes from, and the history. Gives the change, null when nothing differs. */
export async function ecrireChamps(ctx: Write, demande: Ecriture): Promise<number | null> {
  const { uai, valeurs, registre, valable_du } = demande
  const apres = avecFermeture(demande)
  const changes = Object.keys(apres).filter((c) => (valeurs[c] ?? null) !== apres[c])
  if (!changes.length) return null
  const ecrit = Object.fromEntries(changes.map((c) => [c, apres[c] ?? null]))
  await assurerProvenance(ctx, uai)
  await ecrireLigne(ctx, uai, ecrit, registre)
  await tenirSaisies(ctx, demande, ecrit)
  const historises = changes.filter((c) => registre.find((r) => r.code === c)?.historise !== false)
  const { id } = await ctx.db
    .insertInto('referentiel.changement')
    .values({
      uai,
      genre: demande.genre,
      champs: JSON.stringify(
        Object.fromEntries(historises.map((c) => [c, { avant: valeurs[c] ?? null, apres: ecrit[c] ?? null }])),
      ),
      origine: demande.motif || 'Saisie à la main',
      auteur: nomDe(ctx.acteur),
      connu_le: ctx.now.toISOString(),
      valable_du,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (ecrit.etat === 'ferme') await finirRoles(ctx, new Map([[uai, String(apres.date_fermeture ?? valable_du)]]))
  // Its words are searched, its place follows its point and its commune, its links what it is attached to.
  if (changes.some((c) => A_REPLACER.has(c))) {
    await replacer(ctx, 'Saisie à la main', [uai], valable_du)
    await daterLiens(ctx, uai, valable_du)
  }
  return id
}

/** One that no source has spoken of yet, made by a scission: it is where it stands. */
async function assurerProvenance(ctx: Write, uai: string): Promise<void> {
  await sql`
    insert into referentiel.provenance (uai, champs, lieu, empreinte)
    select e.uai, '{}', jsonb_strip_nulls(jsonb_build_object('code_commune', e.code_commune, 'commune', e.commune,
      'departement', e.code_departement)), ''
    from referentiel.etablissement e where e.uai = ${uai}
    on conflict (uai) do nothing`.execute(ctx.db)
}

const A_REPLACER = new Set(['nom', 'latitude', 'longitude', 'commune', 'code_commune', 'mere_uai', 'rattachement'])

/** Who closes by hand closes that day; who opens again has no closing day any more: the history keeps both. */
function avecFermeture({ valeurs, apres, valable_du }: Ecriture): Valeurs {
  if (!('etat' in apres) || apres.etat === valeurs.etat || 'date_fermeture' in apres) return apres
  if (apres.etat === 'ferme') return { ...apres, date_fermeture: valeurs.date_fermeture ?? valable_du }
  return valeurs.etat === 'ferme' ? { ...apres, date_fermeture: null } : apres
}

async function ecrireLigne(ctx: Write, uai: string, ecrit: Valeurs, registre: readonly ChampDeFiche[]): Promise<void> {
  const libres = new Set(registre.filter((c) => c.stockage === 'autres').map((c) => c.code))
  const autres = Object.fromEntries(Object.entries(ecrit).filter(([c]) => libres.has(c)))
  const colonnes = Object.entries(ecrit).filter(([c]) => !libres.has(c))
  const affectations = colonnes.map(([c, v]) => sql`, ${sql.ref(c)} = ${v}`)
  await sql`
    update referentiel.etablissement
    set modifie_le = ${ctx.now}::timestamptz,
      autres = nullif(jsonb_strip_nulls(coalesce(autres, '{}') || ${JSON.stringify(autres)}::jsonb), '{}')
      ${sql.join(affectations, sql``)}
    where uai = ${uai}`.execute(ctx.db)
}

/**
 * What was typed holds against sources, unless it is what the source says: then it is the source's again. The closing day
 * is written by acts alone: it needs no guard. The code of a commune is held with its name.
 */
async function tenirSaisies(ctx: Write, { uai, valeurs, valable_du, motif }: Ecriture, ecrit: Valeurs): Promise<void> {
  const { date_fermeture: _, code_commune, ...tenus } = ecrit
  if (code_commune !== undefined && !('commune' in tenus)) tenus.commune = valeurs.commune ?? null
  const champs = JSON.stringify(tenus)
  const avant = JSON.stringify(Object.fromEntries(Object.keys(tenus).map((c) => [c, valeurs[c] ?? null])))
  const auteur_id = estPersonne(ctx.acteur) ? ctx.acteur.id : null
  await sql`
    insert into referentiel.saisie (uai, champ, valeur, valable_du, motif, auteur_id, auteur, saisie_le, dessous, dessous_origine)
    select ${uai}, c.key, c.value, ${valable_du}::date, ${motif}, ${auteur_id}, ${nomDe(ctx.acteur)}, ${ctx.now}::timestamptz,
      nullif(a.value, 'null'), coalesce(o.champs -> c.key, case when a.value <> 'null' then o.champs -> '*' end)
    from jsonb_each(${champs}::jsonb) c join jsonb_each(${avant}::jsonb) a using (key)
    left join referentiel.provenance o on o.uai = ${uai}
    where true
    on conflict (uai, champ) do update set valeur = excluded.valeur, valable_du = excluded.valable_du,
      motif = excluded.motif, auteur_id = excluded.auteur_id, auteur = excluded.auteur, saisie_le = excluded.saisie_le`.execute(
    ctx.db,
  )
  if (typeof code_commune === 'string')
    await sql`
      update referentiel.saisie s
      set lieu = jsonb_build_object('code_commune', c.code, 'commune', c.nom, 'departement', c.code_departement)
      from referentiel.commune c where s.uai = ${uai} and s.champ = 'commune' and c.code = ${code_commune}`.execute(
      ctx.db,
    )
  // A champ that no source ever spoke of and that is empty again has nothing to hold either.
  await sql`
    with rendue as (
      delete from referentiel.saisie s
      where s.uai = ${uai} and s.champ in (select jsonb_object_keys(${champs}::jsonb))
        and coalesce(s.dessous, 'null') = s.valeur
        -- Two communes may bear one name: the source must say the same place.
        and (s.lieu is null or exists (
          select from referentiel.provenance o where o.uai = s.uai
            and coalesce(o.lieu ->> 'code_commune', s.lieu ->> 'code_commune') = s.lieu ->> 'code_commune'))
      returning champ, dessous_origine),
    tenue as (
      select champ, jsonb_build_object('source', ${SAISIE}::text, 'date', ${valable_du}::text) as origine
      from referentiel.saisie s
      where s.uai = ${uai} and s.champ in (select jsonb_object_keys(${champs}::jsonb))
        and s.champ not in (select champ from rendue))
    update referentiel.provenance o
    set champs = (o.champs - array(select champ from rendue))
      || coalesce((select jsonb_object_agg(champ, dessous_origine) from rendue
           where dessous_origine is not null and dessous_origine <> o.champs -> '*'), '{}')
      || coalesce((select jsonb_object_agg(champ, origine) from tenue), '{}')
    where o.uai = ${uai}`.execute(ctx.db)
}
