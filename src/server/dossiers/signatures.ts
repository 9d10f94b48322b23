import { createHash } from 'node:crypto'
import type { EtatDossier, Piece } from '#domain/dossiers/api.ts'
import type { Validation } from '#domain/dossiers/api-validation.ts'
import { conflit } from '#domain/erreurs.ts'
import type { Cosignataire, Definition, Reponses } from '#domain/formulaire/definition.ts'
import { planDe } from '#domain/formulaire/plan.ts'
import type { Read, Write } from '../platform/context.ts'
import { lireDefinition } from '../teleservices/versions.ts'
import { listerPieces } from './piece.ts'

const LIBELLES: Record<Cosignataire, string> = { gestionnaire: 'l’adjoint gestionnaire' }

/**
 * What a signature covers: the form as it is read, the answers and the files. Commitments on honour are left out, for each signs one's
 * own. SHA-256 in hexadecimal; the order of keys does not count.
 */
export function empreinteDe(definition: Definition, reponses: Reponses, pieces: readonly Piece[]): string {
  const plan = planDe(definition)
  const dites = Object.entries(reponses).filter(([id]) => plan.get(id)?.champ.type !== 'attestation')
  const contenu = {
    formulaire: { titre: definition.titre, etapes: definition.etapes },
    reponses: Object.fromEntries(dites),
    pieces: pieces.map((p) => [p.champ, p.sha256]),
  }
  return createHash('sha256')
    .update(JSON.stringify(ranger(contenu)))
    .digest('hex')
}

/** The same value with its keys in order. */
function ranger(valeur: unknown): unknown {
  if (Array.isArray(valeur)) return valeur.map(ranger)
  if (typeof valeur !== 'object' || valeur === null) return valeur
  const paires = Object.entries(valeur).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(paires.map(([cle, v]) => [cle, ranger(v)]))
}

type Signe = { id: number; version_id: number; etat: EtatDossier; reponses: Reponses }

/**
 * The signatures that the form asks, each with the one that holds for what the draft says now. A deposit only kept what
 * counts of what was signed: there, the last one stands, for nothing changes between the check of signatures and it.
 */
export async function lireSignatures(ctx: Read | Write, dossier: Signe): Promise<Validation['signatures']> {
  const definition = await lireDefinition(ctx, dossier.version_id)
  const attendues = definition.cosignataires ?? []
  if (attendues.length === 0) return []
  const siennes = ctx.db
    .selectFrom('dossiers.signature as s')
    .innerJoin('comptes.personne as p', 'p.id', 's.personne_id')
    .select(['s.fonction', 's.le', 'p.prenom', 'p.nom'])
    .where('s.dossier_id', '=', dossier.id)
    .orderBy('s.le', 'desc')
  const valables =
    dossier.etat === 'depose'
      ? siennes
      : siennes.where(
          's.empreinte',
          '=',
          empreinteDe(definition, dossier.reponses, await listerPieces(ctx, dossier.id)),
        )
  const lignes = await valables.execute()
  return attendues.map((fonction) => {
    const signe = lignes.find((l) => l.fonction === fonction)
    return { fonction, signature: signe ? { nom: `${signe.prenom} ${signe.nom}`, le: signe.le } : null }
  })
}

/** Refuses (409) the deposit of what a person still has to sign. */
export async function exigerSignatures(ctx: Write, dossier: Signe): Promise<void> {
  const manque = (await lireSignatures(ctx, dossier)).find((s) => s.signature === null)
  if (manque)
    throw conflit(
      'signature_attendue',
      `Avant le dépôt, ${LIBELLES[manque.fonction]} doit signer ce dossier tel qu’il est maintenant.`,
    )
}
