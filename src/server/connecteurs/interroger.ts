import { estAuteur, nomDe } from '#domain/acteur.ts'
import { parametresDe } from '#domain/connecteurs/lecture/apiEntreprise.ts'
import type { CodeConnecteur } from '#domain/connecteurs/liste.ts'
import type { Resultat } from '#domain/connecteurs/resultat.ts'
import { jourLocal } from '#domain/heure.ts'
import type { Read } from '../platform/context.ts'
import { EchecDeSortie } from '../platform/sortie.ts'
import { type Issue, laisserPasser, lireCircuit, noterIssue } from './circuit.ts'
import { issueDe } from './issue.ts'
import { appeler, type Reponse } from './pilotes.ts'
import { type EnVigueur, entetesDe, lireReglage } from './reglage.ts'
import { rejouer } from './rejeu.ts'
import { empreinte, type Gardee, garder, lireGardee } from './reponses.ts'

/** Why one asks: the dossier it is for, as the traces say it. `contexte` is the dispositif. Never personal data. */
export type Motif = { motif: string; dossier?: string; uai?: string; contexte?: string }

export type Demande<T> = {
  connecteur: CodeConnecteur
  /** Below the address of the connector, with its query. */
  chemin: string
  /** Which data are asked, in words, for the trace: « adresses », « nom et adresse de la structure ». */
  donnees: string[]
  motif: Motif
  /** Reads the body of a 200; undefined when it holds nothing, throws when it is not what the service promises. */
  lire: (corps: unknown) => T | undefined
  /** Asks even when an answer is kept, or the circuit open, and keeps nothing: the test button reads its own way. */
  insister?: boolean
}

const EN_COURS = new Map<string, Promise<Resultat<unknown>>>()

/**
 * Asks an outside service. Never throws for what happens there: a form does not stop because a service is down. The same
 * question asked twice at once is asked once (API Entreprise answers 409 to the second).
 */
export async function interroger<T>(ctx: Read, demande: Demande<T>): Promise<Resultat<T>> {
  const reglage = await lireReglage(ctx, demande.connecteur)
  const chemin = avecCadre(reglage, demande)
  const resultat = resultats(ctx, reglage)
  if (typeof chemin !== 'string') return resultat('refuse', { message: chemin.refus })
  if (reglage.pilote === 'arret')
    return resultat('indisponible', { message: `Le service « ${reglage.libelle} » est arrêté.` })
  // The frame is in the address: an open answer serves everybody, that of a closed service its own dossier alone.
  const cle = empreinte(reglage.pilote, reglage.adresse, chemin)
  if (demande.insister) return obtenir(ctx, reglage, { ...demande, chemin }, cle)
  const enCours = EN_COURS.get(cle)
  if (enCours) return (await enCours) as Resultat<T>
  const appel = obtenir(ctx, reglage, { ...demande, chemin }, cle).finally(() => EN_COURS.delete(cle))
  EN_COURS.set(cle, appel)
  return appel
}

/** The address with what a closed service must be told at each call. */
function avecCadre<T>({ destinataire, destinataire_siret }: EnVigueur, { chemin, motif, connecteur }: Demande<T>) {
  if (!destinataire) return chemin
  const dits = parametresDe({
    destinataire: destinataire_siret ?? '',
    contexte: motif.contexte ?? '',
    objet: motif.dossier ?? '',
  })
  if (estRefus(dits)) return dits
  // API Particulier knows the recipient alone.
  const { recipient = '' } = dits
  const suite: Record<string, string> = connecteur === 'api-particulier' ? { recipient } : dits
  return `${chemin}${chemin.includes('?') ? '&' : '?'}${new URLSearchParams(suite)}`
}

const estRefus = (dits: Record<string, string> | { refus: string }): dits is { refus: string } => 'refus' in dits

const resultats =
  ({ now }: Read, { source }: EnVigueur) =>
  <T>(etat: Resultat<T>['etat'], suite: { valeur?: T; message?: string; le?: string } = {}): Resultat<T> => ({
    etat,
    ...(suite.valeur === undefined ? {} : { valeur: suite.valeur }),
    source,
    date: jourLocal(suite.le ? new Date(suite.le) : now),
    message: suite.message ?? '',
  })

