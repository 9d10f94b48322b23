import type { proposerDepuisLeDossier as Porte } from '#domain/dossiers/api-corrections.ts'
import { champDeFiche, valeurProposee } from '#domain/dossiers/corrections.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { invalide } from '#domain/erreurs.ts'
import { origineDe } from '#domain/formulaire/prefill.ts'
import type { Write } from '../platform/context.ts'
import { verrouillerFiche } from '../referentiel/saisieEcrire.ts'
import { lireDefinition } from '../teleservices/versions.ts'
import { enProposition, lireLigne, lireMots } from '../validation/lecture.ts'
import { deposer } from '../validation/proposer.ts'
import { verrouillerBrouillon } from './brouillon.ts'
import { trouverDossier } from './visibles.ts'

/**
 * « Dites-le-nous une fois »: the answer that corrects what the référentiel had filled is proposed for the fiche, linked to
 * the dossier. Asked by the usager, never by itself: the number to call about a leak is not always that of the school.
 */
export async function proposerDepuisLeDossier(
  ctx: Write,
  { params, body }: Input<typeof Porte>,
): Promise<Reply<typeof Porte>> {
  const lu = await trouverDossier(ctx, params.cle)
  // The fiche first, then the dossier: a fusion locks them in this order too.
  const valeurs = await verrouillerFiche(ctx, lu.uai)
  const { acteur, dossier } = await verrouillerBrouillon(ctx, params.cle)
  const definition = await lireDefinition(ctx, dossier.version_id)
  const champ = definition.etapes.flatMap((e) => e.champs).find((c) => c.id === body.champ)
  const cle = champ && champDeFiche(champ)
  const origine = origineDe(body.champ, dossier.origines, dossier.reponses)
  const valeur = valeurProposee(dossier.reponses[body.champ])
  if (!cle || origine?.source !== 'Référentiel' || !origine.modifie || !valeur)
    throw invalide(REFUS, [{ champ: body.champ, message: 'Cette réponse ne corrige rien de la fiche.' }])
  const id = await deposer(ctx, {
    uai: lu.uai,
    valeurs,
    champs: { [cle]: valeur },
    motif: 'Corrigé en remplissant un dossier',
    auteur: acteur,
    dossier: params.cle,
  })
  const mots = await lireMots(ctx)
  return enProposition(ctx, mots, await lireLigne(ctx, mots, id))
}

const REFUS = 'La correction n’a pas été proposée.'
