import { estUsager } from '#domain/acteur.ts'
import { masquerCourriel } from '#domain/comptes/masque.ts'
import type * as api from '#domain/dossiers/api.ts'
import type * as recapitulatifs from '#domain/dossiers/api-recapitulatif.ts'
import { permissions, peutVoirSensibles } from '#domain/dossiers/droits.ts'
import { avecPieces } from '#domain/dossiers/pieces.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { introuvable, type Refus } from '#domain/erreurs.ts'
import { nonVerifies } from '#domain/formulaire/alimentation.ts'
import type { Reponses } from '#domain/formulaire/definition.ts'
import { parcours } from '#domain/formulaire/parcours.ts'
import { origineDe, type Preremplis } from '#domain/formulaire/prefill.ts'
import { masquerSensibles, recapitulatif } from '#domain/formulaire/recapitulatif.ts'
import { jourLocal } from '#domain/heure.ts'
import type { Read } from '../platform/context.ts'
import { lireParId } from '../teleservices/fiche.ts'
import { lireDefinition } from '../teleservices/versions.ts'
import { compterAutres } from './autres.ts'
import { enPreremplis, enReponses } from './brouillon.ts'
import { trouverObstacle } from './depart.ts'
import { enVerifications } from './interrogation.ts'
import { listerPieces } from './piece.ts'
import { parCle } from './visibles.ts'

type Lecture = typeof api.lireDossier

/** A dossier whole: what it says, the form it was begun with, its pièces, and what I may do with it. */
export async function lireDossier(ctx: Read, { params }: Input<Lecture>): Promise<Reply<Lecture>> {
  const { ligne, etat, reponses, pieces } = await ouvrir(ctx, params.cle)
  const teleservice = await lireParId(ctx, ligne.teleservice_id)
  const definition = await lireDefinition(ctx, ligne.version_id)
  const etablissement = { uai: ligne.uai, nom: ligne.etablissement, type: ligne.type, secteur: ligne.secteur }
  const demandeur = ligne.sans_compte ? { courriel: ligne.demandeur_courriel } : undefined
  const bloque = etat === 'brouillon' ? await trouverObstacle(ctx, teleservice, etablissement, demandeur) : undefined
  return {
    ...ligne,
    etat,
    teleservice: {
      code: teleservice.code,
      titre: teleservice.fiche.titre,
      icone: teleservice.fiche.icone,
      thematique: teleservice.thematique,
      ...teleservice.ouverture,
    },
    dispositif: teleservice.dispositif,
    etablissement: { ...etablissement, commune: ligne.commune },
    demandeur: {
      nom: `${ligne.demandeur_prenom} ${ligne.demandeur_nom}`,
      fonction: ligne.demandeur_fonction,
      // A colleague's address is in the directory; a family gives theirs to be written to.
      courriel: ligne.sans_compte ? ligne.demandeur_courriel : null,
    },
    modifie_par: `${ligne.modifie_prenom} ${ligne.modifie_nom}`,
    depose_par: ligne.depose_nom
      ? { nom: `${ligne.depose_prenom} ${ligne.depose_nom}`, fonction: ligne.depose_fonction ?? '' }
      : null,
    definition,
    reponses: peutVoirSensibles(ctx.acteur, ligne) ? reponses : masquerSensibles(definition, reponses),
    origines: origines(enPreremplis(ligne.origines), reponses),
    verifications: enVerifications(ligne.verifications),
    non_verifies: nonVerifies(definition, reponses, enVerifications(ligne.verifications), jourLocal(ctx.now)).map(
      ({ champ }) => champ.id,
    ),
    pieces,
    droits: permissions(ctx.acteur, { ...ligne, etat }, bloque),
  }
}

type Recap = typeof recapitulatifs.lireRecapitulatif

/** The answers as a person reads them, and what still forbids the deposit. */
export async function lireRecapitulatif(ctx: Read, { params }: Input<Recap>): Promise<Reply<Recap>> {
  const { ligne, etat, reponses } = await ouvrir(ctx, params.cle)
  const definition = await lireDefinition(ctx, ligne.version_id)
  const autres = etat === 'brouillon' ? await compterAutres(ctx, definition, ligne) : undefined
  const { manquants } = parcours(definition, reponses, { aujourdhui: jourLocal(ctx.now), autres })
  return {
    etapes: recapitulatif(definition, reponses, { sensibles: peutVoirSensibles(ctx.acteur, ligne) }).map((e) => ({
      ...e,
      lignes: e.lignes.map(({ chemin, ...l }) => ({ champ: chemin, ...l })),
    })),
    manques: etat === 'brouillon' ? manquants : [],
  }
}

async function ouvrir(ctx: Read, cle: string) {
  const ligne = await parCle(ctx, cle)
    .innerJoin('teleservices.version as v', 'v.id', 'd.version_id')
    .innerJoin('referentiel.etablissement as et', 'et.uai', 'd.uai')
    .innerJoin('comptes.personne as dem', 'dem.id', 'd.demandeur_id')
    .innerJoin('comptes.personne as mod', 'mod.id', 'd.modifie_par')
    .leftJoin('comptes.personne as dep', 'dep.id', 'd.depose_par')
    .selectAll('d')
    .select(['v.numero as version', 'et.nom as etablissement', 'et.commune', 'et.type', 'et.secteur'])
    .select(['dem.prenom as demandeur_prenom', 'dem.nom as demandeur_nom', 'dem.fonction as demandeur_fonction'])
    .select('dem.courriel as demandeur_courriel')
    .select(['mod.prenom as modifie_prenom', 'mod.nom as modifie_nom'])
    .select(['dep.prenom as depose_prenom', 'dep.nom as depose_nom', 'dep.fonction as depose_fonction'])
    .executeTakeFirst()
  if (!ligne) throw await refusNeutre(ctx, cle)
  const pieces = await listerPieces(ctx, ligne.id)
  // A deposit has frozen its files with its answers; a draft is read with the files it has now.
  const etat: api.EtatDossier = ligne.etat === 'depose' ? 'depose' : 'brouillon'
  const stockees = enReponses(ligne.reponses)
  return { ligne, etat, pieces, reponses: etat === 'depose' ? stockees : avecPieces(stockees, pieces) }
}

function origines(preremplis: Preremplis, reponses: Reponses): Record<string, api.Origine> {
  const trouvees = Object.keys(preremplis).flatMap((champ) => {
    const origine = origineDe(champ, preremplis, reponses)
    return origine ? [[champ, origine] as const] : []
  })
  return Object.fromEntries(trouvees)
}

/**
 * A draft opened with the link of somebody else: nothing is said of it but which account is expected, masked, so that
 * its owner who has two finds the right one. Anything else does not exist.
 */
async function refusNeutre(ctx: Read, cle: string): Promise<Refus> {
  const debut = 'Ce dossier n’existe pas, ou vous n’y avez pas accès.'
  const attendu = estUsager(ctx.acteur)
    ? await ctx.db
        .selectFrom('dossiers.dossier as d')
        .innerJoin('comptes.personne as p', 'p.id', 'd.demandeur_id')
        .select('p.courriel')
        .where('d.cle', '=', cle)
        .where('d.etat', '=', 'brouillon')
        .where('d.sans_compte', '=', false)
        .executeTakeFirst()
    : undefined
  if (!attendu) return introuvable(debut)
  return introuvable(`${debut} Il s’ouvre avec le compte ${masquerCourriel(attendu.courriel)}.`)
}
