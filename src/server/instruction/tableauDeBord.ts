import { type RawBuilder, sql } from 'kysely'
import { estPersonne } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { interdit } from '#domain/erreurs.ts'
import type * as api from '#domain/instruction/api.ts'
import { peutVoirTableauDeBord } from '#domain/instruction/droits.ts'
import { QuiAgit } from '#domain/instruction/guide.ts'
import { LIBELLES_QUI_AGIT, type TableauDeBord } from '#domain/instruction/tableaux.ts'
import { phraseActe } from '#domain/journal/phrase.ts'
import { visibles as dossiersVisibles } from '../dossiers/visibles.ts'
import { enObjet } from '../journal/lire.ts'
import type { Read } from '../platform/context.ts'
import { enRetard } from './filtres.ts'
import { lireLignes } from './lignes.ts'
import { compter, facettesDeStatut } from './portefeuille.ts'
import { source } from './source.ts'

type Lire = typeof api.lireTableauDeBord

/** Rows shown under each heading; the list has the rest. */
const A_TRAITER = { tri: 'depuis', par_page: 5, decalage: 0 } as const

/** What an agent sees first: what moves in their périmètre, what is late, what is theirs. */
export async function lireTableauDeBord(ctx: Read, _: Input<Lire>): Promise<Reply<Lire>> {
  if (!peutVoirTableauDeBord(ctx.acteur)) throw interdit('Le tableau de bord est réservé aux agents.')
  const { lignes: dossiers } = await source(ctx)
  const miens = sql<boolean>`not v.termine and v.affecte_a = ${estPersonne(ctx.acteur) ? ctx.acteur.id : 0}`
  const { comptes, guides } = await compter<Mesures>(
    ctx,
    dossiers,
    sql`not v.termine`,
    sql`, count(*) filter (where v.affecte_a is null) as sans_agent,
      count(*) filter (where ${enRetard(ctx)}) as en_retard, count(*) filter (where ${miens}) as miens`,
  )
  const total = (cle: keyof Mesures | 'nombre') => comptes.reduce((n, c) => n + c[cle], 0)
  const parQui = Map.groupBy(comptes, (c) => c.vu.qui_agit)
  const lire = (condition: RawBuilder<unknown>) => lireLignes(ctx, dossiers, condition, A_TRAITER, guides)
  return {
    en_cours: total('nombre'),
    par_qui_agit: QuiAgit.options.flatMap((qui_agit) => {
      const siens = parQui.get(qui_agit) ?? []
      const nombre = siens.reduce((n, c) => n + c.nombre, 0)
      return nombre ? [{ qui_agit, libelle: LIBELLES_QUI_AGIT[qui_agit], nombre }] : []
    }),
    par_statut: facettesDeStatut(comptes),
    sans_agent: total('sans_agent'),
    en_retard: { nombre: total('en_retard'), elements: await lire(enRetard(ctx)) },
    mes_dossiers: { nombre: total('miens'), elements: await lire(miens) },
    derniers_evenements: await listerEvenements(ctx),
  }
}

type Mesures = { sans_agent: number; en_retard: number; miens: number }

/** The last acts on deposited dossiers of the périmètre; drafts are the établissement's business. */
async function listerEvenements(ctx: Read): Promise<TableauDeBord['derniers_evenements']> {
  const lignes = await dossiersVisibles(ctx)
    .innerJoin('journal.acte as a', 'a.objet_cle', 'd.cle')
    .innerJoin('referentiel.etablissement as f', 'f.uai', 'd.uai')
    .where('a.objet_genre', '=', 'dossier')
    .where('a.code', 'not in', [
      'dossier_commence',
      'piece_ajoutee',
      'piece_remplacee',
      'piece_retiree',
      'piece_analysee',
      'instruction_ouverte',
    ])
    .select(['a.id', 'a.le', 'a.acteur_nom', 'a.code', 'a.donnees', 'd.cle', 'd.numero', 'd.objet', 'f.uai', 'f.nom'])
    .orderBy('a.le', 'desc')
    .orderBy('a.id', 'desc')
    .limit(12)
    .execute()
  return lignes.map((l) => ({
    id: l.id,
    le: l.le,
    acteur: l.acteur_nom,
    phrase: phraseActe(l.code, enObjet(l.donnees)),
    dossier: { cle: l.cle, numero: l.numero, objet: l.objet },
    etablissement: { uai: l.uai, nom: l.nom },
  }))
}
