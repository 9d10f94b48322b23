import { sql } from 'kysely'
import { estPersonne } from '#domain/acteur.ts'
import { introuvable } from '#domain/erreurs.ts'
import { jourLocal } from '#domain/heure.ts'
import type { ChampDeFiche } from '#domain/referentiel/champ-de-fiche.ts'
import { peutLireGroupe } from '#domain/referentiel/droits.ts'
import { vontEnsemble } from '#domain/referentiel/saisie.ts'
import type { Proposition } from '#domain/validation/api.ts'
import { peutArbitrer } from '#domain/validation/droits.ts'
import {
  type EtatProposition,
  enSaisie,
  estOuverte,
  memesValeurs,
  type Valeurs,
} from '#domain/validation/proposition.ts'
import type { Read, Write } from '../platform/context.ts'
import { enTexte } from '../referentiel/fusion-plan.ts'
import { lireRegistre } from '../referentiel/registre.ts'
import { lecteurDeCodes, listerNomenclatures } from '../referentiel/valeurs.ts'
import { visibles } from '../referentiel/visibles.ts'

export type Mots = {
  registre: ReadonlyMap<string, ChampDeFiche>
  enClair: ReturnType<typeof lecteurDeCodes>
}

/** What it takes to say a proposition in words; two queries. Champs that the actor may not read are not in it. */
export async function lireMots(ctx: Read | Write): Promise<Mots> {
  const [registre, nomenclatures] = [await lireRegistre(ctx), await listerNomenclatures(ctx)]
  const lisibles = registre.filter((c) => peutLireGroupe(ctx.acteur, c.groupe))
  return { registre: new Map(lisibles.map((c) => [c.code, c])), enClair: lecteurDeCodes(nomenclatures) }
}

/** « Latitude et Longitude » for two champs that go together. */
export const nommer = ({ registre }: Pick<Mots, 'registre'>, champ: string): string =>
  vontEnsemble(champ)
    .map((c) => registre.get(c)?.libelle ?? c)
    .join(' et ')

/** All the values of the fiche `e`, those without a column of their own included. */
export const VALEURS = sql<Valeurs>`(to_jsonb(e) - 'autres' || coalesce(e.autres, '{}'))`

/** Who made it may still do so today: an habilitation in force, or an agent still there. */
const EN_FONCTION = (jour: string) => sql<boolean>`(a.active and (a.role <> 'etablissement' or exists (
  select from comptes.habilitation h where h.personne_id = a.id and h.uai = p.uai
    and h.depuis <= ${jour}::date and (h.jusque is null or h.jusque >= ${jour}::date))))`

/** The propositions that the actor may know of, with their établissement as `e` and their author as `a`. */
export function propositionsVisibles(ctx: Read | Write, { registre }: Mots) {
  return visibles(ctx)
    .innerJoin('validation.proposition as p', 'p.uai', 'e.uai')
    .innerJoin('comptes.personne as a', 'a.id', 'p.auteur_id')
    .where('p.champ', '=', sql<string>`any(${[...registre.keys()]}::text[])`)
}

/** Rows as `propositionsVisibles` gives them, with what the views need; the caller sorts and cuts. */
export function lignes(ctx: Read | Write, mots: Mots) {
  return propositionsVisibles(ctx, mots)
    .selectAll('p')
    .select(['e.nom', 'e.commune', 'e.etat as etat_fiche', 'a.fonction'])
    .select(VALEURS.as('valeurs'))
    .select(EN_FONCTION(jourLocal(ctx.now)).as('en_fonction'))
    .select(
      sql<number>`(select count(*)::int from validation.proposition r
        where r.uai = p.uai and r.champ = p.champ and r.close_le is null and r.id <> p.id)`.as('rivales'),
    )
    .select(
      sql<{ par: string; par_id: number; le: string; motif: string } | null>`(
        select jsonb_build_object('par', d.auteur, 'par_id', d.auteur_id, 'le', d.le, 'motif', d.motif) from validation.decision d
        where d.proposition_id = p.id order by d.id desc limit 1)`.as('decision'),
    )
}

export type Ligne = Awaited<ReturnType<ReturnType<typeof lignes>['execute']>>[number]

