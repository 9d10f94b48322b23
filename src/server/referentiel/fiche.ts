import { sql } from 'kysely'
import type { Input, Reply } from '#domain/endpoint.ts'
import { introuvable } from '#domain/erreurs.ts'
import { jourLocal } from '#domain/heure.ts'
import type * as api from '#domain/referentiel/api.ts'
import type { ChampDeFiche } from '#domain/referentiel/champ-de-fiche.ts'
import { CHAMPS } from '#domain/referentiel/champs.ts'
import { peutLireGroupe } from '#domain/referentiel/droits.ts'
import { type Changement, etatA, periodesOuvertes, type ValeurConnue } from '#domain/referentiel/temps.ts'
import { LIBELLES_RAISON, type RaisonPlacement } from '#domain/referentiel/territoire.ts'
import type { Read, Write } from '../platform/context.ts'
import { champsConnus, lireSaisies, type Provenance } from './ficheChamps.ts'
import { lireRelations, lireSites, lireTerritoire } from './ficheLiens.ts'
import { listerPrevues } from './fusion-prevues.ts'
import { lireChangements, RACONTES, raconter } from './histoire.ts'
import { enResume } from './recherche.ts'
import { suivreUai } from './redirection.ts'
import { lireRegistre } from './registre.ts'
import { lecteurDeCodes, listerNomenclatures } from './valeurs.ts'
import { visibles } from './visibles.ts'

type Porte = typeof api.lireEtablissement
export type Fiche = Reply<Porte>

/** The fiche of an UAI, or of the one it leads to when both were one school written twice. */
export async function lireFiche(ctx: Read | Write, input: Input<Porte>): Promise<Fiche> {
  const { uai, ...liens } = await suivreUai(ctx, input.params.uai)
  const [fiche, prevues] = [await lireUneFiche(ctx, { ...input, params: { uai } }), await listerPrevues(ctx, uai)]
  return { ...fiche, ...liens, prevues }
}

/**
 * One établissement with its territory, relations, sites, provenance and history; 404 outside the périmètre. With
 * `valable` and `connu`, as it was on a day as known at the end of another (of Paris).
 */
async function lireUneFiche(ctx: Read | Write, { params, query }: Input<Porte>): Promise<Fiche> {
  const ligne = await trouver(ctx, params.uai)
  if (!ligne) throw introuvable('Cet établissement n’existe pas, ou n’est pas dans votre périmètre.')
  const [changements, tous, nomenclatures] = await Promise.all([
    lireChangements(ctx, params.uai),
    lireRegistre(ctx),
    listerNomenclatures(ctx),
  ])
  const registre = tous.filter((c) => peutLireGroupe(ctx.acteur, c.groupe))
  const enClair = lecteurDeCodes(nomenclatures)
  const moment = momentDe(ctx, query)
  const vue = moment ? passee(ligne, changements, moment, registre) : await presente(ctx, ligne)
  const [relations, sites, lieux] = await Promise.all([
    lireRelations(ctx, params.uai, moment?.valable),
    lireSites(ctx, params.uai),
    lireTerritoire(ctx, vue.ligne),
  ])
  const de = (code: string) => registre.find((c) => c.code === code) ?? {}
  const raison = vue.ligne.placement_raison as RaisonPlacement | null
  const mere = relations.find((r) => r.sens === 'mere' && r.uai === vue.ligne.mere_uai)?.nom
  return {
    ...enResume(vue.ligne),
    ...lieux.resume,
    nature_libelle: sansCode(enClair(de('nature'), vue.ligne.nature)),
    contrat_libelle: sansCode(enClair(de('contrat'), vue.ligne.contrat)),
    territoire: lieux.territoire,
    badges: badges(vue.ligne),
    placement: raison && { raison, message: LIBELLES_RAISON[raison] },
    moment: moment && { ...moment, renseigne: vue.renseigne },
    champs: champsConnus({
      ...vue,
      registre,
      enClair: (c, valeur) => (mere && c.code === 'mere_uai' ? `${mere} (${valeur})` : enClair(c, valeur)),
    }),
    periodes: periodesOuvertes(changements, valeursDe(ligne)),
    relations,
    sites,
    historique: raconter(
      moment ? changements.filter((c) => Date.parse(c.connu_le) <= Date.parse(moment.connu)) : changements,
      registre,
    ).slice(0, RACONTES),
  }
}

