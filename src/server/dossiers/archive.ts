import { Readable } from 'node:stream'
import { LIBELLES_ANALYSE, obstacleOuverture } from '#domain/dossiers/analyse.ts'
import type * as api from '#domain/dossiers/api-pieces.ts'
import { cheminsDArchive, nomDeFichier } from '#domain/dossiers/archive.ts'
import type { Input } from '#domain/endpoint.ts'
import { introuvable, Refus } from '#domain/erreurs.ts'
import type { Definition } from '#domain/formulaire/definition.ts'
import { champDe } from '#domain/formulaire/saisie.ts'
import { jourLocal } from '#domain/heure.ts'
import type { Read } from '../platform/context.ts'
import type { Download } from '../platform/doors.ts'
import { ZIP_MAX, zip } from '../platform/zip.ts'
import { texte } from '../referentiel/export-csv.ts'
import { lireDefinition } from '../teleservices/versions.ts'
import { estDesAgents, listerToutesLesPieces, type PieceGardee } from './piece.ts'
import { trouverDossier } from './visibles.ts'

type Toutes = typeof api.telechargerPieces

/** All the files of a dossier that one may see and that may be opened, with a sommaire of all of them. */
export async function telechargerPieces(ctx: Read, { params }: Input<Toutes>): Promise<Download> {
  const dossier = await trouverDossier(ctx, params.cle)
  const pieces = await listerToutesLesPieces(ctx, dossier.id)
  if (pieces.length === 0) throw introuvable('Ce dossier n’a aucune pièce.')
  if (pieces.reduce((total, p) => total + p.taille, 0) > ZIP_MAX)
    throw new Refus(
      413,
      'fichier_trop_grand',
      'Ces pièces sont trop lourdes pour une archive : téléchargez-les une à une.',
    )
  const definition = await lireDefinition(ctx, dossier.version_id)
  const chemins = cheminsDArchive(pieces.map((p) => ({ question: questionDe(definition, p), nom: p.nom })))
  const nom = dossier.numero ?? `brouillon ${dossier.cle}`
  const rangees = pieces.map((piece, i) => ({ piece, chemin: chemins[i] ?? nomDeFichier(piece.nom) }))
  const presentes = rangees.filter(({ piece }) => !obstacleOuverture(piece.antivirus))
  const entrees = presentes.map(({ piece, chemin }) => ({
    path: chemin,
    date: new Date(piece.ajoutee_le),
    open: () => ctx.kit.files.stream(piece.fichier),
  }))
  const contenu = sommaire(definition, nom, rangees)
  entrees.push({ path: 'sommaire.csv', date: ctx.now, open: async () => Readable.from([Buffer.from(contenu)]) })
  return { nom: `Pièces du dossier ${nom}.zip`, type: 'application/zip', contenu: zip(entrees) }
}

/** The question that a file answers; what the service asked for since stands apart. */
const questionDe = (definition: Definition, { champ }: PieceGardee): string =>
  estDesAgents(champ)
    ? 'Pièces du service'
    : champ.startsWith('demande:')
      ? 'Pièces demandées'
      : (champDe(definition, champ)?.libelle ?? 'Autres pièces')

const COLONNES = [
  'Dossier',
  'Question',
  'Fichier',
  'Octets',
  'SHA-256',
  'Ajouté le',
  'Ajouté par',
  'Antivirus',
  'Dans l’archive',
]

function sommaire(definition: Definition, dossier: string, rangees: { piece: PieceGardee; chemin: string }[]): string {
  const lignes = rangees.map(({ piece: p, chemin }) => [
    dossier,
    questionDe(definition, p),
    chemin,
    String(p.taille),
    p.sha256,
    jourLocal(new Date(p.ajoutee_le)).split('-').reverse().join('/'),
    p.ajoutee_par,
    LIBELLES_ANALYSE[p.antivirus],
    obstacleOuverture(p.antivirus)?.message ?? 'Oui',
  ])
  // The mark tells spreadsheets that this is UTF-8.
  return `\ufeff${[COLONNES, ...lignes].map((l) => `${l.map(texte).join(';')}\r\n`).join('')}`
}
