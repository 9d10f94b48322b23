import { sql } from 'kysely'
import type { Personne } from '#domain/acteur.ts'
import { introuvable } from '#domain/erreurs.ts'
import type { ContextePreremplissage } from '#domain/formulaire/prefill.ts'
import { CLES_ETABLISSEMENT } from '#domain/formulaire/sources.ts'
import { jourLocal } from '#domain/heure.ts'
import type { Read, Write } from '../platform/context.ts'

/** What a draft of this établissement would begin with; who draws stands for who asks. Throws 404. */
export async function contexteJoue(ctx: Read | Write, { nom, prenom, courriel }: Personne, uai: string) {
  const lu = await lireEtablissement(ctx, uai)
  const etablissement = Object.fromEntries(CLES_ETABLISSEMENT.map((cle) => [cle, lu[cle]]))
  return {
    etablissement: { ...etablissement, date: dateDe(lu) },
    demandeur: { nom, prenom, courriel, fonction: 'Chef d’établissement', date: jourLocal(ctx.now) },
    effectifs: await lireEffectifs(ctx, uai),
  } satisfies ContextePreremplissage
}

/** What the form may be filled with, and what says whether this établissement may ask. Throws 404. */
export async function lireEtablissement(ctx: Read | Write, uai: string) {
  const ligne = await ctx.db
    .selectFrom('referentiel.etablissement as e')
    .leftJoin('referentiel.nature as n', 'n.code', 'e.nature')
    .leftJoin('referentiel.provenance as o', 'o.uai', 'e.uai')
    .select(['e.uai', 'e.nom', 'e.type', 'e.secteur', 'e.commune', 'e.code_postal', 'e.adresse', 'e.siret'])
    .select(['e.telephone', 'e.courriel', 'o.champs as provenance', 'e.modifie_le', 'n.libelle as nature'])
    .where('e.uai', '=', uai)
    .executeTakeFirst()
  if (!ligne) throw introuvable('Cet établissement n’existe pas.')
  return ligne
}
export type Etablissement = Awaited<ReturnType<typeof lireEtablissement>>

/** The most recent day that a source vouches for the fiche, else the day it was last written. */
export function dateDe({ provenance, modifie_le }: Etablissement): string {
  const jours = Object.values(provenance ?? {})
    .map((p) => (typeof p === 'object' && p && 'date' in p ? p.date : undefined))
    .filter((jour) => typeof jour === 'string')
  return jours.toSorted().at(-1) ?? modifie_le.slice(0, 10)
}

/** Pupils of the last school year known, by level and regime. */
export async function lireEffectifs(ctx: Read | Write, uai: string) {
  const lignes = await ctx.db
    .selectFrom('referentiel.effectif')
    .select(['annee', 'niveau', 'regime', 'effectif', 'date_donnees'])
    .where('uai', '=', uai)
    .where('annee', '=', (eb) =>
      eb.selectFrom('referentiel.effectif').select(sql<number>`max(annee)`.as('annee')).where('uai', '=', uai),
    )
    .execute()
  return lignes.map((l) => ({
    annee: `${l.annee}-${l.annee + 1}`,
    niveau: l.niveau,
    regime: l.regime,
    nombre: l.effectif,
    date: l.date_donnees,
  }))
}
