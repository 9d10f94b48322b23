import type * as api from '#domain/dossiers/api.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { invalide } from '#domain/erreurs.ts'
import { modifier } from '#domain/formulaire/saisie.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Write } from '../platform/context.ts'
import { lireDefinition } from '../teleservices/versions.ts'
import { toucher, verrouillerBrouillon } from './brouillon.ts'
import { referencesInconnues } from './references.ts'

/** Far above any honest form: each answer is bounded, their sum must be too. */
const TAILLE_MAX = 2_000_000

type Saisie = typeof api.enregistrerReponses

/**
 * Keeps answers as they are typed, path by path, under the row's lock: two members who fill at once lose nothing of each
 * other. A refused answer is named and its neighbours are saved. It writes no journal line: a keystroke is not an act,
 * the journal tells who began, attached and deposited.
 */
export async function enregistrerReponses(ctx: Write, { params, body }: Input<Saisie>): Promise<Reply<Saisie>> {
  const { acteur, dossier } = await verrouillerBrouillon(ctx, params.cle)
  const definition = await lireDefinition(ctx, dossier.version_id)
  const inconnues = await referencesInconnues(ctx, definition, body.reponses)
  const fautives = new Set(inconnues.map((e) => e.champ))
  const connues = Object.fromEntries(Object.entries(body.reponses).filter(([chemin]) => !fautives.has(chemin)))
  const { reponses, refusees: malformees } = modifier(definition, dossier.reponses, connues, dossier.origines)
  const refusees = [...malformees, ...inconnues]
  if (refusees.length === Object.keys(body.reponses).length)
    throw invalide(
      refusees.length > 1
        ? 'Aucune de ces réponses ne peut être enregistrée.'
        : 'Cette réponse ne peut pas être enregistrée.',
      refusees,
    )
  const texte = JSON.stringify(reponses)
  if (texte.length > TAILLE_MAX)
    throw invalide('Ce dossier contient trop de texte : raccourcissez des réponses ou joignez un document.')
  const revision = await toucher(ctx, dossier.id, acteur.id, { reponses: texte })
  return { enregistre_le: ctx.now.toISOString(), revision, refusees }
}

/** Closes a draft without deleting it; nobody sees it any more. */
export async function abandonnerDossier(
  ctx: Write,
  { params }: Input<typeof api.abandonnerDossier>,
): Promise<undefined> {
  const { acteur, dossier } = await verrouillerBrouillon(ctx, params.cle)
  await toucher(ctx, dossier.id, acteur.id, { etat: 'abandonne' })
  await journaliser(ctx, 'dossier_abandonne', { genre: 'dossier', cle: dossier.cle, uai: dossier.uai })
}
