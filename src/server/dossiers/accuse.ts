import { sql } from 'kysely'
import type { Demandeur, Personne } from '#domain/acteur.ts'
import { type DonneesAccuse, ecrirePersonne, etapesDeLAccuse, mentions } from '#domain/dossiers/accuse.ts'
import type * as api from '#domain/dossiers/api.ts'
import { ecrireDateEntiere } from '#domain/ecriture.ts'
import type { Input } from '#domain/endpoint.ts'
import { conflit } from '#domain/erreurs.ts'
import type { Definition, Reponses } from '#domain/formulaire/definition.ts'
import { recapitulatif } from '#domain/formulaire/recapitulatif.ts'
import { champDe } from '#domain/formulaire/saisie.ts'
import { ecrireTaille } from '#domain/formulaire/types/piece.ts'
import { heureLocale } from '#domain/heure.ts'
import type { Read, Write } from '../platform/context.ts'
import type { Download } from '../platform/doors.ts'
import { composerPdf } from '../platform/pdf.ts'
import type { Etablissement } from '../teleservices/connus.ts'
import type { Teleservice } from '../teleservices/fiche.ts'
import { trouverDossier } from './visibles.ts'

type Depot = {
  teleservice: Teleservice
  etablissement: Etablissement
  definition: Definition
  utiles: Reponses
  acteur: Personne | Demandeur
}

/** All that the accusé will ever say, but the number: the deposit writes it down in its own transaction. */
export async function preparerAccuse(
  ctx: Write,
  dossier: { demandeur_id: number },
  { teleservice, etablissement, definition, utiles, acteur }: Depot,
  pieces: api.Piece[],
): Promise<Omit<DonneesAccuse, 'numero'>> {
  const gens = await ctx.db
    .selectFrom('comptes.personne')
    .select(['id', 'prenom', 'nom', 'fonction'])
    .where('id', '=', sql<number>`any(${[dossier.demandeur_id, acteur.id]}::bigint[])`)
    .execute()
  const nommer = (id: number) => {
    const trouve = gens.find((p) => p.id === id)
    return trouve ? ecrirePersonne(trouve) : ''
  }
  const { contact } = teleservice.fiche
  const heure = heureLocale(ctx.now)
  return {
    collectivite: ctx.kit.config.collectivite,
    recu_le: `${ecrireDateEntiere(heure)} à ${heure.slice(11)}`,
    teleservice: teleservice.fiche.titre,
    dispositif: teleservice.dispositif.libelle,
    etablissement: { uai: etablissement.uai, nom: etablissement.nom, adresse: adresseDe(etablissement) },
    demandeur: nommer(dossier.demandeur_id),
    depose_par: nommer(acteur.id),
    service: {
      nom: contact.service,
      adresse: contact.adresse ?? '',
      courriel: contact.courriel ?? '',
      telephone: contact.telephone ?? '',
    },
    mentions: mentions(teleservice.dispositif.regime, heure.slice(0, 10)),
    etapes: etapesDeLAccuse(recapitulatif(definition, utiles)),
    pieces: pieces.map((p) => ({
      libelle: champDe(definition, p.champ)?.libelle ?? '',
      nom: p.nom,
      taille: ecrireTaille(p.taille),
      sha256: p.sha256,
    })),
  }
}

const adresseDe = (e: Etablissement): string =>
  [e.adresse, [e.code_postal, e.commune].filter(Boolean).join(' ')].filter(Boolean).join(', ')

/** The accusé as PDF: made from the frozen data at the first request, kept, and the same bytes for ever after. */
export async function lireAccuse(ctx: Read, { params }: Input<typeof api.lireAccuse>): Promise<Download> {
  const dossier = await trouverDossier(ctx, params.cle)
  if (dossier.etat !== 'depose')
    throw conflit('pas_depose', 'Ce dossier n’est pas encore déposé : il n’a pas d’accusé de réception.')
  const accuse = await ctx.db
    .selectFrom('dossiers.accuse')
    .selectAll()
    .where('dossier_id', '=', dossier.id)
    .executeTakeFirstOrThrow()
  // Lost from the store, it is made again: what it says is in the database.
  const garde = accuse.fichier && (await ctx.kit.files.exists(accuse.fichier)) ? accuse.fichier : undefined
  const fichier = garde ?? (await composer(ctx, dossier.id, dossier.cle, accuse))
  const contenu = await ctx.kit.files.get(fichier)
  return { nom: `accuse-${dossier.numero}.pdf`, type: 'application/pdf', contenu, taille: contenu.length }
}

async function composer(ctx: Read, id: number, cle: string, accuse: { donnees: unknown; le: string }): Promise<string> {
  const fichier = `accuses/${cle.slice(0, 2)}/${cle}.pdf`
  // Same data, same date, same bytes: two first requests at once write the same file twice.
  await ctx.kit.files.put(
    fichier,
    composerPdf('dossiers/accuse.typ', accuse.donnees as DonneesAccuse, new Date(accuse.le)),
  )
  await ctx.db.updateTable('dossiers.accuse').set({ fichier }).where('dossier_id', '=', id).execute()
  return fichier
}
