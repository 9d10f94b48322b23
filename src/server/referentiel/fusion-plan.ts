import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, interdit } from '#domain/erreurs.ts'
import type { ChampDeFiche } from '#domain/referentiel/champ-de-fiche.ts'
import { peutLireGroupe } from '#domain/referentiel/droits.ts'
import { defautsDe, type GenreFusion, obstacles } from '#domain/referentiel/fusion.ts'
import type * as api from '#domain/referentiel/fusion-api.ts'
import { obstaclesDeLecture, peutFusionner } from '#domain/referentiel/fusion-droits.ts'
import { jetonDe } from '#domain/referentiel/fusion-jeton.ts'
import { libelleSource } from '#domain/referentiel/provenance.ts'
import type { ValeurConnue } from '#domain/referentiel/temps.ts'
import type { Move, Read, Write } from '../platform/context.ts'
import {
  type Cote,
  comparees,
  estChoisissable,
  lireChampsCompares,
  lireCotes,
  valeursDe,
} from './fusion-comparaison.ts'
import { direMesure } from './fusion-lignes.ts'
import { coteNouvelle } from './fusion-nouveau.ts'
import { lecteurDeCodes, listerNomenclatures } from './valeurs.ts'

type Porte = typeof api.lirePlanDeFusion

export function exigerFusion(ctx: Read | Write): void {
  if (!peutFusionner(ctx.acteur))
    throw interdit('Fusions et regroupements sont réservés aux agents qui suivent tout le territoire.')
}

/** Everything a fusion would do, without writing; the number of queries does not depend on the rows that would move. */
export async function lirePlan(ctx: Read, { params, query }: Input<Porte>): Promise<Reply<Porte>> {
  exigerFusion(ctx)
  const { genre } = query
  const date_effet = query.date_effet ?? ctx.now.toISOString().slice(0, 10)
  const nouveau = genre === 'remplacement' && query.nouveau === 'oui'
  const cotes = nouveau
    ? await lireAvecNouveau(ctx, params.uai, query.avec, date_effet)
    : await lireCotes(ctx, [params.uai, ...query.avec])
  const [survivant, ...absorbes] = cotes as [Cote, ...Cote[]]
  const compares = await lireChampsCompares(ctx, cotes)
  const champs = compares.filter((c) => peutLireGroupe(ctx.acteur, c.groupe))
  const enClair = lecteurDeCodes(await listerNomenclatures(ctx))
  const defauts = defautsDe(champs.map((c) => ({ champ: c.code, valeurs: valeursDe(c.code, cotes) })))
  const move: Move = { kind: genre, from: query.avec, to: params.uai, date: date_effet }
  return {
    genre,
    date_effet,
    survivant: { uai: survivant.uai, nom: survivant.nom },
    nouveau,
    absorbes: absorbes.map(({ uai, nom }) => ({ uai, nom })),
    champs: champs.map((c) => {
      const valeurs = valeursDe(c.code, cotes)
      const se_choisit = estChoisissable(c, cotes)
      const defaut = (se_choisit && defauts.get(c.code)) || {
        uai: survivant.uai,
        raison: 'Reste celui de la fiche gardée',
      }
      return {
        champ: c.code,
        libelle: c.libelle,
        onglet: c.onglet,
        valeurs: valeurs.map((v) => ({
          ...v,
          texte: enTexte(c, enClair(c, v.valeur as ValeurConnue), v.valeur),
          source: v.saisie ? 'Saisie à la main' : v.source && libelleSource(v.source),
        })),
        differe: new Set(valeurs.map((v) => JSON.stringify(v.valeur))).size > 1,
        se_choisit,
        defaut: defaut.uai,
        raison: defaut.raison,
      }
    }),
    mouvements: await compterMouvements(ctx, move),
    obstacles: [...obstacles(survivant, absorbes, { genre, date_effet }), ...illisibles(ctx, compares, cotes)],
    jeton: jetonDe(comparees(compares, nouveau ? absorbes : cotes)),
  }
}

/** What the actor may not read and that differs: another has to do it. */
export const illisibles = (ctx: Read | Write, champs: ChampDeFiche[], cotes: Cote[]) =>
  obstaclesDeLecture(
    champs.map((c) => ({ groupe: c.groupe, valeurs: valeursDe(c.code, cotes).map((v) => v.valeur) })),
    (groupe) => peutLireGroupe(ctx.acteur, groupe),
  )

/** The établissement to be created, then those that it replaces; 409 when its UAI is already known. */
async function lireAvecNouveau(ctx: Read, uai: string, avec: string[], date_effet: string): Promise<Cote[]> {
  const connu = await ctx.db
    .selectFrom('referentiel.etablissement')
    .select('uai')
    .where('uai', '=', uai)
    .executeTakeFirst()
  if (connu) throw conflit('uai_pris', `L’UAI ${uai} est déjà dans le référentiel : choisissez-le au lieu de le créer.`)
  const absorbes = await lireCotes(ctx, avec)
  const [modele] = absorbes
  return modele ? [coteNouvelle(modele, uai, date_effet, { nom: modele.nom }), ...absorbes] : absorbes
}

export const enTexte = (
  champ: Pick<ChampDeFiche, 'genre' | 'unite'>,
  clair: string | null,
  valeur: unknown,
): string => {
  if (clair) return clair
  if (valeur === null || valeur === undefined) return ''
  if (typeof valeur === 'boolean') return valeur ? 'Oui' : 'Non'
  return direMesure(champ, valeur)
}

/** In an administrative merger, past figures stay with the record of their year; people, works and dossiers go on. */
const RESTENT = ['effectif', 'indicateur', 'compte_financier', 'moyen_humain', 'contact_role', 'actualite', 'note']

export const suitParDefaut = (genre: GenreFusion, nom: string): boolean => genre === 'doublon' || !RESTENT.includes(nom)

/** What will move, by kind; kinds without any row are left out. */
async function compterMouvements(ctx: Read, move: Move): Promise<Reply<Porte>['mouvements']> {
  const comptes = await Promise.all(
    ctx.kit.followers.map(async (f) => ({ nom: f.name, libelle: f.label, lignes: await f.count(ctx, move) })),
  )
  return comptes
    .filter((c) => c.lignes.length > 0)
    .map(({ nom, libelle, lignes }) => ({
      nom,
      libelle,
      nombre: lignes.reduce((s, l) => s + l.count, 0),
      bloques: lignes.reduce((s, l) => s + l.stuck, 0),
      annees: [...new Set(lignes.flatMap((l) => l.years ?? []))].sort((a, b) => b - a),
      suit: suitParDefaut(move.kind as GenreFusion, nom),
    }))
}
