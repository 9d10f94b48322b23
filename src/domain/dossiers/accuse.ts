import { ecrireDateEntiere } from '../ecriture.ts'
import type { EtapeRecapitulative } from '../formulaire/recapitulatif.ts'
import type { PieceDuDossier } from './pieces.ts'

/** All that an accusé says, frozen at deposit: the PDF adds its layout and nothing else. */
export type DonneesAccuse = {
  collectivite: string
  numero: string
  /** « 24 novembre 2026 à 10:42 », time of Europe/Paris. */
  recu_le: string
  teleservice: string
  dispositif: string
  etablissement: { uai: string; nom: string; adresse: string }
  demandeur: string
  depose_par: string
  service: { nom: string; adresse: string; courriel: string; telephone: string }
  mentions: string[]
  etapes: { titre: string; lignes: { libelle: string; texte: string; section: string; ligne: string }[] }[]
  pieces: { libelle: string; nom: string; taille: string; sha256: string }[]
}

export type PieceDeposee = PieceDuDossier & { libelle: string; sha256: string }

/**
 * What the law wants said beside the date and the service. An EPLE that asks its own authority is an administration
 * (CRPA, L100-3): silence decides nothing and nothing is said of it. For the public, silence on a financial request
 * means rejection after two months (L231-4, 3°), and R112-11-1 wants the date and the appeals.
 * @param jour local day of the deposit, `AAAA-MM-JJ`
 */
export function mentions(regime: 'administration' | 'public', jour: string): string[] {
  const commune =
    'Cet accusé atteste la réception du dossier à la date indiquée. Il ne préjuge ni de sa recevabilité ni de la décision.'
  if (regime === 'administration') return [commune]
  return [
    commune,
    `Sans réponse du service, la demande est réputée rejetée le ${ecrireDateEntiere(ajouterMois(jour, 2))} : le silence gardé pendant deux mois vaut décision de rejet (code des relations entre le public et l’administration, article L231-4). Si des pièces manquantes sont demandées, ce délai est suspendu jusqu’à leur réception, dans la limite du délai donné pour les produire (article L114-5).`,
    'Cette décision de rejet peut être contestée dans les deux mois, par un recours gracieux adressé au service désigné ci-dessus ou par un recours devant le tribunal administratif compétent (code de justice administrative, article R421-1).',
  ]
}

/** The same day some months later, or the last day of the month when it has none: 31 December + 2 = 28 February. */
export function ajouterMois(jour: string, mois: number): string {
  const [annee = 0, m = 1, quantieme = 1] = jour.split('-').map(Number)
  const dernier = new Date(Date.UTC(annee, m - 1 + mois + 1, 0))
  const retenu = Math.min(quantieme, dernier.getUTCDate())
  return `${dernier.toISOString().slice(0, 8)}${String(retenu).padStart(2, '0')}`
}

/** « Jeanne Martin, proviseure » */
export const ecrirePersonne = (p: { prenom: string; nom: string; fonction: string }): string =>
  `${p.prenom} ${p.nom}${p.fonction ? `, ${p.fonction}` : ''}`

/** The recap without what was left empty: an accusé proves what was said. */
export const etapesDeLAccuse = (etapes: EtapeRecapitulative[]): DonneesAccuse['etapes'] =>
  etapes
    .map(({ titre, lignes }) => ({
      titre,
      lignes: lignes
        .filter((l) => !l.vide)
        .map((l) => ({ libelle: l.libelle, texte: l.texte, section: l.section ?? '', ligne: l.ligne ?? '' })),
    }))
    .filter((etape) => etape.lignes.length > 0)
