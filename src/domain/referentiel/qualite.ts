export const NIVEAUX = { grave: 'Grave', avertissement: 'Avertissement', information: 'Information' } as const
export type Niveau = keyof typeof NIVEAUX
export const CODES_NIVEAU = Object.keys(NIVEAUX) as [Niveau, ...Niveau[]]

/** Where an anomaly is mended: a tab of the fiche, the candidates to a fusion, the regroupement, the dossiers. */
export const REMEDES = [
  'fiche',
  'contacts',
  'effectifs',
  'rapprochements',
  'regroupement',
  'regroupements',
  'dossiers',
] as const
export type Remede = (typeof REMEDES)[number]

type Texte = { libelle: string; niveau: Niveau; conseil: string; module?: 'instruction'; ou: Remede }

/** The quality checks, with the words of the screens. A code is data: it never changes once written. */
export const CONTROLES = {
  uai_lettre: {
    libelle: 'UAI incorrect',
    niveau: 'grave',
    conseil: 'La lettre de contrôle ne correspond pas aux chiffres : vérifiez l’UAI auprès du rectorat.',
    ou: 'fiche',
  },
  ferme_dossiers_ouverts: {
    libelle: 'Fermé, avec des dossiers ouverts',
    niveau: 'grave',
    module: 'instruction',
    conseil: 'Terminez ces dossiers, ou rattachez-les à l’établissement qui prend la suite.',
    ou: 'dossiers',
  },
  siret_incorrect: {
    libelle: 'SIRET incorrect',
    niveau: 'avertissement',
    conseil: 'La clé du SIRET ne correspond pas : aucun paiement ne passerait. Corrigez-le sur la fiche.',
    ou: 'fiche',
  },
  siret_partage: {
    libelle: 'SIRET de plusieurs établissements',
    niveau: 'avertissement',
    conseil:
      'Deux établissements sans lien déclaré ont le même SIRET : déclarez leur regroupement ou corrigez l’un d’eux.',
    ou: 'regroupements',
  },
  position_hors_commune: {
    libelle: 'Position hors de la commune',
    niveau: 'avertissement',
    conseil: 'La position tombe loin de la commune déclarée : vérifiez l’une et l’autre.',
    ou: 'fiche',
  },
  position_eloignee: {
    libelle: 'Position loin des autres établissements de la commune',
    niveau: 'avertissement',
    conseil: 'Regardez le point sur la carte : il est sans doute mal placé.',
    ou: 'fiche',
  },
  position_absente: {
    libelle: 'Sans position',
    niveau: 'information',
    conseil: 'Sans position, l’établissement n’apparaît pas sur les cartes.',
    ou: 'fiche',
  },
  chef_absent: {
    libelle: 'Chef d’établissement inconnu',
    niveau: 'information',
    conseil: 'Ajoutez le contact du chef d’établissement en fonction.',
    ou: 'contacts',
  },
  effectif_saut: {
    libelle: 'Effectif qui change de plus de 30 %',
    niveau: 'avertissement',
    conseil: 'Vérifiez l’effectif des deux années : ouverture de classes, fusion, ou erreur de saisie.',
    ou: 'effectifs',
  },
  doublon_possible: {
    libelle: 'Doublon ou remplacement possible',
    niveau: 'avertissement',
    conseil: 'Comparez les deux fiches : fusionnez-les, ou dites qu’elles sont distinctes.',
    ou: 'rapprochements',
  },
  total_cite: {
    libelle: 'Total de la cité différent de la somme de ses membres',
    niveau: 'avertissement',
    conseil: 'Vérifiez le total annoncé, ou les effectifs des membres de cette année.',
    ou: 'regroupement',
  },
  courriel_malforme: {
    libelle: 'Courriel incorrect',
    niveau: 'avertissement',
    conseil: 'Aucun message n’arriverait à cette adresse : corrigez-la sur la fiche.',
    ou: 'fiche',
  },
  courriel_autre: {
    libelle: 'Boîte d’un autre établissement',
    niveau: 'avertissement',
    conseil: 'L’adresse porte l’UAI d’un autre établissement : vérifiez qui lit ces messages.',
    ou: 'fiche',
  },
  telephone_malforme: {
    libelle: 'Téléphone incorrect',
    niveau: 'information',
    conseil: 'Un numéro français a dix chiffres et commence par 0 ou +33.',
    ou: 'fiche',
  },
  mere_inconnue: {
    libelle: 'Établissement mère inconnu',
    niveau: 'information',
    conseil: 'L’établissement de rattachement n’est pas dans le référentiel : vérifiez son UAI.',
    ou: 'fiche',
  },
  ouverture_fictive: {
    libelle: 'Date d’ouverture à vérifier',
    niveau: 'information',
    conseil: 'Cette date est une valeur de remplissage : cherchez la date réelle.',
    ou: 'fiche',
  },
  nom_espaces: {
    libelle: 'Nom avec des espaces en trop',
    niveau: 'information',
    conseil: 'Enlevez les espaces doubles, ou au début et à la fin du nom.',
    ou: 'fiche',
  },
  contrat_inconnu: {
    libelle: 'Contrat inconnu',
    niveau: 'information',
    conseil: 'Le contrat d’un établissement privé décide de ses aides : renseignez-le.',
    ou: 'fiche',
  },
  champ_essentiel_vide: {
    libelle: 'Champs essentiels vides',
    niveau: 'avertissement',
    conseil: 'Sans eux, rien ne se place ni ne s’envoie : renseignez-les sur la fiche.',
    ou: 'fiche',
  },
  champ_vide: {
    libelle: 'Champs utiles vides',
    niveau: 'information',
    conseil: 'Renseignez-les sur la fiche, ou importez un tableau qui les donne.',
    ou: 'fiche',
  },
} as const satisfies Record<string, Texte>

export type CodeControle = keyof typeof CONTROLES
export const CODES_CONTROLE = Object.keys(CONTROLES) as [CodeControle, ...CodeControle[]]

/** The checks of one level. */
export const controlesDuNiveau = (niveau: Niveau): CodeControle[] =>
  CODES_CONTROLE.filter((code) => CONTROLES[code].niveau === niveau)

/**
 * Champs declared important, by level: without the first nothing can be sent, placed or paid; the second are missed
 * sooner or later. The others may stay empty without a word.
 */
export const IMPORTANTS = {
  champ_essentiel_vide: ['nature', 'secteur', 'code_commune', 'courriel'],
  champ_vide: ['adresse', 'code_postal', 'telephone', 'siret'],
} as const

/** Days that sources write when they do not know. */
export const JOURS_FICTIFS = ['1900-01-01', '1901-01-01', '1111-11-11', '0001-01-01'] as const

/** From one year to the next, on at least this many élèves: small schools move by classes. */
export const SAUT = { part: 0.3, minimum: 30 } as const

/** Beyond, a point is not in the same commune as its neighbours. */
export const ELOIGNEMENT_KM = 15
