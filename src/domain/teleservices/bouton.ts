import { ecrireDate, enumerer } from '#domain/ecriture.ts'
import { jourLocal } from '../heure.ts'
import { type Audience, type Fiche, LIBELLES_AUDIENCES, type Secteur } from './fiche.ts'
import { ouverture } from './ouverture.ts'

export type Bouton = {
  action: 'commencer' | 'reprendre' | 'voir' | 'attendre' | 'reserve' | 'connexion' | 'ferme'
  libelle: string
  /** A visitor may also begin without signing in. */
  sans_compte?: true
}

/** Who looks at the fiche, and for which établissement. */
export type Regard = {
  connecte: boolean
  /** The établissement chosen in the header; absent for an agent or a visitor. */
  etablissement?: { audience: Audience | undefined; secteur: Secteur }
}

export type Existant = {
  /** The last draft of this établissement. */
  brouillon?: { modifie_le: string; auteur: string }
  /** The last dossier deposited in the période. */
  depose?: { numero: string; depose_le: string }
}

/**
 * The smart button of a fiche. What exists comes first (one always finds one's work again), then who may ask, then the
 * calendar: a draft opens even when closed, its deposit will say why it waits. Instants are ISO 8601.
 */
export function etatDuBouton(
  {
    fiche,
    plusieurs_dossiers,
  }: { fiche: Pick<Fiche, 'pour_qui' | 'calendrier' | 'sans_compte'>; plusieurs_dossiers: boolean },
  regard: Regard,
  maintenant: Date,
  { brouillon, depose }: Existant = {},
): Bouton {
  if (brouillon)
    return {
      action: 'reprendre',
      libelle: `Reprendre le brouillon du ${leJour(brouillon.modifie_le)}, par ${brouillon.auteur}`,
    }
  if (depose && !plusieurs_dossiers)
    return { action: 'voir', libelle: `Déposé le ${leJour(depose.depose_le)} : voir le dossier ${depose.numero}` }
  const { etat, ouvre_le, ferme_le } = ouverture(fiche.calendrier, maintenant)
  if (etat === 'ferme') return { action: 'ferme', libelle: `Fermé depuis le ${ecrireDate(ferme_le ?? '')}` }
  if (!concerne(fiche.pour_qui, regard))
    return { action: 'reserve', libelle: `Réservé aux ${publicDe(fiche.pour_qui)}` }
  if (etat === 'a_venir') return { action: 'attendre', libelle: `Ouvre le ${ecrireDate(ouvre_le ?? '')}` }
  if (!regard.connecte)
    return {
      action: 'connexion',
      libelle: 'Se connecter pour commencer',
      ...(fiche.sans_compte && { sans_compte: true }),
    }
  return { action: 'commencer', libelle: depose ? 'Commencer une autre demande' : 'Commencer' }
}

/** May this établissement ask? A visitor who has not signed in may still be anybody. */
export function concerne(pour_qui: Fiche['pour_qui'], { connecte, etablissement }: Regard): boolean {
  if (!connecte) return true
  if (!etablissement?.audience) return false
  return pour_qui.natures.includes(etablissement.audience) && pour_qui.secteurs.includes(etablissement.secteur)
}

/** « collèges, lycées et EREA publics » */
export function publicDe({ natures, secteurs }: Fiche['pour_qui']): string {
  const noms = natures.map((n) => (n === 'erea' ? LIBELLES_AUDIENCES.erea : `${LIBELLES_AUDIENCES[n].toLowerCase()}s`))
  const [seul] = secteurs
  if (!seul || secteurs.length > 1) return enumerer(noms)
  return `${enumerer(noms)} ${seul === 'public' ? 'publics' : 'privés sous contrat'}`
}

const leJour = (instant: string): string => ecrireDate(jourLocal(new Date(instant)))
