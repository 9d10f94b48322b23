import { ecrireDateEntiere } from '../ecriture.ts'
import { mentionneLesRecours, phraseDeDecision } from './decision.ts'
import type { SensDecision } from './guide.ts'

/** All that a letter of notification says, frozen when it leaves: the PDF adds its layout and nothing else. */
export type DonneesLettre = {
  collectivite: string
  numero: string
  titre: string
  /** « 24 novembre 2026 » */
  notifiee_le: string
  depose_le: string
  teleservice: string
  objet: string
  etablissement: { uai: string; nom: string; adresse: string[] }
  /** Prénom, nom, qualité and address of the agent (CRPA, L111-2). */
  agent: { nom: string; qualite: string; service: string; adresse: string; courriel: string; telephone: string }
  decision: string
  motif: string
  /** Empty when none is owed. */
  recours: string
}

export type Notifiable = {
  collectivite: string
  numero: string
  /** Local days, `AAAA-MM-JJ`. */
  notifiee_le: string
  depose_le: string
  teleservice: string
  objet: string
  regime: 'administration' | 'public'
  etablissement: { uai: string; nom: string; adresse: string[] }
  agent: DonneesLettre['agent']
  sens: SensDecision
  /** In euros. */
  montant: number | null
  motif: string
}

/** The letter of a decision, in the words of the law where it has some. */
export function lettreDeNotification(n: Notifiable): DonneesLettre {
  const { sens, montant, regime, ...reste } = n
  return {
    ...reste,
    titre: `Notification de décision, dossier n° ${n.numero}`,
    notifiee_le: ecrireDateEntiere(n.notifiee_le),
    depose_le: ecrireDateEntiere(n.depose_le),
    decision: phraseDeDecision(sens, montant),
    recours: mentionneLesRecours(sens, regime) ? RECOURS : '',
  }
}

/** CJA, R421-1 for the delay and R414-2 for the téléservice of the courts; CRPA, L411-2 for the prior appeal. */
const RECOURS =
  'Si vous contestez cette décision, vous pouvez, dans les deux mois qui suivent sa notification, adresser un recours gracieux à l’autorité signataire de cette lettre ou saisir le tribunal administratif compétent, par courrier ou sur le site www.telerecours.fr (code de justice administrative, articles R421-1 et R414-2). Un recours gracieux formé dans ce délai le proroge : vous pourrez encore saisir le tribunal dans les deux mois qui suivent la réponse, expresse ou implicite (code des relations entre le public et l’administration, article L411-2).'
