import { sql } from 'kysely'
import { nomDe } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, interdit, Refus } from '#domain/erreurs.ts'
import { jourLocal } from '#domain/heure.ts'
import { defautsDe, etendre, type GenreFusion, obstacles } from '#domain/referentiel/fusion.ts'
import type * as api from '#domain/referentiel/fusion-api.ts'
import { changesDepuis } from '#domain/referentiel/fusion-jeton.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Write } from '../platform/context.ts'
import { type Pose, poser, retenir } from './fusion-champs.ts'
import { clore, type FusionEnBase, verrouiller } from './fusion-cloture.ts'
import {
  type Cote,
  comparees,
  estChoisissable,
  lireChampsCompares,
  lireCotes,
  valeursDe,
} from './fusion-comparaison.ts'
import { lireUneFusion } from './fusion-lecture.ts'
import { meresSuivies } from './fusion-meres.ts'
import { avecSaisies, creerNouveau, type Nouveau, ouvertures } from './fusion-nouveau.ts'
import { exigerFusion, illisibles, suitParDefaut } from './fusion-plan.ts'
import { finirRolesRestants } from './fusion-tables.ts'
import { ouvrirTraces } from './suiveurs.ts'

type Porte = typeof api.fusionner

/** What is kept of the screen: champs taken from an absorbed, and the kinds that follow. */
export type PlanGarde = { choix: Record<string, string>; suivent: string[]; nouveau?: boolean }

