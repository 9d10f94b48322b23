import { ecrireDate } from '../ecriture.ts'
import type { GenreAlerte } from './api.ts'

/** What an alert says of its dossier. */
export type DossierAlerte = {
  cle: string
  numero: string
  objet: string
  teleservice: string
  etablissement: string
  /** Followed with a code, without an account: links lead to where the code is asked. */
  par_code?: boolean
}

/** One alert: the line in the site, and the mail that goes with it. */
export type Alerte = {
  genre: GenreAlerte
  /** One sentence, in the list of alerts. */
  texte: string
  /** Path in the site. */
  lien: string
  sujet: string
  /** Sentences of the mail, between the greeting and the link. */
  corps: string[]
}

const portail = (d: DossierAlerte): string => (d.par_code ? `/suivi?retour=/dossiers/${d.cle}` : `/dossiers/${d.cle}`)
const gestion = (d: DossierAlerte): string => `/gestion/dossiers/${d.cle}`

/** « n° 2026-000123 (Travaux urgents) » */
const nommer = (d: DossierAlerte): string => `n° ${d.numero} (${d.teleservice})`
const intitule = (d: DossierAlerte): string => (d.objet ? ` « ${d.objet} »` : '')

export const accuseDeDepot = (d: DossierAlerte): Alerte => ({
  genre: 'dossier_depose',
  texte: `Votre dossier ${nommer(d)} est déposé.`,
  lien: portail(d),
  sujet: `Dossier ${d.numero} déposé`,
  corps: [
    `Le dossier ${nommer(d)}${intitule(d)} de l’établissement ${d.etablissement} est bien déposé.`,
    'L’accusé de réception vous attend dans le dossier. Nous vous écrirons à chaque étape.',
  ],
})

/** To the chefs: what others have prepared awaits them. What was written to them stays in the site. */
export const dossierSoumis = (d: DossierAlerte): Alerte => ({
  genre: 'dossier_soumis',
  texte: `Un dossier « ${d.teleservice} » attend votre validation.`,
  lien: `${portail(d)}/formulaire?etape=recapitulatif`,
  sujet: `${d.teleservice} : un dossier à valider`,
  corps: [
    `Un dossier « ${d.teleservice} » de l’établissement ${d.etablissement} est prêt : il attend que vous le relisiez.`,
    'Vous pouvez le déposer, le corriger, ou le renvoyer avec un motif.',
  ],
})

export const dossierRenvoye = (d: DossierAlerte): Alerte => ({
  genre: 'dossier_renvoye',
  texte: `Le chef d’établissement vous renvoie le dossier « ${d.teleservice} » : son motif est dans le dossier.`,
  lien: `${portail(d)}/formulaire`,
  sujet: `${d.teleservice} : un dossier à reprendre`,
  corps: [`Le chef d’établissement a relu le dossier « ${d.teleservice} » et vous le renvoie, avec un motif.`],
})

export const nouveauDossier = (d: DossierAlerte): Alerte => ({
  genre: 'dossier_depose',
  texte: `Nouveau dossier ${nommer(d)} de l’établissement ${d.etablissement}.`,
  lien: gestion(d),
  sujet: `Nouveau dossier ${d.numero}`,
  corps: [`L’établissement ${d.etablissement} a déposé le dossier ${nommer(d)}${intitule(d)}.`],
})

/** To the members of the service that instructs it, by the rules of the form or by a colleague. */
export const dossierDuService = (d: DossierAlerte, service: string): Alerte => ({
  genre: 'dossier_depose',
  texte: `Pour « ${service} » : dossier ${nommer(d)} de l’établissement ${d.etablissement}.`,
  lien: gestion(d),
  sujet: `Dossier ${d.numero} pour « ${service} »`,
  corps: [
    `Le dossier ${nommer(d)}${intitule(d)} de l’établissement ${d.etablissement} est à traiter par votre service, « ${service} ».`,
  ],
})

/** The message itself stays in the site: a mailbox is often shared. */
export const messageDuService = (d: DossierAlerte): Alerte => ({
  genre: 'message_recu',
  texte: `Le service vous a écrit au sujet du dossier ${nommer(d)}.`,
  lien: portail(d),
  sujet: `Dossier ${d.numero} : un message du service`,
  corps: [`Le service vous a écrit au sujet du dossier ${nommer(d)}${intitule(d)}.`],
})

export const messageDeLEtablissement = (d: DossierAlerte): Alerte => ({
  genre: 'message_recu',
  texte: `L’établissement ${d.etablissement} vous a écrit au sujet du dossier ${nommer(d)}.`,
  lien: gestion(d),
  sujet: `Dossier ${d.numero} : un message de l’établissement`,
  corps: [`L’établissement ${d.etablissement} vous a écrit au sujet du dossier ${nommer(d)}${intitule(d)}.`],
})

