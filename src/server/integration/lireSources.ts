import type { Input, Reply } from '#domain/endpoint.ts'
import { introuvable } from '#domain/erreurs.ts'
import type * as api from '#domain/integration/api.ts'
import { estDeCodes, type SourceImportable } from '#domain/integration/lecture.ts'
import { SOURCES_IMPORTABLES } from '#domain/integration/sources/liste.ts'
import type { Read } from '../platform/context.ts'
import { exigerLecture } from './acces.ts'
import { lireVersion } from './correspondances.ts'
import { dernieresExecutions } from './executions.ts'
import { trouverImportable } from './importables.ts'
import { SOURCES } from './sources.ts'

type Source = Reply<typeof api.listerSources>['elements'][number]

/** Every source, those that a file can be sent to and those that come with Préau, with their last run. */
export async function listerSources(ctx: Read): Promise<Reply<typeof api.listerSources>> {
  exigerLecture(ctx)
  const dernieres = await dernieresExecutions(ctx)
  const versions = await lireVersions(ctx)
  const dates = new Map(dernieres.map((d) => [d.source, d]))
  const elements = toutes().map((s) => ({
    ...s,
    version_correspondance: versions.get(s.code) ?? 0,
    date_donnees: dates.get(s.code)?.date_donnees ?? null,
    derniere: dates.get(s.code) ?? null,
  }))
  return { elements }
}

export async function lireSource(
  ctx: Read,
  { params }: Input<typeof api.lireSource>,
): Promise<Reply<typeof api.lireSource>> {
  exigerLecture(ctx)
  const source = toutes().find((s) => s.code === params.source)
  if (!source) throw introuvable(`La source « ${params.source} » n’existe pas.`)
  const executions = await dernieresExecutions(ctx, source.code)
  const appliquee = executions.find((x) => x.etat === 'appliquee')
  return {
    ...source,
    version_correspondance: await lireVersion(ctx, source.code),
    date_donnees: appliquee?.date_donnees ?? null,
    derniere: executions[0] ?? null,
    regles: regles(trouverImportable(source.code)),
    executions,
  }
}

type Declaree = Pick<Source, 'code' | 'libelle' | 'editeur' | 'licence' | 'genre' | 'priorite' | 'importable'>

function toutes(): Declaree[] {
  const importables = SOURCES_IMPORTABLES.map((s) => ({
    ...s,
    genre: s.cible,
    priorite: s.priorite ?? 100,
    importable: true,
  }))
  const livrees = SOURCES.filter((s) => !trouverImportable(s.code)).map((s) => ({ ...s, importable: false }))
  return [...importables, ...livrees]
}

async function lireVersions({ db }: Read): Promise<Map<string, number>> {
  const lignes = await db
    .selectFrom('integration.correspondance')
    .select(({ fn }) => ['source', fn.max('version').as('version')])
    .groupBy('source')
    .execute()
  return new Map(lignes.map((l) => [l.source, Number(l.version)]))
}

const REGLES_DE_CODES = [
  'Un fichier déjà appliqué n’écrit rien.',
  'Des données plus anciennes que celles connues ne changent rien ; des données à venir attendent leur jour.',
  'Un code qui n’est plus dans le fichier reste, obsolète : ce qui le porte garde son libellé, et une alerte le dit.',
  'Au-delà d’un cinquième de codes disparus, l’import attend une confirmation.',
  'Une ligne qui renvoie à un code inconnu est mise en quarantaine.',
]

function regles(source: SourceImportable | undefined): string[] {
  if (!source) return ['Les fichiers sont livrés avec Préau et relus à son démarrage quand ils changent.']
  if (source.cible === 'calendrier')
    return [
      ...REGLES_DE_CODES.slice(0, 2),
      'Une période qui n’est plus dans le calendrier d’une année n’y compte plus.',
    ]
  if (source.cible === 'territoires')
    return [
      'Un fichier par table : communes, cantons, départements, régions, EPCI. Ses colonnes disent laquelle.',
      ...REGLES_DE_CODES,
      'Quand une commune change de canton ou d’EPCI, les établissements suivent à la date du fichier ; leur passé garde l’ancien.',
    ]
  if (estDeCodes(source.cible)) return REGLES_DE_CODES
  const communes = [
    'Un fichier déjà appliqué n’écrit rien.',
    'Une donnée plus ancienne que celle connue ne la remplace pas.',
    'Une case vide ne dit rien ; elle n’efface pas ce qu’une autre source dit.',
    'Ce qui n’est plus dans le fichier est compté et suit le réglage de la source ; au-delà de ses seuils, l’import attend une confirmation.',
    'Un UAI dont la lettre de contrôle est fausse est mis en quarantaine, jamais créé.',
  ]
  if (source.cible === 'enregistrements')
    return [
      ...communes,
      'Un établissement inconnu met la ligne en quarantaine ; un établissement fermé reçoit ses valeurs.',
    ]
  return source.complement
    ? [...communes, 'La source complète les établissements connus : elle n’en crée pas.']
    : [
        ...communes,
        `De plusieurs sources, celle de plus petite priorité l’emporte, champ par champ (ici ${source.priorite ?? 100}).`,
      ]
}
