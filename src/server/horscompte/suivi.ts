import { estDemandeur, estUsager } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { interdit, Refus } from '#domain/erreurs.ts'
import type * as api from '#domain/horscompte/api.ts'
import { aUnCompte } from '../comptes/demandeurs.ts'
import { cleDe, decompter, oublier } from '../comptes/essais.ts'
import { rattacher } from '../dossiers/sans-compte.ts'
import type { Read, Write } from '../platform/context.ts'
import { adresseDe, depasse, empreinte, estLeBon, exigerMesure, nouveauCode } from './codes.ts'
import { posterCodes } from './courriels.ts'
import { fermerSessions, ouvrirSession } from './session.ts'

type Ouvrir = typeof api.ouvrirSuivi
type Redemander = typeof api.redemanderCode
type Lire = typeof api.lireSuivi
type Rattacher = typeof api.rattacherSuivi

/** A person's own dossiers never pass this number; more is somebody else's game. */
const DOSSIERS_MAX = 20

/** What this address follows without account, the latest first. */
const accesDe = (ctx: Read | Write, courriel: string) =>
  ctx.db
    .selectFrom('horscompte.acces as a')
    .innerJoin('comptes.personne as p', 'p.id', 'a.personne_id')
    .innerJoin('dossiers.dossier as d', 'd.id', 'a.dossier_id')
    .innerJoin('teleservices.teleservice as t', 't.id', 'd.teleservice_id')
    .select(['a.personne_id', 'a.dossier_id', 'a.code', 'a.code_suivant', 'd.cle', 'd.etat', 'p.prenom', 'p.nom'])
    .select(['t.code as teleservice', 't.titre', 'p.courriel'])
    .where('p.courriel', '=', courriel.toLowerCase())
    .where('d.etat', '<>', 'abandonne')
    .orderBy('a.dossier_id', 'desc')
    .limit(DOSSIERS_MAX)

const REFUS = 'Cette adresse et ce code ne vont pas ensemble : vérifiez-les, ou redemandez votre code.'

/** The access that this address and this code open; the same refusal whatever is wrong (401), 429 past ten tries. */
async function trouver(ctx: Write, { courriel, code }: { courriel: string; code: string }) {
  await exigerMesure(
    ctx,
    { genre: 'suivi', cle: courriel, max: 10, minutes: 10 },
    { genre: 'suivi_adresse', cle: adresseDe(ctx), max: 10, minutes: 10 },
  )
  const tous = await accesDe(ctx, courriel).execute()
  const trouve = tous.find((a) => estLeBon(ctx.kit, 'suivi', code, a.code))
  const nouveau = tous.find((a) => estLeBon(ctx.kit, 'suivi', code, a.code_suivant))
  const acces = trouve ?? nouveau
  if (!acces) throw new Refus(401, 'code_refuse', REFUS)
  if (!trouve)
    // The new code has arrived: the former one dies.
    await ctx.db
      .updateTable('horscompte.acces')
      .set({ code: empreinte(ctx.kit, 'suivi', code), code_suivant: null })
      .where('personne_id', '=', acces.personne_id)
      .execute()
  await oublier(ctx.kit, cleDe('horscompte_suivi', courriel))
  // Only what was wrong counts for the address, and a right code clears none of what was.
  await decompter(ctx.kit, cleDe('horscompte_suivi_adresse', adresseDe(ctx)))
  return acces
}

export async function ouvrirSuivi(ctx: Write, { body }: Input<Ouvrir>): Promise<Reply<Ouvrir>> {
  const { personne_id, cle } = await trouver(ctx, body)
  await ouvrirSession(ctx, personne_id)
  return { cle }
}

/** New codes by mail, for who has lost theirs; nothing tells whether the address is known. */
export async function redemanderCode(ctx: Write, { body }: Input<Redemander>): Promise<Reply<Redemander>> {
  await exigerMesure(ctx, { genre: 'codes_adresse', cle: adresseDe(ctx), max: 30, minutes: 60 })
  if (await depasse(ctx, { genre: 'codes', cle: body.courriel, max: 3, minutes: 60 })) return {}
  const acces = await accesDe(ctx, body.courriel).execute()
  const [premier] = acces
  if (!premier) return {}
  const codes = acces.map((a) => ({ ...a, nouveau: nouveauCode(ctx.kit) }))
  for (const { personne_id, nouveau } of codes)
    await ctx.db
      .updateTable('horscompte.acces')
      .set({ code_suivant: empreinte(ctx.kit, 'suivi', nouveau) })
      .where('personne_id', '=', personne_id)
      .execute()
  await posterCodes(ctx, {
    courriel: premier.courriel,
    prenom: premier.prenom,
    personne_id: premier.personne_id,
    codes: codes.map(({ titre, nouveau }) => ({ titre, code: nouveau })),
    nouveaux: true,
  })
  return {}
}

/** The dossier that this browser follows, or null. */
export async function lireSuivi(ctx: Read): Promise<Reply<Lire>> {
  const { acteur } = ctx
  if (!estDemandeur(acteur)) return { suivi: null }
  const ligne = await accesDe(ctx, acteur.courriel).where('a.personne_id', '=', acteur.id).executeTakeFirst()
  const session = await ctx.db
    .selectFrom('horscompte.session')
    .select((eb) => eb.fn.max('expire_le').as('expire_le'))
    .where('personne_id', '=', acteur.id)
    .executeTakeFirst()
  if (!ligne || !session?.expire_le) return { suivi: null }
  return {
    suivi: {
      demandeur: { prenom: acteur.prenom, nom: acteur.nom, courriel: acteur.courriel },
      cle: ligne.cle,
      etat: ligne.etat === 'brouillon' ? 'brouillon' : 'depose',
      teleservice: { code: ligne.teleservice, titre: ligne.titre },
      a_un_compte: await aUnCompte(ctx, acteur.courriel),
      expire_le: session.expire_le,
    },
  }
}

/** On every browser. */
export async function quitterSuivi(ctx: Write): Promise<undefined> {
  if (estDemandeur(ctx.acteur)) await fermerSessions(ctx, ctx.acteur.id)
}

/** The dossier of this address and code goes to the account of who is signed in; the code opens nothing any more. */
export async function rattacherSuivi(ctx: Write, { body }: Input<Rattacher>): Promise<Reply<Rattacher>> {
  const { acteur } = ctx
  if (!estUsager(acteur))
    throw interdit('Une demande se rattache au compte d’une personne d’un établissement, pas à celui d’un agent.')
  const { personne_id, dossier_id } = await trouver(ctx, body)
  const cle = await rattacher(ctx, dossier_id, acteur.id)
  await ctx.db.deleteFrom('horscompte.acces').where('personne_id', '=', personne_id).execute()
  return { cle }
}
