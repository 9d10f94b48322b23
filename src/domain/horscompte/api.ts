import * as z from 'zod'
import { endpoint } from '../endpoint.ts'

const Courriel = z.string().trim().max(254).pipe(z.email('Écrivez une adresse complète, comme prenom.nom@exemple.fr.'))

const Nom = (quoi: string) => z.string().trim().min(1, `Renseignez ${quoi}.`).max(100)

/** As typed: blanks, dashes and lower case do not matter. */
const Code = z.string().trim().min(1, 'Renseignez le code.').max(40)

export const EtablissementChoisi = z.object({ uai: z.string(), nom: z.string(), commune: z.string().nullable() })
export type EtablissementChoisi = z.infer<typeof EtablissementChoisi>

export const chercherEtablissementsConcernes = endpoint({
  method: 'GET',
  path: '/hors-compte/teleservices/:code/etablissements',
  summary: 'Chercher l’établissement concerné par une demande sans compte',
  description: 'Identité publique seule, parmi ceux que le téléservice accepte ; dix au plus.',
  params: z.object({ code: z.string().max(60) }),
  query: z.object({ recherche: z.string().max(100).default('') }),
  reply: z.object({ elements: z.array(EtablissementChoisi) }),
  anonymous: true,
})

export const demanderOuverture = endpoint({
  method: 'POST',
  path: '/hors-compte/demandes',
  summary: 'Commencer une demande sans compte : un code de confirmation part par courriel',
  description:
    'Rien n’est ouvert avant la confirmation. La réponse est la même quelle que soit l’adresse ; si elle a un compte, le courriel propose aussi de se connecter.',
  body: z.strictObject({
    teleservice: z.string().max(60),
    uai: z.string().min(1, 'Choisissez l’établissement concerné.').max(8),
    prenom: Nom('votre prénom'),
    nom: Nom('votre nom'),
    courriel: Courriel,
    consentement: z.literal(true, 'Cochez la case pour que votre demande puisse être traitée.'),
  }),
  reply: z.object({
    demande: z.uuid(),
    expire_le: z.string(),
    /** In the demonstration no mail leaves: the code is said here. Null otherwise. */
    code_de_demonstration: z.string().nullable(),
  }),
  status: 202,
  anonymous: true,
})

export const confirmerOuverture = endpoint({
  method: 'POST',
  path: '/hors-compte/demandes/:id/confirmation',
  summary: 'Confirmer son adresse : le brouillon s’ouvre, avec son code de suivi',
  description:
    'Le code de suivi n’est montré qu’ici, et envoyé par courriel. Pose le cookie d’une session limitée à ce dossier.',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ code: Code }),
  reply: z.object({ cle: z.string(), code_de_suivi: z.string() }),
  status: 201,
  anonymous: true,
})

export const ouvrirSuivi = endpoint({
  method: 'POST',
  path: '/hors-compte/suivi',
  summary: 'Retrouver sa demande avec son adresse et son code de suivi',
  description: 'Même refus pour un code faux, une adresse inconnue ou un dossier effacé.',
  body: z.strictObject({ courriel: Courriel, code: Code }),
  reply: z.object({ cle: z.string() }),
  anonymous: true,
})

export const redemanderCode = endpoint({
  method: 'POST',
  path: '/hors-compte/codes',
  summary: 'Recevoir de nouveaux codes de suivi par courriel',
  description: 'Toujours la même réponse. L’ancien code vaut jusqu’à la première utilisation du nouveau.',
  body: z.strictObject({ courriel: Courriel }),
  status: 202,
  reply: z.object({}),
  anonymous: true,
})

export const Suivi = z.object({
  demandeur: z.object({ prenom: z.string(), nom: z.string(), courriel: z.string() }),
  cle: z.string(),
  etat: z.enum(['brouillon', 'depose']),
  teleservice: z.object({ code: z.string(), titre: z.string() }),
  /** This confirmed address has an account: the dossier may be attached to it. */
  a_un_compte: z.boolean(),
  expire_le: z.string(),
})
export type Suivi = z.infer<typeof Suivi>

export const lireSuivi = endpoint({
  method: 'GET',
  path: '/hors-compte/session',
  summary: 'La demande que ce navigateur suit sans compte, ou rien',
  reply: z.object({ suivi: Suivi.nullable() }),
  anonymous: true,
})

export const quitterSuivi = endpoint({
  method: 'DELETE',
  path: '/hors-compte/session',
  summary: 'Cesser de suivre sa demande, sur tous ses navigateurs',
  anonymous: true,
})

export const rattacherSuivi = endpoint({
  method: 'POST',
  path: '/hors-compte/rattachement',
  summary: 'Rattacher à son compte une demande commencée sans compte',
  description: 'Pour une personne connectée qui connaît l’adresse et le code ; le code ne sert plus ensuite.',
  body: z.strictObject({ courriel: Courriel, code: Code }),
  reply: z.object({ cle: z.string() }),
})
