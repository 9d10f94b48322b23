/** Bounds of a password, in characters: CNIL deliberation 2022-100, with throttling of the attempts. */
export const MOT_DE_PASSE_MIN = 12
export const MOT_DE_PASSE_MAX = 128

/** A session ends 12 h after sign-in, or after one hour without a request. In milliseconds. */
export const DUREE_SESSION = 12 * 3600_000
export const REPOS_SESSION = 3600_000

/** A refusal of the sign-in doors: our stable code, and the sentence that people read. */
export type RefusDeConnexion = { code: string; message: string }

const AUTRE_SITE = { code: 'autre_site', message: 'Cette action doit venir de Préau lui-même.' }

/** The sign-in library speaks English codes: ours, in French. The sign-in screens show `message`. */
const REFUS = new Map<string, RefusDeConnexion>(
  Object.entries({
    INVALID_EMAIL_OR_PASSWORD: {
      code: 'identifiants_incorrects',
      message: 'L’adresse ou le mot de passe est incorrect. Vérifiez-les, ou demandez un nouveau mot de passe.',
    },
    INVALID_EMAIL: {
      code: 'courriel_incorrect',
      message: 'Indiquez une adresse de courriel complète, par exemple nom@etablissement.fr.',
    },
    INVALID_PASSWORD: { code: 'mot_de_passe_incorrect', message: 'Le mot de passe actuel est incorrect.' },
    PASSWORD_TOO_SHORT: {
      code: 'mot_de_passe_trop_court',
      message: `Choisissez un mot de passe d’au moins ${MOT_DE_PASSE_MIN} caractères.`,
    },
    PASSWORD_TOO_LONG: {
      code: 'mot_de_passe_trop_long',
      message: `Choisissez un mot de passe d’au plus ${MOT_DE_PASSE_MAX} caractères.`,
    },
    INVALID_TOKEN: {
      code: 'lien_perime',
      message: 'Ce lien n’est plus valable : il a déjà servi ou date de plus d’une heure. Demandez-en un nouveau.',
    },
    COMPTE_INACTIF: {
      code: 'compte_inactif',
      message: 'Ce compte est fermé. Adressez-vous à la collectivité si vous devez y accéder.',
    },
    TROP_D_ESSAIS: {
      code: 'trop_d_essais',
      message: 'Trop d’essais de connexion : patientez dix minutes, ou demandez un nouveau mot de passe.',
    },
    TROP_DE_LIENS: {
      code: 'trop_de_liens',
      message:
        'Plusieurs liens ont déjà été demandés pour cette adresse : cherchez-les dans vos courriels, ou patientez une heure.',
    },
    EMAIL_PASSWORD_SIGN_UP_DISABLED: {
      code: 'inscription_fermee',
      message: 'Les comptes sont ouverts par la collectivité : adressez-vous à elle.',
    },
    UNAUTHORIZED: { code: 'connexion_necessaire', message: 'Connectez-vous pour continuer.' },
    FAILED_TO_GET_SESSION: { code: 'connexion_necessaire', message: 'Connectez-vous pour continuer.' },
    SESSION_EXPIRED: { code: 'connexion_necessaire', message: 'Votre session a expiré : reconnectez-vous.' },
    SESSION_NOT_FRESH: { code: 'connexion_necessaire', message: 'Reconnectez-vous pour faire cela.' },
    VALIDATION_ERROR: {
      code: 'requete_incorrecte',
      message: 'Certaines informations envoyées manquent ou sont incorrectes.',
    },
    INVALID_ORIGIN: AUTRE_SITE,
    MISSING_OR_NULL_ORIGIN: AUTRE_SITE,
    INVALID_CALLBACK_URL: AUTRE_SITE,
    INVALID_REDIRECT_URL: AUTRE_SITE,
    CROSS_SITE_NAVIGATION_LOGIN_BLOCKED: AUTRE_SITE,
  }),
)

const TROP_DE_DEMANDES = {
  code: 'trop_de_demandes',
  message: 'Trop de demandes en peu de temps depuis votre réseau : patientez quelques minutes.',
}
const AUTRE = { code: 'connexion_refusee', message: 'La demande n’a pas abouti. Réessayez dans un instant.' }

/** The French refusal for a code of the library; a code we do not know gets a plain sentence. */
export function refusDeConnexion(code: string | undefined, status: number): RefusDeConnexion {
  return REFUS.get(code ?? '') ?? (status === 429 ? TROP_DE_DEMANDES : AUTRE)
}
