import { avecPieces } from '#domain/dossiers/pieces.ts'
import { conflit } from '#domain/erreurs.ts'
import { aDesChampsDAgents, manquantsPour, parcoursAgents, reponsesAvecAgents } from '#domain/formulaire/faces.ts'
import { deplier } from '#domain/formulaire/nommees.ts'
import { jourLocal } from '#domain/heure.ts'
import { atteintStatut, type SensDecision } from '#domain/instruction/guide.ts'
import { listerPiecesDesAgents } from '../dossiers/piece.ts'
import type { Write } from '../platform/context.ts'
import { lireDefinitionEntiere } from '../teleservices/versions.ts'
import { lireDonnees } from './annotations.ts'
import type { Suivi } from './suivi.ts'

/**
 * Refuses to give a statut while data that agents owe for it are missing or wrong: 409 `donnees_manquantes`, each named.
 * `sens`: the decision that this statut carries.
 */
export async function exigerDonnees(ctx: Write, suivi: Suivi, vers: string, sens?: SensDecision): Promise<void> {
  const { dossier, guide } = suivi
  const definition = deplier(await lireDefinitionEntiere(ctx, dossier.version_id))
  if (!aDesChampsDAgents(definition)) return
  const { deposees, reponses: dites } = await lireDonnees(ctx, dossier.id)
  // What the antivirus has set aside is not given.
  const pieces = await listerPiecesDesAgents(ctx, dossier.id)
  const reponses = avecPieces(
    dites,
    pieces.filter((p) => p.antivirus !== 'infectee'),
  )
  const { manquants } = parcoursAgents(definition, reponsesAvecAgents(definition, deposees, reponses), {
    aujourdhui: jourLocal(ctx.now),
    depot_tente: true,
  })
  const dues = manquantsPour(definition, manquants, {
    accorde: sens === 'accorde' || sens === 'accorde_partiel',
    atteint: (statut) => atteintStatut(guide, vers, statut),
  })
  if (dues.length === 0) return
  const noms = dues.map((m) => `« ${m.libelle} »`).join(', ')
  throw conflit('donnees_manquantes', `Complétez d’abord les données d’instruction : ${noms}.`)
}
