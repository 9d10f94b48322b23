import { sql } from 'kysely'
import { nomDe } from '#domain/acteur.ts'
import type * as api from '#domain/connecteurs/api-reglages.ts'
import { situation } from '#domain/connecteurs/circuit.ts'
import { peutReglerConnecteurs } from '#domain/connecteurs/droits.ts'
import { phraseDeFin, seuilAtteint } from '#domain/connecteurs/jeton.ts'
import { CODES, CONNECTEURS, type CodeConnecteur } from '#domain/connecteurs/liste.ts'
import type { EtatResultat } from '#domain/connecteurs/resultat.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { interdit } from '#domain/erreurs.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Read, Write } from '../platform/context.ts'
import { autorise } from '../platform/sortie.ts'
import { fermerCircuit } from './circuit.ts'
import { chiffrer, finDuJeton } from './coffre.ts'
import { type EnVigueur, lireReglage } from './reglage.ts'

type Regle = api.ConnecteurRegle
type Regler = typeof api.reglerConnecteur

/** Share of failures over a day above which a service is said to work badly. */
const TAUX_DEGRADE = 0.2

/** For administrators. Throws 403. */
export function exigerReglage({ acteur }: Read | Write): void {
  if (!peutReglerConnecteurs(acteur))
    throw interdit('Seul un administrateur règle les connecteurs et lit leur journal.')
}

export async function listerConnecteurs(ctx: Read): Promise<Reply<typeof api.listerConnecteurs>> {
  exigerReglage(ctx)
  return { elements: await regles(ctx, CODES) }
}

/** Keeps a setting and closes the circuit: what was changed deserves a new try. The journal never holds the key. */
export async function reglerConnecteur(ctx: Write, { params, body }: Input<Regler>): Promise<Reply<Regler>> {
  exigerReglage(ctx)
  const { code } = params
  const { cle, ...reste } = body
  const pose = {
    ...reste,
    ...(cle === undefined ? {} : secretDe(ctx, code, cle)),
    modifie_le: ctx.now.toISOString(),
    modifie_par: nomDe(ctx.acteur),
  }
  await ctx.db
    .insertInto('connecteurs.reglage')
    .values({ connecteur: code, ...pose })
    .onConflict((oc) => oc.column('connecteur').doUpdateSet(pose))
    .execute()
  await fermerCircuit(ctx, code)
  // Answers of another address, or of another driver, are answers of somebody else.
  await ctx.db.deleteFrom('connecteurs.reponse').where('connecteur', '=', code).execute()
  await journaliser(
    ctx,
    'connecteur_regle',
    { genre: 'connecteur', cle: code },
    {
      nom: CONNECTEURS[code].libelle,
      pilote: body.pilote,
      adresse: body.adresse,
      ...(body.habilitation === undefined ? {} : { habilitation: body.habilitation }),
      ...(body.fondement === undefined ? {} : { fondement: body.fondement }),
      ...(cle === undefined ? {} : { cle: cle === null ? 'retirée' : 'remplacée' }),
    },
  )
  const [regle] = await regles(ctx, [code])
  if (!regle) throw new Error('A known connector has no setting.')
  return regle
}

const secretDe = ({ kit, now }: Write, code: CodeConnecteur, cle: string | null) =>
  cle === null
    ? { secret: null, secret_expire_le: null, secret_pose_le: null }
    : {
        secret: chiffrer(kit.config.secret, code, cle),
        secret_expire_le: finDuJeton(cle) ?? null,
        secret_pose_le: now.toISOString(),
      }

/** Settings with what the last day was: three queries, and one a connector for its setting. */
async function regles(ctx: Read | Write, codes: readonly CodeConnecteur[]): Promise<Regle[]> {
  const etats = await ctx.db.selectFrom('connecteurs.etat').selectAll().execute()
  const depuis = new Date(ctx.now.getTime() - 86_400_000).toISOString()
  const jour = await ctx.db
    .selectFrom('connecteurs.appel')
    .select(['connecteur', sql<number>`count(*)::int`.as('appels')])
    .select(sql<number>`(count(*) filter (where issue in ('indisponible', 'refuse')))::int`.as('echecs'))
    .where('le', '>', depuis)
    .where('pilote', '<>', 'cache')
    .groupBy('connecteur')
    .execute()
  const suite: Regle[] = []
  for (const code of codes)
    suite.push(
      enRegle(
        ctx,
        await lireReglage(ctx, code),
        etats.find((e) => e.connecteur === code),
        jour.find((j) => j.connecteur === code) ?? { appels: 0, echecs: 0 },
      ),
    )
  return suite
}

