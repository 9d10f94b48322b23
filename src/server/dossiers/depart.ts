import { sql } from 'kysely'
import { type Demandeur, estDemandeur, estPersonne, type Personne } from '#domain/acteur.ts'
import type * as api from '#domain/dossiers/api.ts'
import { type Obstacle, obstacle } from '#domain/dossiers/depart.ts'
import { peutCommencer, REFUS_COMMENCER } from '#domain/dossiers/droits.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, interdit } from '#domain/erreurs.ts'
import { commencer } from '#domain/formulaire/prefill.ts'
import { heureLocale, jourLocal } from '#domain/heure.ts'
import { debutDePeriode } from '#domain/teleservices/periode.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Read, Write } from '../platform/context.ts'
import { dateDe, lireEffectifs, lireEtablissement } from '../teleservices/connus.ts'
import { lireParCode, type Teleservice } from '../teleservices/fiche.ts'
import { lireDefinition, lireDerniereVersion } from '../teleservices/versions.ts'
import { nouvelleCle } from './cle.ts'
import { trouverLimite } from './places.ts'
import { visibles } from './visibles.ts'

type Depart = typeof api.commencerDossier

/** Begins a draft on the last version of the form, filled with what the référentiel and the account already know. */
export async function commencerDossier(ctx: Write, { body }: Input<Depart>): Promise<Reply<Depart>> {
  const depart = await preparerDepart(ctx, await lireParCode(ctx, body.teleservice), body.uai)
  const { cle } = await inscrire(ctx, depart)
  return { cle }
}

/** What a new draft of this établissement starts with. Throws 403 to who may not begin, 409 when nobody may now. */
export async function preparerDepart(ctx: Write, teleservice: Teleservice, uai: string) {
  const { acteur } = ctx
  if (!estPersonne(acteur) || !peutCommencer(acteur, uai)) throw interdit(REFUS_COMMENCER)
  const etablissement = await lireEtablissement(ctx, uai)
  const bloque = await trouverObstacle(ctx, teleservice, etablissement)
  if (bloque) throw conflit(bloque.code, bloque.message)
  const version = await lireDerniereVersion(ctx, teleservice.id)
  const definition = await lireDefinition(ctx, version.id)
  const connus = commencer(definition, {
    etablissement: { ...etablissement, date: dateDe(etablissement) },
    demandeur: { ...acteur, fonction: await lireFonction(ctx, acteur.id), date: jourLocal(ctx.now) },
    effectifs: await lireEffectifs(ctx, uai),
  })
  return { acteur, teleservice, uai, version_id: version.id, definition, ...connus }
}
type NouveauDepart = Omit<Awaited<ReturnType<typeof preparerDepart>>, 'acteur'> & { acteur: Personne | Demandeur }

