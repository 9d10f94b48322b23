import { sql } from 'kysely'
import type { Input, Reply } from '#domain/endpoint.ts'
import { Refus } from '#domain/erreurs.ts'
import type * as api from '#domain/integration/api-correspondances.ts'
import { normaliserEntete } from '#domain/integration/colonnes.ts'
import { devinerColonnes, essayerTableau, typeDe } from '#domain/integration/essai.ts'
import type { SourceImportable } from '#domain/integration/lecture.ts'
import { Contenu, contenuDeNoms, traduire } from '#domain/integration/liens.ts'
import type { Read, Write } from '../../platform/context.ts'
import type { Received } from '../../platform/doors.ts'
import { exigerReglage } from '../acces.ts'
import { lireContenu, lireVersion } from '../correspondances.ts'
import { sourceDe } from '../fiche.ts'
import { lireFichier } from '../formats/fichier.ts'
import type { Tableau } from '../formats/tableau.ts'
import { lireImportable } from '../importables.ts'

type Essai = Reply<typeof api.essayerFichier>
type TableauEssaye = Essai['tableaux'][number]

/** As the upload door of the engine. */
const TAILLE_MAX = 200_000_000
/** Rows of each table that the source reads. */
const VUES = 300
/** Rows where words are counted: enough for a file of the whole country. */
const COMPTEES = 20_000
/** More different values are no words of a nomenclature. */
const MOTS = 100
const MONTREES = 20
const EXEMPLES = 3

export async function avantEssai(
  ctx: Read,
  { params }: Input<typeof api.essayerFichier>,
): Promise<{ tailleMax: number }> {
  exigerReglage(ctx)
  lireImportable(params.source)
  return { tailleMax: TAILLE_MAX }
}

/** Reads the head of a file with a mapping and says what would be made of it. The file is not kept. */
export async function essayerFichier(
  ctx: Write,
  { params, body }: Input<typeof api.essayerFichier>,
  fichier: Received,
): Promise<Essai> {
  const source = await sourceDe(ctx, params.source)
  const version = await lireVersion(ctx, source.code)
  const enVigueur = await lireContenu(ctx, source.code, version)
  const dit = body.contenu === undefined ? undefined : lireDit(body.contenu)
  const tableaux = await lireFichier(await ctx.kit.files.get(fichier.cle), fichier.nom)
  await ctx.kit.files.remove(fichier.cle)
  const connues = await entetesConnues(ctx, source.code)
  const lus = tableaux.map(lireTete)
  const contenu = dit ?? deviner(source, lus, enVigueur, connues)
  const essayes = lus.map((lu) => essayer(source, lu, contenu, enVigueur))
  const attendues = new Set([
    ...essayes.flatMap((e) => e.manquantes),
    ...enVigueur.liens.map((l) => l.vers),
    ...(source.cibles ? [] : connues),
  ])
  return {
    version,
    tableaux: essayes,
    contenu,
    cibles: [...(source.cibles ?? [])],
    attendues: [...attendues].sort((a, b) => a.localeCompare(b, 'fr')),
  }
}

/** The first rows of a table, and the words of each of its columns. */
type Tete = Pick<Tableau, 'feuille' | 'entetes' | 'encodage' | 'separateur'> & {
  vues: string[][]
  mots: (Map<string, number> | undefined)[]
}

function lireTete({ feuille, entetes, encodage, separateur, lignes }: Tableau): Tete {
  const vues: string[][] = []
  const mots: Tete['mots'] = entetes.map(() => new Map())
  let lues = 0
  for (const { valeurs } of lignes) {
    if (valeurs.length !== entetes.length) continue
    if (vues.length < VUES) vues.push(valeurs)
    for (const [i, compte] of mots.entries()) {
      const mot = valeurs[i]?.trim()
      if (!compte || !mot) continue
      compte.set(mot, (compte.get(mot) ?? 0) + 1)
      if (compte.size > MOTS) mots[i] = undefined
    }
    if (++lues >= COMPTEES) break
  }
  return { feuille, entetes, encodage, separateur, vues, mots }
}

function essayer(source: SourceImportable, tete: Tete, contenu: Contenu, enVigueur: Contenu): TableauEssaye {
  const { feuille, entetes, encodage, separateur, vues, mots } = tete
  const essai = essayerTableau(traduire(source, contenu), entetes, feuille, vues)
  const deja = new Set(enVigueur.connues.map(normaliserEntete))
  return {
    feuille,
    encodage,
    separateur,
    colonnes: entetes.map((entete, i) => {
      const valeurs = vues.map((l) => l[i] ?? '')
      return {
        entete,
        type: typeDe(valeurs),
        exemples: [...new Set(valeurs.filter((v) => v.trim()))].slice(0, EXEMPLES).map((v) => v.slice(0, 80)),
        utilisee: essai.utilisees[i] ?? false,
        nouvelle: deja.size > 0 && !deja.has(normaliserEntete(entete)),
        valeurs: [...(mots[i] ?? [])]
          .map(([mot, lignes]) => ({ mot: mot.slice(0, 300), lignes }))
          .sort((a, b) => b.lignes - a.lignes),
      }
    }),
    lignes: vues.slice(0, MONTREES).map((l) => l.map((v) => v.slice(0, 300))),
    refus: essai.refus,
    manquantes: essai.manquantes,
    vues: vues.length,
    retenues: essai.retenues,
    hors_champ: essai.hors_champ,
    rejetees: essai.rejetees,
    raisons: essai.raisons,
  }
}

/** Only what a file lacks is guessed: one that is read as it is needs no mapping. */
function deviner(source: SourceImportable, tetes: Tete[], enVigueur: Contenu, connues: string[]): Contenu {
  const devines = tetes.map(({ entetes, feuille, vues }) => {
    const { refus, manquantes } = essayerTableau(traduire(source, enVigueur), entetes, feuille, vues)
    if (refus === null) return {}
    const attendues = source.cibles?.map((c) => c.colonne) ?? connues
    return devinerColonnes(entetes, vues, [...new Set([...manquantes, ...attendues])])
  })
  const dits = new Set(enVigueur.liens.map((l) => normaliserEntete(l.vers)))
  const nouveaux = contenuDeNoms(Object.assign({}, ...devines)).liens.filter((l) => !dits.has(normaliserEntete(l.vers)))
  return { ...enVigueur, liens: [...enVigueur.liens, ...nouveaux] }
}

/** Headers of the last file of this source that was read to its end. */
async function entetesConnues(ctx: Read | Write, source: string): Promise<string[]> {
  const derniere = await ctx.db
    .selectFrom('integration.execution')
    .select('tableaux')
    .where('source', '=', source)
    .where('etat', '=', 'appliquee')
    .where(sql<boolean>`jsonb_array_length(tableaux) > 0`)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const tableaux = (derniere?.tableaux ?? []) as { entetes?: string[] }[]
  return [...new Set(tableaux.flatMap((t) => t.entetes ?? []))]
}

function lireDit(texte: string): Contenu {
  let brut: unknown
  try {
    brut = JSON.parse(texte)
  } catch {
    throw new Refus(400, 'requete_incorrecte', 'La correspondance envoyée est illisible.')
  }
  const lu = Contenu.safeParse(brut)
  if (lu.success) return lu.data
  throw new Refus(400, 'requete_incorrecte', lu.error.issues[0]?.message ?? 'La correspondance envoyée est illisible.')
}
