import {
  type Acteur,
  agitPour,
  estAdministrateur,
  estChefDe,
  estUsager,
  type FonctionEtablissement,
} from '../acteur.ts'
import type { EtatDossier, Permission } from './api.ts'
import type { Obstacle } from './depart.ts'

type Objet = { uai: string; sans_compte: boolean; demandeur_id: number }

/**
 * Answers for this dossier: the people of its établissement, or, when a family or a pupil began it without an account,
 * that demandeur alone, by their code or once they have attached it to their account. The établissement it concerns then
 * has no right on it.
 */
export function repondDe(acteur: Acteur, dossier: Objet): boolean {
  if (!dossier.sans_compte) return agitPour(acteur, dossier.uai)
  return (acteur.genre === 'demandeur' || estUsager(acteur)) && acteur.id === dossier.demandeur_id
}

/** The établissement's people prepare together: chef and gestionnaire alike. */
export const peutCommencer = (acteur: Acteur, uai: string): boolean => agitPour(acteur, uai)
export const peutRemplir = (acteur: Acteur, dossier: Objet): boolean => repondDe(acteur, dossier)

/** Only the chef binds the établissement: a gestionnaire prepares, the chef deposits. */
export const peutDeposer = (acteur: Acteur, dossier: Objet): boolean =>
  dossier.sans_compte ? repondDe(acteur, dossier) : estChefDe(acteur, dossier.uai)

/** Signs for this établissement with this function. */
export const peutSigner = (acteur: Acteur, dossier: Objet, fonction: FonctionEtablissement): boolean =>
  !dossier.sans_compte &&
  estUsager(acteur) &&
  acteur.habilitations.some((h) => h.uai === dossier.uai && h.fonction === fonction)

/** Bank data whole: who gives it, and who administers payments; everyone else reads it masked. */
export const peutVoirSensibles = (acteur: Acteur, dossier: Objet): boolean =>
  repondDe(acteur, dossier) || estAdministrateur(acteur)

export const REFUS_COMMENCER = 'Vous n’agissez pas pour cet établissement : vous ne pouvez pas y commencer un dossier.'
export const REFUS_REMPLIR = 'Seules les personnes de l’établissement peuvent agir sur ce dossier.'
export const REFUS_DEPOSER =
  'Seul le chef d’établissement peut déposer : demandez-lui de relire ce dossier et de le déposer.'

export const REFUS_SIGNER = 'Votre fonction ne signe pas ce dossier.'
export const CHEZ_LE_CHEF = 'Ce dossier attend la validation du chef d’établissement : reprenez-le pour le modifier.'

/** « Ce dossier est déjà déposé, sous le n° 2026-000012. » */
export const dejaDepose = (numero: string | null): string =>
  `Ce dossier est déjà déposé, sous le n° ${numero ?? ''} : il ne se modifie plus.`

/** What this person may do with this dossier now, and why not: the screen shows what the server would answer. */
export function permissions(
  acteur: Acteur,
  dossier: Objet & { etat: EtatDossier; numero: string | null; soumis_le: string | null },
  obstacle: Obstacle | undefined,
): { remplir: Permission; deposer: Permission; abandonner: Permission } {
  const ferme = dossier.etat === 'brouillon' ? undefined : dejaDepose(dossier.numero)
  const retenu = dossier.soumis_le && !peutDeposer(acteur, dossier) ? CHEZ_LE_CHEF : undefined
  const remplir = permission(peutRemplir(acteur, dossier) ? (ferme ?? retenu) : REFUS_REMPLIR)
  const deposer = permission(peutDeposer(acteur, dossier) ? (ferme ?? obstacle?.message) : REFUS_DEPOSER)
  return { remplir, deposer, abandonner: remplir }
}

const permission = (motif: string | undefined): Permission => ({ possible: !motif, motif: motif ?? null })