async function trouver(ctx: Read | Write, uai: string) {
  return visibles(ctx)
    .leftJoin('referentiel.provenance as o', 'o.uai', 'e.uai')
    .selectAll('e')
    .select(['o.champs as provenance', sql<null>`null`.as('nature_libelle'), sql<null>`null`.as('departement')])
    .where('e.uai', '=', uai)
    .executeTakeFirst()
}

export type LigneDeFiche = NonNullable<Awaited<ReturnType<typeof trouver>>>

/** The row as the fiche shows it, the values of its champs, and where they come from. */
type Vue = {
  ligne: LigneDeFiche
  valeurs: Record<string, ValeurConnue>
  provenance: Provenance
  saisies: Awaited<ReturnType<typeof lireSaisies>>
  renseigne: boolean
}

const valeursDe = ({ autres, provenance: _, ...colonnes }: LigneDeFiche): Record<string, ValeurConnue> => ({
  ...(colonnes as Record<string, ValeurConnue>),
  ...((autres ?? {}) as Record<string, ValeurConnue>),
})

async function presente(ctx: Read | Write, ligne: LigneDeFiche): Promise<Vue> {
  const saisies = await lireSaisies(ctx, ligne.uai)
  return {
    ligne,
    valeurs: valeursDe(ligne),
    provenance: (ligne.provenance ?? {}) as Provenance,
    saisies,
    renseigne: true,
  }
}

/** The row with every value of then; a champ not yet known is empty, but for the name, which must be said somehow. */
function passee(
  ligne: LigneDeFiche,
  changements: readonly Changement[],
  moment: { valable: string; connu: string },
  registre: readonly ChampDeFiche[],
): Vue {
  const etat = etatA(changements, valeursDe(ligne), moment)
  const valeurs: Record<string, ValeurConnue> = {}
  const provenance: Provenance = {}
  const saisies: Vue['saisies'] = new Map()
  for (const [champ, { valeur, du, changement }] of etat) {
    valeurs[champ] = valeur
    provenance[champ] = { source: changement.auteur ? 'saisie' : changement.origine, date: du }
    if (changement.auteur) saisies.set(champ, { auteur: changement.auteur, motif: null, dessous: null })
  }
  const colonnes = [...registre.filter((c) => c.stockage === 'colonne').map((c) => c.code), ...PLACEES]
  const rendue = Object.fromEntries(colonnes.map((c) => [c, valeurs[c] ?? null]))
  const { nom, type, etat: etatActuel } = ligne
  return {
    ligne: {
      ...ligne,
      ...rendue,
      nom: typeof valeurs.nom === 'string' ? valeurs.nom : nom,
      type: typeof valeurs.type === 'string' ? valeurs.type : type,
      etat: typeof valeurs.etat === 'string' ? valeurs.etat : etatActuel,
    },
    valeurs,
    provenance,
    saisies,
    renseigne: etat.size > 0,
  }
}

const PLACEES = [
  'code_commune',
  'code_canton',
  'code_epci',
  'code_departement',
  'code_academie',
  'code_region',
  'placement_raison',
]

/** The moment asked for; null for today. Days end at midnight of Paris. */
export function momentDe(
  ctx: Read | Write,
  { valable, connu }: { valable?: string; connu?: string },
): { valable: string; connu: string } | null {
  if (!valable && !connu) return null
  const aujourdhui = jourLocal(ctx.now)
  return {
    valable: valable ?? (connu && connu < aujourdhui ? connu : aujourdhui),
    connu: connu && connu < aujourdhui ? finDuJour(connu) : ctx.now.toISOString(),
  }
}

/** The last instant of a day of Paris, which is one or two hours ahead of UTC. */
function finDuJour(jour: string): string {
  const essais = [22, 23].map((h) => new Date(`${jour}T${h}:00:00Z`))
  const minuit = essais.find((d) => jourLocal(d) > jour) ?? new Date(`${jour}T23:00:00Z`)
  return new Date(minuit.getTime() - 1).toISOString()
}

const sansCode = (mots: string | null): string | null => mots?.replace(/ \([\d!]+\)/, '') ?? null

const BADGES = [
  'hebergement',
  'restauration',
  'segpa',
  'ulis',
  'lycee_des_metiers',
  'lycee_agricole',
  'apprentissage',
  'post_bac',
] as const

function badges(
  ligne: { education_prioritaire: string | null } & Record<(typeof BADGES)[number], boolean | null>,
): string[] {
  const vrais = BADGES.filter((b) => ligne[b]).map((b) => CHAMPS[b].libelle)
  return ligne.education_prioritaire ? [ligne.education_prioritaire, ...vrais] : vrais
}