/** Merges at once, or waits for a day to come. 409 `plan_perime` names the champs that changed since the preview. */
export async function fusionner(ctx: Write, { params, body }: Input<Porte>): Promise<Reply<Porte>> {
  exigerFusion(ctx)
  const { genre, absorbes, date_effet } = body
  const uais = [params.uai, ...new Set(absorbes)]
  if (body.nouveau) await creer(ctx, params.uai, { ...body, nouveau: body.nouveau })
  await verrouiller(ctx, uais)
  const lus = await lireCotes(ctx, uais)
  const cotes = body.nouveau ? lus.map((c, i) => (i === 0 ? avecSaisies(c) : c)) : lus
  exigerSansObstacle(cotes, genre, date_effet)
  const champs = await lireChampsCompares(ctx, cotes)
  const changes = changesDepuis(body.jeton, comparees(champs, body.nouveau ? cotes.slice(1) : cotes))
  if (changes.length) throw planPerime(champs.filter((c) => changes.includes(c.code)))
  const [masque] = illisibles(ctx, champs, cotes)
  if (masque) throw interdit(masque.message)

  const choisis = etendre(body.choix)
  const defauts = defautsDe(champs.map((c) => ({ champ: c.code, valeurs: valeursDe(c.code, cotes) })))
  const choix = Object.fromEntries(
    champs
      .filter((c) => estChoisissable(c, cotes))
      .map((c) => [c.code, choisis[c.code] ?? defauts.get(c.code)?.uai ?? params.uai])
      .filter(([, uai]) => uai !== params.uai && uais.includes(uai as string)),
  )
  const suivent = body.suivent ?? ctx.kit.followers.map((f) => f.name).filter((nom) => suitParDefaut(genre, nom))
  const plan: PlanGarde = { choix, suivent, ...(body.nouveau ? { nouveau: true } : {}) }
  const { id } = await ctx.db
    .insertInto('referentiel.fusion')
    .values({
      genre,
      survivant: params.uai,
      origines: uais.slice(1),
      cibles: [params.uai],
      date_effet,
      etat: 'prevue',
      plan: JSON.stringify(plan),
      motif: body.motif,
      prevue_le: ctx.now.toISOString(),
      prevue_par: nomDe(ctx.acteur),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (date_effet > jourLocal(ctx.now))
    await journaliser(
      ctx,
      'fusion_prevue',
      { genre: 'fusion', cle: String(id), uai: params.uai },
      { libelle: phrase(cotes), date_effet },
    )
  else
    await executer(ctx, {
      id,
      genre,
      survivant: params.uai,
      origines: uais.slice(1),
      cibles: [params.uai],
      date_effet,
      plan,
    })
  return lireUneFusion(ctx, id)
}

async function creer(
  ctx: Write,
  uai: string,
  { genre, absorbes: [modele = ''], date_effet, nouveau }: Input<Porte>['body'] & { nouveau: Nouveau },
): Promise<void> {
  if (genre !== 'remplacement')
    throw conflit('fusion_impossible', 'Seul un remplacement crée le nouvel UAI ; une absorption garde un UAI connu.')
  await creerNouveau(ctx, uai, { modele, date_effet, nouveau })
}

export const phrase = ([survivant, ...absorbes]: { uai: string; nom: string }[]): string =>
  `${absorbes.map((a) => `${a.nom} (${a.uai})`).join(', ')} dans ${survivant?.nom} (${survivant?.uai})`

function exigerSansObstacle(cotes: Cote[], genre: GenreFusion, date_effet: string): void {
  const [survivant, ...absorbes] = cotes as [Cote, ...Cote[]]
  const trouves = obstacles(survivant, absorbes, { genre, date_effet })
  if (trouves.length) throw new Refus(409, 'fusion_impossible', trouves.map((o) => o.message).join(' '), trouves)
}

const planPerime = (champs: { code: string; libelle: string }[]) =>
  new Refus(
    409,
    'plan_perime',
    `Depuis que vous avez préparé cette fusion, ${champs.length > 1 ? 'ces champs ont' : 'ce champ a'} changé : ${champs
      .map((c) => c.libelle)
      .join(', ')}. Relisez le plan avant de fusionner.`,
    champs.map((c) => ({ champ: c.code, message: `${c.libelle} a changé depuis l’aperçu.` })),
  )

/** Moves everything in this transaction and writes the traces; the rules are asked again, a plan may be months old. */
export async function executer(ctx: Write, fusion: FusionEnBase): Promise<void> {
  const { survivant, origines, date_effet, genre } = fusion
  const { choix, suivent } = fusion.plan as PlanGarde
  await verrouiller(ctx, [survivant, ...origines])
  const cotes = await lireCotes(ctx, [survivant, ...origines])
  exigerSansObstacle(cotes, genre as GenreFusion, date_effet)
  await ouvrirTraces(ctx.db)
  const move = { kind: genre, from: origines, to: survivant, date: date_effet }
  for (const f of ctx.kit.followers) await f.hold?.(ctx, move)
  for (const f of ctx.kit.followers) if (suivent.includes(f.with ?? f.name)) await f.move(ctx, move)
  if (genre !== 'doublon') await finirRolesRestants(ctx, origines, date_effet)

  const origine = `fusion ${fusion.id}`
  const prises = Object.entries(choix).flatMap(([champ, uai]): Pose[] => {
    const cote = cotes.find((c) => c.uai === uai)
    return cote
      ? [
          {
            uai: survivant,
            champ,
            valeur: cote.valeurs[champ] ?? null,
            origine: { source: 'saisie', date: date_effet },
          },
        ]
      : []
  })
  const connus = cotes[0]?.valeurs ?? {}
  const nouvelles = prises.filter((p) => JSON.stringify(p.valeur) !== JSON.stringify(connus[p.champ] ?? null))
  await retenir(ctx, nouvelles, { motif: `Choisi à la ${origine}`, valable: date_effet })
  const meres = await meresSuivies(ctx, move, suivent.includes('relation_vers'))
  await poser(ctx, [...nouvelles, ...meres, ...ouvertures(cotes[0]), ...fermetures(cotes.slice(1), date_effet)], {
    genre: 'fusion',
    origine,
    valable: date_effet,
    tracer: true,
  })
  await sql`
    insert into referentiel.redirection (ancien, uai, genre, depuis, fusion_id)
    select u, ${survivant}, ${genre}, ${date_effet}::date, ${fusion.id}::bigint from unnest(${origines}::text[]) as u`.execute(
    ctx.db,
  )
  await clore(ctx, fusion.id)
  await journaliser(
    ctx,
    'etablissements_fusionnes',
    { genre: 'fusion', cle: String(fusion.id), uai: survivant },
    { libelle: phrase(cotes), genre, absorbes: origines, survivant, date_effet },
  )
}

/** Closed, never deleted: past dossiers, indicators and journal still point to it. An earlier closing day is kept. */
const fermetures = (absorbes: Cote[], date_effet: string): Pose[] =>
  absorbes.flatMap(({ uai, date_fermeture, provenance }) => [
    { uai, champ: 'etat', valeur: 'ferme', origine: provenance.etat ?? null },
    {
      uai,
      champ: 'date_fermeture',
      valeur: date_fermeture !== null && date_fermeture < date_effet ? date_fermeture : date_effet,
      origine: provenance.date_fermeture ?? null,
    },
  ])