type Etat = {
  echecs: number
  ouvertures: number
  ouvert_jusque: string | null
  appele_le: string
  issue: string
  message: string
}

function enRegle(
  ctx: Read | Write,
  r: EnVigueur,
  etat: Etat | undefined,
  jour: { appels: number; echecs: number },
): Regle {
  const maintenant = ctx.now.getTime()
  const permis = autorise(ctx.kit.config.sorties, r.adresse)
  const ouvert =
    etat !== undefined &&
    situation({ ...etat, ouvert_jusque: etat.ouvert_jusque ? Date.parse(etat.ouvert_jusque) : null }, maintenant) !==
      'ferme'
  const proche = r.secret_fin !== null && seuilAtteint(r.secret_fin, maintenant) !== undefined
  const { code, libelle, fournisseur, licence, repli, pilote, pilote_regle, adresse, delai } = r
  return {
    code,
    libelle,
    fournisseur,
    licence,
    repli,
    ...sante(r, permis, ouvert, etat, jour),
    pilote,
    pilote_regle,
    autorise: permis,
    adresse,
    adresse_livree: CONNECTEURS[code].adresse,
    cle: {
      attendue: r.cle,
      posee: r.secret !== undefined,
      par_environnement: r.par_environnement,
      expire_le: r.secret_fin,
      alerte: proche && r.secret_fin ? phraseDeFin(libelle, r.secret_fin, maintenant) : '',
    },
    destinataire: { attendu: r.destinataire, siret: r.destinataire_siret },
    habilitation: { attendue: r.code === 'api-particulier', numero: r.habilitation, fondement: r.fondement },
    cache_minutes: r.cache_minutes,
    appels_par_minute: r.appels_par_minute,
    delai,
    circuit: { ouvert_jusque: ouvert ? etat.ouvert_jusque : null, echecs: etat?.echecs ?? 0 },
    dernier: etat ? { le: etat.appele_le, issue: etat.issue as EtatResultat, message: etat.message } : null,
    appels: jour.appels,
    echecs: jour.echecs,
    modifie_le: r.modifie_le,
    modifie_par: r.modifie_par,
  }
}

function sante(
  r: EnVigueur,
  permis: boolean,
  ouvert: boolean,
  etat: Etat | undefined,
  { appels, echecs }: { appels: number; echecs: number },
): { etat: Regle['etat']; raison: string } {
  if (r.pilote === 'arret') return { etat: 'arrete', raison: raisonDArret(r, permis) }
  if (r.pilote === 'reel' && !permis)
    return { etat: 'degrade', raison: 'La configuration (PREAU_SORTIES) n’autorise pas cette adresse.' }
  if (r.cle !== 'aucune' && !r.secret && r.pilote === 'reel')
    return { etat: 'degrade', raison: r.secret_illisible ? ILLISIBLE : 'La clé n’est pas posée.' }
  if (r.destinataire && !r.destinataire_siret)
    return { etat: 'degrade', raison: 'Le SIRET du destinataire n’est pas réglé.' }
  if (r.code === 'api-particulier' && !(r.habilitation && r.fondement))
    return {
      etat: 'degrade',
      raison: 'L’habilitation et son fondement ne sont pas déclarés : les formulaires ne l’interrogent pas.',
    }
  if (ouvert) return { etat: 'degrade', raison: etat?.message || 'Le coupe-circuit est ouvert.' }
  if (appels >= 5 && echecs / appels > TAUX_DEGRADE)
    return { etat: 'degrade', raison: `${echecs} appels sur ${appels} ont échoué depuis 24 heures.` }
  return { etat: 'marche', raison: r.pilote === 'rejeu' ? 'Réponses enregistrées : rien n’est appelé.' : '' }
}

const ILLISIBLE = 'La clé gardée ne s’ouvre plus (le secret du serveur a changé) : enregistrez-la de nouveau.'

function raisonDArret(r: EnVigueur, permis: boolean): string {
  if (r.pilote_regle === 'arret') return 'Arrêté par un administrateur.'
  if (!permis) return 'La configuration (PREAU_SORTIES) n’autorise pas cette adresse.'
  return r.secret_illisible ? ILLISIBLE : 'La clé n’est pas posée.'
}
