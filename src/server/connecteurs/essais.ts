import { nomDe } from '#domain/acteur.ts'
import type * as api from '#domain/connecteurs/api-reglages.ts'
import { APERCUS } from '#domain/connecteurs/essais.ts'
import { CONNECTEURS, type CodeConnecteur } from '#domain/connecteurs/liste.ts'
import type { Resultat } from '#domain/connecteurs/resultat.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { jourLocal } from '#domain/heure.ts'
import type { Read } from '../platform/context.ts'
import { demandeDAdresse } from './adresses.ts'
import { demandeDEtablissement } from './annuaire.ts'
import { demandeDeJoursFeries, demandeDeVacances } from './calendriers.ts'
import { demandeDeCommune } from './communes.ts'
import { interroger, type Motif } from './interroger.ts'
import { demandeDeBourse } from './particulier.ts'
import { lireReglage } from './reglage.ts'
import { exigerReglage } from './reglages.ts'
import { questionsDeStructure } from './structures.ts'

type Essai = typeof api.essayerConnecteur

/** Reference that the services log for a try: it names nobody. */
const REFERENCE = 'essai-preau'
/** Public numbers, those of the recorded answers: a State service, a school, a student of the test platform. */
const SIRET = {
  sirene: '13002526500013',
  'recherche-entreprises': '13002526500013',
  'api-entreprise': '77567227221138',
}
const UAI = '0770934X'
const INE = '1234567890A'

/** Calls the service as a form would, past the cache and the circuit, and says in words what came. */
export async function essayerConnecteur(ctx: Read, { params }: Input<Essai>): Promise<Reply<Essai>> {
  exigerReglage(ctx)
  const { code } = params
  const { pilote, libelle } = await lireReglage(ctx, code)
  if (pilote === 'arret')
    return {
      etat: 'indisponible',
      message: `« ${libelle} » est arrêté : rien n’est appelé. ${CONNECTEURS[code].repli}`,
      apercu: [],
      duree_ms: 0,
    }
  const debut = performance.now()
  const resultat = await poser(ctx, code)
  const duree_ms = Math.round(performance.now() - debut)
  const apercu = resultat.valeur ?? []
  return {
    etat: resultat.etat,
    message: phrase(resultat, apercu.length, duree_ms),
    apercu: apercu.slice(0, 6),
    duree_ms,
  }
}

function poser(ctx: Read, code: CodeConnecteur): Promise<Resultat<string[]>> {
  const motif: Motif = { motif: `Essai par ${nomDe(ctx.acteur)}`, dossier: REFERENCE, contexte: 'Essai du connecteur' }
  return interroger(ctx, {
    connecteur: code,
    chemin: cheminDEssai(code, Number(jourLocal(ctx.now).slice(0, 4))),
    donnees: ['essai'],
    motif,
    insister: true,
    lire: APERCUS[code],
  })
}

function cheminDEssai(code: CodeConnecteur, annee: number): string {
  switch (code) {
    case 'geocodage':
      return demandeDAdresse('Paris') ?? ''
    case 'api-geo':
      return demandeDeCommune('Nantes')
    case 'annuaire-education':
      return demandeDEtablissement(UAI)
    case 'calendrier-scolaire':
      return demandeDeVacances('Nice', `${annee}-${annee + 1}`)
    case 'jours-feries':
      return demandeDeJoursFeries(annee, 'metropole')
    case 'api-particulier':
      return demandeDeBourse(INE)
    default:
      return questionsDeStructure(SIRET[code], { motif: '' }).find((q) => q.connecteur === code)?.chemin ?? ''
  }
}

function phrase({ etat, message }: Resultat<unknown>, n: number, duree: number): string {
  if (etat === 'trouve') return `Le service répond, en ${duree} ms : ${n} ligne${n > 1 ? 's' : ''}.`
  // The example may not exist on a test platform: the service did answer.
  if (etat === 'introuvable') return `Le service répond, en ${duree} ms : il ne connaît pas l’exemple demandé.`
  return message
}
