import type { CodeConnecteur } from '#domain/connecteurs/liste.ts'
import type { Resultat } from '#domain/connecteurs/resultat.ts'
import type { Donnees } from '#domain/formulaire/types/alimentation.ts'
import { type Demande, FRANCE, type Particulier } from '#domain/formulaire/types/particulier.ts'
import { jourLocal } from '#domain/heure.ts'
import type { Read } from '../platform/context.ts'
import type { Motif } from './interroger.ts'
import { chercherBourse, chercherQuotientFamilial, chercherScolarite, type EtatCivil } from './particulier.ts'
import { lireReglage } from './reglage.ts'

/** Whose quota a question about a person counts in. */
export const DE_PARTICULIER: readonly CodeConnecteur[] = ['api-particulier']

/**
 * What API Particulier says of a person who agreed, as parts for the questions of a form. Refused as long as the
 * habilitation and the text it rests on are not declared: they are what makes the question lawful (CRPA, L114-8).
 * @param qui an identity that `refusDIdentite` accepts
 */
export async function interrogerParticulier(
  ctx: Read,
  demande: Demande,
  qui: Particulier,
  motif: Motif & { uai: string },
): Promise<Resultat<Donnees>> {
  const { habilitation, fondement, source } = await lireReglage(ctx, 'api-particulier')
  if (!habilitation || !fondement)
    return { etat: 'refuse', source, date: jourLocal(ctx.now), message: SANS_HABILITATION }
  // The trace says by what right; who the person is stays out of it.
  const dit = { ...motif, motif: `${motif.motif}, habilitation ${habilitation}`.slice(0, 500) }
  switch (demande) {
    case 'quotient_familial':
      return lus(
        await chercherQuotientFamilial(ctx, { ...etatCivil(qui), ...naissance(qui) }, undefined, dit),
        (q) => ({
          quotient: q.valeur,
          quotient_mois: q.mois,
          quotient_caisse: q.caisse,
        }),
      )
    case 'scolarite':
      return lus(
        await chercherScolarite(ctx, etatCivil(qui), motif.uai, anneeScolaire(jourLocal(ctx.now)), dit),
        (s) => ({
          scolarise: s.scolarise,
          boursier: s.boursier,
          echelon: s.echelon,
          annee_scolaire: s.annee_scolaire,
        }),
      )
    case 'bourse_etudiant':
      return lus(await chercherBourse(ctx, qui.ine?.trim().toUpperCase() ?? '', dit), (b) => ({
        etudiant_boursier: b.boursier,
        echelon_etudiant: b.echelon,
      }))
  }
}

const SANS_HABILITATION =
  'La collectivité n’a pas déclaré l’habilitation qui lui permet d’interroger API Particulier : rien n’a été demandé.'

function lus<T>({ valeur, ...r }: Resultat<T>, enParts: (valeur: T) => Donnees): Resultat<Donnees> {
  return valeur === undefined ? r : { ...r, valeur: enParts(valeur) }
}

const etatCivil = ({ nom = '', prenoms = '', naissance = '', sexe = 'F' }: Particulier): EtatCivil => ({
  nom: nom.trim(),
  prenoms: prenoms.split(/[\s,]+/).filter(Boolean),
  naissance,
  sexe,
})

const naissance = ({ pays, commune }: Particulier): { pays: string; commune?: string } =>
  pays ? { pays } : { pays: FRANCE, commune: commune?.code }

/** « 2026-2027 » from August on. */
function anneeScolaire(jour: string): string {
  const annee = Number(jour.slice(0, 4)) - (jour.slice(5, 7) < '08' ? 1 : 0)
  return `${annee}-${annee + 1}`
}
