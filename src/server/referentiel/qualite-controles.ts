import { sql } from 'kysely'
import { CHAMPS } from '#domain/referentiel/champs.ts'
import { type CodeControle, ELOIGNEMENT_KM, IMPORTANTS, JOURS_FICTIFS, SAUT } from '#domain/referentiel/qualite.ts'
import { type AControler, controlerLigne, type Trouvaille } from '#domain/referentiel/qualite-regles.ts'
import { LIBELLES_RAISON } from '#domain/referentiel/territoire.ts'
import type { Write } from '../platform/context.ts'
import { chercherTotaux } from './qualite-totaux.ts'

/** One pass over what it looks at; `codes` are all that it may find, so that what it no longer finds goes away. */
export type Controle = { codes: readonly CodeControle[]; chercher(ctx: Write): Promise<Trouvaille[]> }

type Trouve = { uai: string; objet?: string; detail: string; valeur: string }
type Requete = ReturnType<typeof sql<Trouve>>

/** A check that is one statement: its rows say what and why. */
export const parRequete = (code: CodeControle, requete: (ctx: Write) => Requete): Controle => ({
  codes: [code],
  chercher: async (ctx) =>
    (await requete(ctx).execute(ctx.db)).rows.map((r) => ({
      code,
      uai: r.uai,
      objet: r.objet ?? '',
      detail: r.detail,
      valeur: r.valeur,
    })),
})

/** The label of a champ when it is empty; a private school is paid under other numbers than a SIRET of its own. */
function manqueSql(code: (typeof IMPORTANTS)[keyof typeof IMPORTANTS][number]) {
  const libelle = CHAMPS[code === 'code_commune' ? 'commune' : code].libelle
  const dit = /^\p{Lu}{2}/u.test(libelle) ? libelle : libelle.toLowerCase()
  const attendu = code === 'siret' ? sql`e.secteur = 'public'` : sql`true`
  return sql`case when ${sql.ref(`e.${code}`)} is null and ${attendu} then ${dit}::text end`
}