export async function lireLigne(ctx: Read | Write, mots: Mots, id: number): Promise<Ligne> {
  const ligne = await lignes(ctx, mots).where('p.id', '=', id).executeTakeFirst()
  if (!ligne) throw introuvable('Cette proposition n’existe pas, ou n’est pas dans votre périmètre.')
  return ligne
}

/** Why nothing can be decided of it now; null when it can. */
export function empechement(l: Ligne): { code: string; message: string } | null {
  if (l.etat_fiche === 'ferme')
    return { code: 'gelee', message: 'L’établissement est fermé : la proposition attend sa réouverture.' }
  if (!l.en_fonction)
    return {
      code: 'auteur_sans_droit',
      message: `${l.auteur} n’agit plus pour cet établissement : sa proposition ne peut plus être acceptée, seulement refusée.`,
    }
  return null
}

/** One proposition as the API says it. */
export function enProposition(ctx: Read | Write, { registre, enClair }: Mots, l: Ligne): Proposition {
  const etat = l.etat as EtatProposition
  const [avant, propose, accepte] = [l.avant as Valeurs, l.propose as Valeurs, l.accepte as Valeurs | null]
  const noms = vontEnsemble(l.champ).filter((c) => c in propose)
  const typees = enSaisie(propose)
  const ouverte = estOuverte(etat)
  const de_moi = estPersonne(ctx.acteur) && ctx.acteur.id === l.auteur_id
  const groupe = registre.get(l.champ)?.groupe ?? 'autre'
  const juge = peutArbitrer(ctx.acteur, groupe)
  const obstacle = ouverte && juge ? empechement(l) : null
  const texte = (code: string, valeurs: Valeurs) => {
    const champ = registre.get(code)
    const valeur = valeurs[code] ?? null
    return champ ? enTexte(champ, enClair(champ, valeur), valeur) : ''
  }
  return {
    id: l.id,
    etablissement: { uai: l.uai, nom: l.nom, commune: l.commune },
    champ: l.champ,
    libelle: nommer({ registre }, l.champ),
    onglet: registre.get(l.champ)?.onglet ?? 'general',
    groupe,
    champs: noms.map((code) => ({
      champ: code,
      libelle: registre.get(code)?.libelle ?? code,
      genre: registre.get(code)?.genre ?? 'texte',
      unite: registre.get(code)?.unite ?? null,
      avant: avant[code] ?? null,
      avant_texte: texte(code, avant),
      actuelle: l.valeurs[code] ?? null,
      actuelle_texte: texte(code, l.valeurs),
      proposee: typees[code] ?? null,
      proposee_texte: texte(code, propose),
      amendee_texte: accepte && !memesValeurs([code], accepte, propose) ? texte(code, accepte) : null,
    })),
    etat,
    motif: l.motif,
    valable_du: l.valable_du,
    auteur: { nom: l.auteur, fonction: l.fonction },
    le: l.le,
    dossier: l.dossier,
    change_depuis: ouverte && !memesValeurs(noms, avant, l.valeurs),
    rivales: l.rivales,
    gelee: ouverte && l.etat_fiche === 'ferme',
    contestee: ouverte && l.contestee,
    empechement: ouverte ? l.empechement : null,
    niveau: l.niveau,
    niveaux: l.niveaux,
    decision: l.decision && { ...l.decision, le: new Date(l.decision.le).toISOString() },
    close_le: l.close_le,
    changement: l.changement,
    de_moi,
    peut: {
      accepter: ouverte && juge && !de_moi && obstacle === null,
      refuser: ouverte && juge && !de_moi,
      retirer: ouverte && de_moi,
      pourquoi: ouverte && juge ? (de_moi ? SIENNE : (obstacle?.message ?? null)) : null,
    },
  }
}

export const SIENNE = 'Vous avez fait cette proposition : un autre agent doit en décider.'

/** Whether the établissement is open; 404 outside the périmètre. */
export async function lireEtat(ctx: Read | Write, uai: string): Promise<string> {
  const ligne = await visibles(ctx).select('e.etat').where('e.uai', '=', uai).executeTakeFirst()
  if (!ligne) throw introuvable('Cet établissement n’existe pas, ou n’est pas dans votre périmètre.')
  return ligne.etat
}