/** Writes the draft and says it in the journal; gives its key. `copie_de`: the dossier that it was begun from. */
export async function inscrire(ctx: Write, d: NouveauDepart, copie?: { id: number; numero: string | null }) {
  const cle = nouvelleCle()
  const { id } = await ctx.db
    .insertInto('dossiers.dossier')
    .values({
      cle,
      teleservice_id: d.teleservice.id,
      version_id: d.version_id,
      uai: d.uai,
      demandeur_id: d.acteur.id,
      sans_compte: estDemandeur(d.acteur),
      reponses: JSON.stringify(d.reponses),
      origines: JSON.stringify(d.preremplis),
      copie_de: copie?.id ?? null,
      commence_le: ctx.now.toISOString(),
      modifie_le: ctx.now.toISOString(),
      modifie_par: d.acteur.id,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { code, fiche } = d.teleservice
  const origine = copie ? { copie_de: copie.numero ?? 'brouillon' } : {}
  await journaliser(
    ctx,
    'dossier_commence',
    { genre: 'dossier', cle, uai: d.uai },
    { teleservice: code, titre: fiche.titre, ...origine },
  )
  return { id, cle }
}

async function lireFonction(ctx: Write, personne: number): Promise<string> {
  const { fonction } = await ctx.db
    .selectFrom('comptes.personne')
    .select('fonction')
    .where('id', '=', personne)
    .executeTakeFirstOrThrow()
  return fonction
}

/**
 * Why this établissement cannot begin or deposit now: asked at both moments. Without an account, each `demandeur` counts
 * their own dossiers, by their address, and not those of the établissement.
 */
export async function trouverObstacle(
  ctx: Read | Write,
  teleservice: Teleservice,
  etablissement: { uai: string; nom: string; type: string | null; secteur: string | null },
  demandeur?: { courriel: string },
): Promise<Obstacle | undefined> {
  const { plusieurs_dossiers, ouverture, fiche } = teleservice
  const deposes = plusieurs_dossiers ? [] : await numerosDeLaPeriode(ctx, teleservice, etablissement.uai, demandeur)
  const bloque = obstacle({
    ...{ pour_qui: fiche.pour_qui, ouverture, etablissement, plusieurs_dossiers, deposes },
    qui: demandeur ? 'Vous' : undefined,
  })
  return bloque ?? trouverLimite(ctx, teleservice, etablissement, demandeur !== undefined)
}

async function numerosDeLaPeriode(
  ctx: Read | Write,
  { id, ouverture }: Teleservice,
  uai: string,
  demandeur: { courriel: string } | undefined,
): Promise<string[]> {
  const debut = debutDePeriode(ouverture, heureLocale(ctx.now))
  const lignes = await ctx.db
    .selectFrom('dossiers.dossier as d')
    .select('d.numero')
    .where('d.sans_compte', '=', demandeur !== undefined)
    .$if(demandeur === undefined, (q) => q.where('d.uai', '=', uai))
    .$if(demandeur !== undefined, (q) =>
      q.where('d.demandeur_id', 'in', (eb) =>
        eb
          .selectFrom('comptes.personne')
          .select('id')
          .where('courriel', '=', demandeur?.courriel ?? ''),
      ),
    )
    .where('d.etat', '=', 'depose')
    .where('d.teleservice_id', '=', id)
    .where('d.depose_le', '>=', sql<string>`${debut}::timestamp at time zone 'Europe/Paris'`)
    .execute()
  return lignes.flatMap((l) => l.numero ?? [])
}

type MesDossiers = typeof api.listerMesDossiers

/** What the button of a fiche must say: begin, resume (which, by whom), already deposited, or why not. */
export async function listerMesDossiers(ctx: Read, { params, query }: Input<MesDossiers>): Promise<Reply<MesDossiers>> {
  if (!peutCommencer(ctx.acteur, query.uai)) throw interdit(REFUS_COMMENCER)
  const teleservice = await lireParCode(ctx, params.code)
  const etablissement = await lireEtablissement(ctx, query.uai)
  const lignes = await visibles(ctx)
    .innerJoin('comptes.personne as m', 'm.id', 'd.modifie_par')
    .select(['d.cle', 'd.numero', 'd.objet', 'd.commence_le', 'd.modifie_le', 'd.depose_le', 'm.prenom', 'm.nom'])
    .where('d.teleservice_id', '=', teleservice.id)
    .where('d.uai', '=', query.uai)
    .where('d.sans_compte', '=', false)
    .orderBy('d.modifie_le', 'desc')
    .limit(100)
    .execute()
  const bloque = await trouverObstacle(ctx, teleservice, etablissement)
  return {
    brouillons: lignes.filter((l) => l.numero === null).map((l) => ({ ...l, modifie_par: `${l.prenom} ${l.nom}` })),
    deposes: lignes.flatMap((l) =>
      l.numero && l.depose_le ? [{ ...l, numero: l.numero, depose_le: l.depose_le }] : [],
    ),
    obstacle: bloque ?? null,
  }
}
