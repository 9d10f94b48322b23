import { sql } from 'kysely'
import { estChefDe, estUsager, type Personne } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { interdit, introuvable } from '#domain/erreurs.ts'
import { type Attente, aFaire, parUrgence } from '#domain/instruction/afaire.ts'
import type * as api from '#domain/instruction/api.ts'
import { trouverStatut } from '#domain/instruction/guide.ts'
import type { AFaire } from '#domain/instruction/tableaux.ts'
import { nettoyerUai } from '#domain/referentiel/uai.ts'
import type { Read } from '../platform/context.ts'
import { guideDe, guidesDe, lireLignes } from './lignes.ts'
import { source } from './source.ts'

type Lire = typeof api.lireAccueil

/** Drafts and follow-ups that await the person, for one établissement or for all theirs. */
export async function lireAccueil(ctx: Read, { query }: Input<Lire>): Promise<Reply<Lire>> {
  const { acteur } = ctx
  if (!estUsager(acteur)) throw interdit('Cet accueil est celui des établissements.')
  const tous = acteur.habilitations.map((h) => h.uai)
  const uai = query.uai === undefined ? undefined : nettoyerUai(query.uai)
  if (uai !== undefined && !tous.includes(uai)) throw introuvable('Cet établissement n’est pas parmi les vôtres.')
  const uais = uai === undefined ? tous : [uai]

  const { lignes: dossiers } = await source(ctx)
  const condition = sql`v.etat = 'depose' and v.uai = any(${uais}::text[])`
  const { rows: comptes } = await sql<{ guide_id: number | null; teleservice_id: number; statut: string; n: number }>`
    select v.guide_id, v.teleservice_id, v.statut, count(*) as n from (${dossiers}) v where ${condition} group by 1, 2, 3`.execute(
    ctx.db,
  )
  const guides = await guidesDe(ctx, comptes)
  const compter = (termine: boolean) =>
    comptes.filter((c) => estTermine(guideDe(guides, c), c.statut) === termine).reduce((n, c) => n + c.n, 0)
  return {
    a_faire: (await listerAttentes(ctx, acteur, uais)).toSorted(parUrgence),
    en_cours: compter(false),
    termines: compter(true),
    derniers: await lireLignes(ctx, dossiers, condition, { tri: '-depose_le', par_page: 5, decalage: 0 }, guides),
  }
}

const estTermine = (guide: Parameters<typeof trouverStatut>[0] | undefined, statut: string): boolean =>
  guide !== undefined && trouverStatut(guide, statut)?.statut.effet === 'terminee'

type Ligne = Omit<Attente, 'prepare_par' | 'chef'> & {
  uai: string
  nom: string
  numero: string | null
  objet: string
  code: string
  titre: string
  demandeur_id: number
  demandeur: string
  depuis: string
  echeance: string | null
}

/** One query over the dossiers of these établissements that may await something. */
async function listerAttentes(ctx: Read, moi: Personne, uais: string[]): Promise<AFaire[]> {
  const { rows } = await sql<Ligne>`
    select d.cle, d.etat, d.uai, e.nom, d.numero, d.objet, t.code, t.titre, d.demandeur_id,
      d.renvoye_motif, p.prenom || ' ' || p.nom as soumis_par,
      m.prenom || ' ' || m.nom as demandeur, x.*
    from dossiers.dossier d
    join referentiel.etablissement e on e.uai = d.uai
    join teleservices.teleservice t on t.id = d.teleservice_id
    join comptes.personne m on m.id = d.demandeur_id
    left join comptes.personne p on p.id = d.soumis_par
    cross join lateral (
      select
        (select count(*) from instruction.demande_piece q where q.dossier_id = d.id and q.etat = 'attendue') as pieces_attendues,
        (select min(q.avant_le) from instruction.demande_piece q where q.dossier_id = d.id and q.etat = 'attendue') as echeance,
        exists (select from messagerie.notification n where n.personne_id = ${moi.id} and n.dossier_id = d.id
          and n.genre = 'decision_notifiee' and n.lue_le is null) as decision_a_lire,
        (select count(*) from messagerie.message g where g.dossier_id = d.id and g.cote = 'collectivite'
          and g.id > coalesce((select l.dernier_message from messagerie.lecture l
            where l.dossier_id = d.id and l.personne_id = ${moi.id}), 0)) as messages_a_lire,
        coalesce((select s.depuis_public from instruction.suivi s where s.dossier_id = d.id), d.modifie_le) as depuis
    ) x
    where (not d.sans_compte and d.uai = any(${uais}::text[]) or d.sans_compte and d.demandeur_id = ${moi.id})
      and d.etat <> 'abandonne'
      and (d.etat = 'brouillon' or x.pieces_attendues > 0 or x.decision_a_lire or x.messages_a_lire > 0)`.execute(
    ctx.db,
  )
  return rows.flatMap((l) => {
    const prepare_par = estChefDe(moi, l.uai) && l.demandeur_id !== moi.id ? l.demandeur : null
    const tache = aFaire({ ...l, prepare_par, chef: estChefDe(moi, l.uai) })
    if (!tache) return []
    return {
      ...tache,
      cle: l.cle,
      numero: l.numero,
      teleservice: { code: l.code, titre: l.titre },
      etablissement: { uai: l.uai, nom: l.nom },
      objet: l.objet,
      depuis: l.depuis,
      echeance: l.echeance,
    }
  })
}