async function obtenir<T>(ctx: Read, reglage: EnVigueur, demande: Demande<T>, cle: string): Promise<Resultat<T>> {
  const resultat = resultats(ctx, reglage)
  const deGardee = ({ valeur, obtenue_le }: Gardee, message = ''): Resultat<T> =>
    valeur === null
      ? resultat<T>('introuvable', { le: obtenue_le, message })
      : resultat('trouve', { valeur: valeur as T, le: obtenue_le, message })
  const gardee = await lireGardee(ctx, reglage, cle)
  if (gardee && !gardee.perimee && !demande.insister) {
    // What a closed service said is a trace each time that someone reads it (CRPA, R114-9-7).
    if (reglage.cle !== 'aucune')
      await consigner(ctx, reglage, demande, {
        etat: gardee.valeur === null ? 'introuvable' : 'trouve',
        pilote: 'cache',
      })
    return deGardee(gardee)
  }
  const circuit = await lireCircuit(ctx, reglage.code)
  if (!demande.insister && !(await laisserPasser(ctx, reglage.code, circuit))) {
    const message = `Le service « ${reglage.libelle} » ne répond plus : il n’est pas appelé pour l’instant.`
    return gardee ? deGardee(gardee, message) : resultat('indisponible', { message })
  }
  const debut = performance.now()
  const { issue, valeur, reponse } = await tenter(ctx, reglage, demande)
  await noterIssue(ctx, reglage.code, circuit, issue)
  await consigner(ctx, reglage, demande, { ...issue, reponse, duree: performance.now() - debut })
  if (issue.circuit === 'reussite' && !demande.insister) await garder(ctx, reglage, cle, valeur)
  // Out of date but real, and its day is said.
  if (issue.etat === 'indisponible' && gardee) return deGardee(gardee, issue.message)
  return resultat(issue.etat, { valeur, message: issue.message })
}

async function tenter<T>(
  ctx: Read,
  reglage: EnVigueur,
  { chemin, lire }: Demande<T>,
): Promise<{ issue: Issue; valeur?: T; reponse?: Reponse }> {
  try {
    const reponse =
      reglage.pilote === 'rejeu'
        ? await rejouer(reglage.code, chemin)
        : await appeler(ctx.kit.config.sorties, {
            adresse: `${reglage.adresse}${chemin}`,
            entetes: entetesDe(reglage),
            delai: reglage.delai,
          })
    return { reponse, ...issueDe(reglage, reponse, lire, ctx.now.getTime()) }
  } catch (erreur) {
    if (!(erreur instanceof EchecDeSortie)) throw erreur
    const { message, genre } = erreur
    // What our own configuration forbids says nothing of the service.
    const circuit = genre === 'interdite' || genre === 'desactivee' ? 'rien' : 'echec'
    return { issue: { etat: 'indisponible', message, circuit } }
  }
}

type Trace = { etat: Issue['etat']; message?: string; pilote?: 'cache'; reponse?: Reponse; duree?: number }

async function consigner<T>(
  ctx: Read,
  reglage: EnVigueur,
  { motif, donnees }: Demande<T>,
  trace: Trace,
): Promise<void> {
  const pilote = trace.pilote ?? (reglage.pilote === 'rejeu' ? 'rejeu' : 'reel')
  await ctx.db
    .insertInto('connecteurs.appel')
    .values({
      le: ctx.now.toISOString(),
      connecteur: reglage.code,
      pilote,
      demandeur_id: estAuteur(ctx.acteur) ? ctx.acteur.id : null,
      demandeur: nomDe(ctx.acteur),
      dossier: motif.dossier ?? null,
      uai: motif.uai ?? null,
      motif: motif.motif,
      donnees,
      issue: trace.etat,
      reponse: trace.reponse?.statut ?? null,
      message: trace.message?.slice(0, 500) || null,
      essais: pilote === 'cache' ? 0 : (trace.reponse?.essais ?? 1),
      duree_ms: Math.round(trace.duree ?? 0),
      requete: ctx.requete,
    })
    .execute()
}
