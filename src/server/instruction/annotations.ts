import { avecPieces } from '#domain/dossiers/pieces.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { invalide } from '#domain/erreurs.ts'
import type { Definition, Reponses } from '#domain/formulaire/definition.ts'
import { aDesChampsDAgents, vueAgents } from '#domain/formulaire/faces.ts'
import { deplier } from '#domain/formulaire/nommees.ts'
import { masquerSensibles } from '#domain/formulaire/recapitulatif.ts'
import { modifier } from '#domain/formulaire/saisie.ts'
import type * as api from '#domain/instruction/api-annotations.ts'
import { listerPiecesDesAgents } from '../dossiers/piece.ts'
import { referencesInconnues } from '../dossiers/references.ts'
import type { Read, Write } from '../platform/context.ts'
import { lireDefinitionEntiere } from '../teleservices/versions.ts'
import { exigerAgent } from './agent.ts'
import { noterChangements } from './annotations-histoire.ts'
import { trouverPourAgents, verrouillerSuivi } from './suivi.ts'

const TAILLE_MAX = 2_000_000

type Lire = typeof api.lireAnnotations

/** For who does not instruct, these data do not exist. */
export async function lireAnnotations(ctx: Read | Write, { params }: Input<Lire>): Promise<Reply<Lire>> {
  const dossier = await trouverPourAgents(ctx, params.cle)
  const definition = deplier(await lireDefinitionEntiere(ctx, dossier.version_id))
  if (!aDesChampsDAgents(definition)) return { annotations: null }
  const { deposees, reponses, ...etat } = await lireDonnees(ctx, dossier.id)
  const pieces = await listerPiecesDesAgents(ctx, dossier.id)
  return {
    annotations: {
      definition,
      deposees: masquerSensibles(definition, deposees),
      reponses: masquerSensibles(definition, avecPieces(reponses, pieces)),
      pieces,
      ...etat,
    },
  }
}

/** What was deposited and what agents have said of it, with who said it last. */
export async function lireDonnees(ctx: Read | Write, dossierId: number) {
  const ligne = await ctx.db
    .selectFrom('dossiers.dossier as d')
    .leftJoin('instruction.annotation as a', 'a.dossier_id', 'd.id')
    .leftJoin('comptes.personne as p', 'p.id', 'a.modifie_par')
    .where('d.id', '=', dossierId)
    .select(['d.reponses as deposees', 'a.reponses', 'a.revision', 'a.modifie_le', 'p.prenom', 'p.nom'])
    .executeTakeFirstOrThrow()
  return {
    // Both columns only hold what `modifier` has checked.
    deposees: ligne.deposees as Reponses,
    reponses: (ligne.reponses ?? {}) as Reponses,
    revision: ligne.revision ?? 0,
    modifie_le: ligne.modifie_le,
    modifie_par: ligne.nom ? `${ligne.prenom} ${ligne.nom}` : null,
  }
}

type Enregistrer = typeof api.enregistrerAnnotations

/** Keeps what agents type, under the lock of where the dossier stands: two agents who fill at once lose nothing. */
export async function enregistrerAnnotations(
  ctx: Write,
  { params, body }: Input<Enregistrer>,
): Promise<Reply<Enregistrer>> {
  await trouverPourAgents(ctx, params.cle)
  const { dossier } = await verrouillerSuivi(ctx, params.cle)
  const agent = exigerAgent(ctx)
  const entiere = deplier(await lireDefinitionEntiere(ctx, dossier.version_id))
  const definition: Definition = aDesChampsDAgents(entiere) ? vueAgents(entiere) : { ...entiere, etapes: [] }
  const avant = await lireDonnees(ctx, dossier.id)
  const inconnues = await referencesInconnues(ctx, definition, body.reponses)
  const fautives = new Set(inconnues.map((e) => e.champ))
  const connues = Object.fromEntries(Object.entries(body.reponses).filter(([chemin]) => !fautives.has(chemin)))
  const { reponses, refusees: malformees } = modifier(definition, avant.reponses, connues)
  const refusees = [...malformees, ...inconnues]
  if (refusees.length === Object.keys(body.reponses).length)
    throw invalide('Cette donnée ne peut pas être enregistrée.', refusees)
  if (JSON.stringify(reponses).length > TAILLE_MAX)
    throw invalide('Ces données contiennent trop de texte : raccourcissez-les.')
  const le = ctx.now.toISOString()
  const revision = avant.revision + 1
  await garderAnnotations(ctx, dossier.id, agent.id, reponses, revision)
  const gardes = Object.keys(connues).filter((chemin) => !malformees.some((r) => r.champ === chemin))
  await noterChangements(ctx, dossier.id, agent, { definition, avant: avant.reponses, apres: reponses, gardes })
  return { enregistre_le: le, revision, refusees }
}

/** Writes what agents have said, whole; the files have their own table. */
export async function garderAnnotations(
  ctx: Write,
  dossierId: number,
  agent: number,
  reponses: Reponses,
  revision: number,
): Promise<void> {
  const modifie_le = ctx.now.toISOString()
  const valeurs = { reponses: JSON.stringify(reponses), revision, modifie_le, modifie_par: agent }
  await ctx.db
    .insertInto('instruction.annotation')
    .values({ dossier_id: dossierId, ...valeurs })
    .onConflict((c) => c.column('dossier_id').doUpdateSet(valeurs))
    .execute()
}