/** @param libelle the statut in public words */
export const dossierAvance = (d: DossierAlerte, libelle: string): Alerte => ({
  genre: 'dossier_avance',
  texte: `Votre dossier ${nommer(d)} est maintenant : ${libelle}.`,
  lien: portail(d),
  sujet: `Dossier ${d.numero} : ${libelle}`,
  corps: [`L’état de votre dossier ${nommer(d)}${intitule(d)} a changé. Il est maintenant : ${libelle}.`],
})

/** @param avantLe day `AAAA-MM-JJ`, or nothing when no day is given */
export function pieceDemandee(d: DossierAlerte, piece: string, avantLe: string | null): Alerte {
  const delai = avantLe ? ` avant le ${ecrireDate(avantLe)}` : ''
  return {
    genre: 'piece_demandee',
    texte: `Une pièce est demandée pour le dossier ${nommer(d)} : « ${piece} »${delai}.`,
    lien: portail(d),
    sujet: `Dossier ${d.numero} : une pièce à fournir`,
    corps: [
      `Le service a besoin d’une pièce pour le dossier ${nommer(d)}${intitule(d)} : « ${piece} »${delai}.`,
      'Joignez-la dans le dossier, puis transmettez-la : le service reprendra l’examen aussitôt.',
    ],
  }
}

export const pieceInfectee = (d: DossierAlerte, piece: string): Alerte => ({
  genre: 'piece_infectee',
  texte: `Le fichier « ${piece} » du dossier ${nommer(d)} est dangereux : fournissez-en un autre.`,
  lien: portail(d),
  sujet: `${d.teleservice} : un fichier à remplacer`,
  corps: [
    `L’antivirus a trouvé un programme dangereux dans le fichier « ${piece} » joint au dossier ${nommer(d)}${intitule(d)}.`,
    'Ce fichier est mis à l’écart : personne ne peut l’ouvrir. Analysez l’appareil d’où il vient, puis joignez un fichier sain à sa place.',
  ],
})

/** To the agents: the file is theirs, the établissement knows nothing of it. */
export const pieceDesAgentsInfectee = (d: DossierAlerte, piece: string): Alerte => ({
  ...pieceInfectee(d, piece),
  lien: gestion(d),
})

export const demandeAnnulee = (d: DossierAlerte, piece: string): Alerte => ({
  genre: 'demande_annulee',
  texte: `La pièce « ${piece} » n’est plus demandée pour le dossier ${nommer(d)}.`,
  lien: portail(d),
  sujet: `Dossier ${d.numero} : une pièce n’est plus demandée`,
  corps: [`Le service renonce à la pièce « ${piece} » pour le dossier ${nommer(d)} : vous n’avez plus à la fournir.`],
})

export const piecesRenvoyees = (d: DossierAlerte): Alerte => ({
  genre: 'pieces_renvoyees',
  texte: `L’établissement ${d.etablissement} a transmis les pièces demandées pour le dossier ${nommer(d)}.`,
  lien: gestion(d),
  sujet: `Dossier ${d.numero} : pièces transmises`,
  corps: [`L’établissement ${d.etablissement} a transmis les pièces demandées pour le dossier ${nommer(d)}.`],
})

/** The sense of the decision is read in the dossier, not in a mailbox. */
export const decisionNotifiee = (d: DossierAlerte): Alerte => ({
  genre: 'decision_notifiee',
  texte: `La décision sur votre dossier ${nommer(d)} est disponible.`,
  lien: portail(d),
  sujet: `Dossier ${d.numero} : la décision est disponible`,
  corps: [
    `Une décision est prise sur votre dossier ${nommer(d)}${intitule(d)}.`,
    'La lettre de notification vous attend dans le dossier.',
  ],
})

/** To the agents who follow the dossier: they must now notify. */
export const decisionANotifier = (d: DossierAlerte): Alerte => ({
  genre: 'decision_prise',
  texte: `La décision est prise sur le dossier ${nommer(d)} : il reste à la notifier.`,
  lien: gestion(d),
  sujet: `Dossier ${d.numero} : décision à notifier`,
  corps: [`La décision est prise sur le dossier ${nommer(d)}. Il reste à la notifier à l’établissement.`],
})

/** @param adresse public address of the site, without final slash */
export function texteDuCourriel(
  alerte: Alerte,
  { prenom, adresse, collectivite }: { prenom: string; adresse: string; collectivite: string },
): string {
  return `Bonjour ${prenom},

${alerte.corps.join('\n')}

${adresse}${alerte.lien}

${collectivite}
Ce message est automatique. Pour répondre, écrivez dans le dossier.
`
}