/** The checks of the référentiel. Closed établissements are left alone: nobody will correct them. */
export const CONTROLES_REFERENTIEL: Controle[] = [
  {
    codes: ['uai_lettre', 'siret_incorrect', 'courriel_malforme', 'courriel_autre', 'telephone_malforme'],
    chercher: async ({ db }) => {
      const { rows } = await sql<AControler>`
        select uai, siret, courriel, telephone, mere_uai from referentiel.etablissement where etat <> 'ferme'`.execute(
        db,
      )
      return rows.flatMap(controlerLigne)
    },
  },
  parRequete(
    'siret_partage',
    () => sql<Trouve>`
      select e.uai, 'Le SIRET ' || e.siret || ' est aussi celui de ' || string_agg(o.nom || ' (' || o.uai || ')', ', ' order by o.uai) || '.' as detail,
        e.siret || ' ' || string_agg(o.uai, ' ' order by o.uai) as valeur
      from referentiel.etablissement e
      join referentiel.etablissement o on o.siret = e.siret and o.uai <> e.uai and o.etat <> 'ferme'
        and coalesce(o.mere_uai, o.uai) <> coalesce(e.mere_uai, e.uai)
      where e.etat <> 'ferme' group by e.uai, e.siret`,
  ),
  parRequete(
    'position_hors_commune',
    () => sql<Trouve>`
      select uai, ${LIBELLES_RAISON.coordonnees_hors_commune} as detail, concat_ws(' ', latitude, longitude, code_commune) as valeur
      from referentiel.etablissement where placement_raison = 'coordonnees_hors_commune' and etat <> 'ferme'`,
  ),
  parRequete(
    'position_eloignee',
    () => sql<Trouve>`
      with centre as (
        select code_commune, percentile_cont(0.5) within group (order by latitude) as lat,
          percentile_cont(0.5) within group (order by longitude) as lon
        from referentiel.etablissement where latitude is not null and code_commune is not null and etat <> 'ferme'
        group by code_commune having count(*) >= 3),
      ecart as (
        select e.uai, e.commune, e.latitude, e.longitude,
          111.2 * sqrt((e.latitude - c.lat) ^ 2 + ((e.longitude - c.lon) * cos(radians(c.lat))) ^ 2) as km
        from referentiel.etablissement e join centre c using (code_commune) where e.latitude is not null and e.etat <> 'ferme')
      select uai, 'À ' || round(km)::text || ' km des autres établissements de ' || coalesce(commune, 'la commune') || '.' as detail,
        concat_ws(' ', latitude, longitude) as valeur
      from ecart where km > ${ELOIGNEMENT_KM}`,
  ),
  parRequete(
    'position_absente',
    () => sql<Trouve>`
      select uai, 'L’établissement n’a pas de position sur la carte.' as detail, '' as valeur
      from referentiel.etablissement where latitude is null and etat <> 'ferme'`,
  ),
  parRequete(
    'chef_absent',
    // Where no chef is known at all, the base does not follow them: the same line for everybody would teach nothing.
    ({ now }) => sql<Trouve>`
      select e.uai, 'Aucun chef d’établissement en fonction n’est connu.' as detail, '' as valeur
      from referentiel.etablissement e
      where e.etat = 'ouvert' and exists (select from referentiel.contact_role where role = 'chef')
        and not exists (
          select from referentiel.contact_role r join referentiel.contact c on c.id = r.contact_id and c.efface_le is null
          where r.uai = e.uai and r.role = 'chef' and r.depuis <= ${now}::timestamptz::date
            and (r.jusque is null or r.jusque >= ${now}::timestamptz::date))`,
  ),
  parRequete(
    'effectif_saut',
    () => sql<Trouve>`
      with suite as (
        select uai, annee, effectif, lag(annee) over w as annee_avant, lag(effectif) over w as avant,
          row_number() over (partition by uai order by annee desc) as rang
        from referentiel.effectif where niveau = 'total' and regime = 'ensemble' window w as (partition by uai order by annee))
      select s.uai, 'De ' || s.avant || ' élèves en ' || s.annee_avant || ' à ' || s.effectif || ' en ' || s.annee || '.' as detail,
        concat_ws(' ', s.annee, s.avant, s.effectif) as valeur
      from suite s join referentiel.etablissement e using (uai)
      where s.rang = 1 and s.annee_avant = s.annee - 1 and e.etat <> 'ferme'
        and abs(s.effectif - s.avant) > ${SAUT.part}::float * s.avant and abs(s.effectif - s.avant) >= ${SAUT.minimum}`,
  ),
  parRequete(
    'doublon_possible',
    // The candidates of the last search, with their score: two établissements that only share a name are not told.
    () => sql<Trouve>`
      select e.uai, o.uai as objet, r.score || ' sur 100 de ressemblance avec ' || o.nom || ' (' || o.uai || ') : '
          || (select string_agg(lower(left(p ->> 'phrase', 1)) || substr(p ->> 'phrase', 2), ', ' order by (p ->> 'points')::int desc)
            from jsonb_array_elements(r.parts) p) || '.' as detail,
        r.empreinte as valeur
      from referentiel.rapprochement r, unnest(r.uais) u, unnest(r.uais) v
      join referentiel.etablissement o on o.uai = v
      join referentiel.etablissement e on e.etat <> 'ferme'
      where e.uai = u and u <> v and r.genre in ('doublon', 'remplacement')
        and not exists (select from referentiel.ecartee x
          where x.uais = r.uais and x.empreinte = r.empreinte and x.levee_le is null)`,
  ),
  { codes: ['total_cite'], chercher: chercherTotaux },
  parRequete(
    'mere_inconnue',
    () => sql<Trouve>`
      select e.uai, 'L’établissement mère ' || e.mere_uai || ' n’est pas dans le référentiel.' as detail, e.mere_uai as valeur
      from referentiel.etablissement e where e.mere_uai is not null and e.etat <> 'ferme'
        and not exists (select from referentiel.etablissement m where m.uai = e.mere_uai)`,
  ),
  parRequete(
    'ouverture_fictive',
    ({ now }) => sql<Trouve>`
      select uai, 'Ouvert le ' || to_char(date_ouverture, 'DD/MM/YYYY') || ', une date de remplissage.' as detail, date_ouverture::text as valeur
      from referentiel.etablissement where etat <> 'ferme'
        and (date_ouverture = any(${[...JOURS_FICTIFS]}::date[]) or date_ouverture > ${now}::timestamptz::date + 3650)`,
  ),
  parRequete(
    'nom_espaces',
    () => sql<Trouve>`
      select uai, 'Le nom « ' || nom || ' » a des espaces en trop.' as detail, nom as valeur
      from referentiel.etablissement where etat <> 'ferme' and (nom like '%  %' or nom <> btrim(nom))`,
  ),
  parRequete(
    'contrat_inconnu',
    () => sql<Trouve>`
      select uai, 'Établissement privé dont le contrat n’est pas connu.' as detail, coalesce(contrat, '') as valeur
      from referentiel.etablissement where etat <> 'ferme' and secteur = 'prive' and (contrat is null or contrat = '!!')`,
  ),
  ...(Object.keys(IMPORTANTS) as (keyof typeof IMPORTANTS)[]).map((code) =>
    parRequete(
      code,
      // One line an établissement, whatever is missing: one looks for all of it at once.
      () => sql<Trouve>`
        select e.uai, 'Rien n’est connu de : ' || v.champs || '.' as detail, v.champs as valeur
        from referentiel.etablissement e
        cross join lateral (select concat_ws(', ', ${sql.join(IMPORTANTS[code].map(manqueSql))}) as champs) v
        where e.etat = 'ouvert' and v.champs <> ''`,
    ),
  ),
]
