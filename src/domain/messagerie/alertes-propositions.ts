import type { Alerte } from './alertes.ts'

/** What an alert says of a proposition: never its values, a mailbox is often shared. */
export type PropositionAlerte = {
  id: number
  uai: string
  /** « Téléphone » */
  champ: string
  onglet: string
  etablissement: string
  auteur: string
  /** Its author is an agent: he reads it in the back office. */
  agent: boolean
}

const gestion = (p: PropositionAlerte): string => `/gestion/propositions/${p.id}`
const chezLui = (p: PropositionAlerte): string => (p.agent ? gestion(p) : `/etablissements/${p.uai}?onglet=${p.onglet}`)

const nommer = (p: PropositionAlerte): string => `« ${p.champ} » de l’établissement ${p.etablissement}`

/** To those who may decide. */
export const propositionRecue = (p: PropositionAlerte): Alerte => ({
  genre: 'proposition_recue',
  texte: `${p.auteur} propose de corriger ${nommer(p)}.`,
  lien: gestion(p),
  sujet: `${p.etablissement} : une correction à valider`,
  corps: [`${p.auteur} propose de corriger ${nommer(p)}.`],
})

/** To the administrators. */
export const propositionSansAgent = (p: PropositionAlerte): Alerte => ({
  genre: 'proposition_recue',
  texte: `Aucun agent du territoire ne peut décider de la proposition sur ${nommer(p)}.`,
  lien: gestion(p),
  sujet: `${p.etablissement} : une correction que personne ne peut valider`,
  corps: [
    `${p.auteur} propose de corriger ${nommer(p)}.`,
    'Aucun agent de ce territoire ne peut en décider : décidez-en, ou confiez le territoire à quelqu’un.',
  ],
})

/** What became of it, in the words its author reads; the reason of a refusal stays in the site. */
const ISSUES = {
  proposition_acceptee: ['acceptée', 'La fiche est corrigée.'],
  proposition_refusee: ['refusée', 'La raison se lit dans le site.'],
  proposition_remplacee: ['remplacée', 'Une autre proposition sur le même champ l’a remplacée.'],
  proposition_confirmee: [
    'confirmée par la source',
    'Une source officielle dit maintenant la même chose : la fiche est à jour.',
  ],
  proposition_sans_effet: ['close', 'La fiche dit déjà cette valeur : il n’y avait plus rien à corriger.'],
  proposition_annulee: ['annulée', 'Elle nommait une personne dont les données ont été effacées.'],
} as const

export type Issue = keyof typeof ISSUES
export const estIssue = (code: string): code is Issue => code in ISSUES

/** To its author. `amendee`: accepted with another value than his. */
export function propositionDecidee(p: PropositionAlerte, issue: Issue, amendee: boolean): Alerte {
  const [mot, suite] = ISSUES[issue]
  const fin = issue === 'proposition_acceptee' && amendee ? ' après modification' : ''
  return {
    genre: 'proposition_decidee',
    texte: `Votre proposition sur ${nommer(p)} est ${mot}${fin}.`,
    lien: chezLui(p),
    sujet: `${p.etablissement} : votre proposition est ${mot}`,
    corps: [`Votre proposition sur ${nommer(p)} est ${mot}${fin}.`, suite],
  }
}

/** To its author: a fusion has brought it to another fiche. */
export const propositionDeplacee = (p: PropositionAlerte): Alerte => ({
  genre: 'proposition_decidee',
  texte: `Après une fusion, votre proposition sur « ${p.champ} » porte sur l’établissement ${p.etablissement}.`,
  lien: chezLui(p),
  sujet: `${p.etablissement} : votre proposition suit une fusion`,
  corps: [
    `Deux établissements ont fusionné : votre proposition sur « ${p.champ} » porte maintenant sur l’établissement ${p.etablissement}.`,
    'Elle sera examinée de nouveau ; vous pouvez la retirer si elle n’a plus de sens.',
  ],
})
