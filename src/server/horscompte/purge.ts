import { SYSTEME } from '#domain/acteur.ts'
import { effacerDemandeur } from '../comptes/demandeurs.ts'
import { effacerSansCompte } from '../dossiers/sans-compte.ts'
import { contextOf, type Kit, type Read, type Write, write } from '../platform/context.ts'
import type { Job } from '../platform/jobs.ts'
import { posterEffacement, retirerCodesEcrits } from './courriels.ts'

const JOUR = 86_400_000
/** Days between the announcement and the erasure. */
const PREAVIS = 7

/** Every night: drafts without account that nobody comes back to, addresses never confirmed, sessions that are over. */
export const purgeSansCompte: Job = {
  name: 'horscompte_purge',
  horaire: '50 3 * * *',
  run: async (kit) => void (await purger(kit, new Date())),
}

/** Gives how many were announced and erased. Each in its own transaction. */
export async function purger(kit: Kit, maintenant: Date): Promise<{ annonces: number; effaces: number }> {
  const ctx = contextOf(kit, SYSTEME, maintenant)
  const iso = maintenant.toISOString()
  await write(ctx, async (w) => {
    await w.db.deleteFrom('horscompte.demande').where('expire_le', '<', iso).execute()
    await w.db.deleteFrom('horscompte.session').where('expire_le', '<', iso).execute()
    await retirerCodesEcrits(w, new Date(maintenant.getTime() - JOUR).toISOString())
  })
  const duree = kit.config.brouillonsSansCompte * JOUR
  const aEffacer = new Date(maintenant.getTime() - duree).toISOString()
  const aAnnoncer = new Date(maintenant.getTime() - duree + PREAVIS * JOUR).toISOString()
  const lignes = await kit.db
    .selectFrom('horscompte.acces as a')
    .innerJoin('dossiers.dossier as d', 'd.id', 'a.dossier_id')
    .innerJoin('teleservices.teleservice as t', 't.id', 'd.teleservice_id')
    .innerJoin('comptes.personne as p', 'p.id', 'a.personne_id')
    .select([
      'a.personne_id',
      'a.dossier_id',
      'a.annonce_le',
      'd.etat',
      'd.modifie_le',
      't.titre',
      'p.prenom',
      'p.courriel',
    ])
    // Those that their demandeur has abandoned wait for nothing.
    .where((ou) =>
      ou.or([
        ou('d.etat', '=', 'abandonne'),
        ou.and([ou('d.etat', '=', 'brouillon'), ou('d.modifie_le', '<', aAnnoncer)]),
      ]),
    )
    .orderBy('a.dossier_id')
    .execute()
  const bilan = { annonces: 0, effaces: 0 }
  for (const l of lignes) {
    if (l.etat === 'abandonne') {
      bilan.effaces += (await effacer(ctx, l, aEffacer)) ? 1 : 0
      continue
    }
    // Touched since: the announcement is no more.
    const annonce = l.annonce_le && l.annonce_le > l.modifie_le ? Date.parse(l.annonce_le) : undefined
    if (annonce === undefined) {
      await write(ctx, (w) => annoncer(w, l, maintenant))
      bilan.annonces += 1
    } else if (annonce <= maintenant.getTime() - PREAVIS * JOUR && (await effacer(ctx, l, aEffacer))) bilan.effaces += 1
  }
  return bilan
}

type Ligne = { personne_id: number; dossier_id: number; titre: string; prenom: string; courriel: string }

async function annoncer(ctx: Write, l: Ligne, maintenant: Date): Promise<void> {
  const jour = new Date(maintenant.getTime() + PREAVIS * JOUR).toLocaleDateString('fr-FR', {
    timeZone: 'Europe/Paris',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
  const { personne_id, titre, prenom, courriel } = l
  await posterEffacement(ctx, { personne_id, titre, prenom, courriel, jour })
  await ctx.db
    .updateTable('horscompte.acces')
    .set({ annonce_le: maintenant.toISOString() })
    .where('personne_id', '=', personne_id)
    .execute()
}

async function effacer(ctx: Read, l: Ligne, avant: string): Promise<boolean> {
  const fichiers = await write(ctx, (w) => oublier(w, l, avant))
  for (const fichier of fichiers ?? []) await ctx.kit.files.remove(fichier)
  return fichiers !== undefined
}

async function oublier(ctx: Write, { dossier_id, personne_id }: Ligne, avant: string): Promise<string[] | undefined> {
  const fichiers = await effacerSansCompte(ctx, dossier_id, avant)
  if (!fichiers) return undefined
  await ctx.db.deleteFrom('horscompte.acces').where('personne_id', '=', personne_id).execute()
  await effacerDemandeur(ctx, personne_id)
  return fichiers
}
