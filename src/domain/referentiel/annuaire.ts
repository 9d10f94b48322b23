import { lireColonnes, NOMS_UAI, normaliserEntete, type Recherchee } from '../integration/colonnes.ts'
import { lireJour, lireOuiNon } from '../integration/nombres.ts'
import type { Champ, Champs, Lecture, Remarque } from './champs.ts'
import { estSiret } from './siret.ts'
import { estUai, nettoyerUai } from './uai.ts'
import { adresseWeb, courriel, position, telephone, texte } from './valeurs.ts'

/** The flags of the annuaire and our champs. */
export const DRAPEAUX = {
  Voie_generale: 'voie_generale',
  Voie_technologique: 'voie_technologique',
  Voie_professionnelle: 'voie_professionnelle',
  Post_BAC: 'post_bac',
  Apprentissage: 'apprentissage',
  GRETA: 'greta',
  Restauration: 'restauration',
  Hebergement: 'hebergement',
  Segpa: 'segpa',
  ULIS: 'ulis',
  Section_arts: 'section_arts',
  Section_cinema: 'section_cinema',
  Section_theatre: 'section_theatre',
  Section_sport: 'section_sport',
  Section_internationale: 'section_internationale',
  Section_europeenne: 'section_europeenne',
  Lycee_Agricole: 'lycee_agricole',
  Lycee_militaire: 'lycee_militaire',
  Lycee_des_metiers: 'lycee_des_metiers',
} as const

/**
 * Columns by our names. Only the key, the name and the type are indispensable: older vintages, extracts and the former
 * API lack some of the others, or spell them another way.
 */
export const COLONNES = {
  Identifiant_de_l_etablissement: { noms: ['Identifiant_de_l_etablissement', ...NOMS_UAI], obligatoire: true },
  Nom_etablissement: {
    noms: ['Nom_etablissement', 'nom_de_l_etablissement', 'appellation_officielle'],
    obligatoire: true,
  },
  Type_etablissement: { noms: ['Type_etablissement', 'type_d_etablissement'], obligatoire: true },
  Statut_public_prive: { noms: ['Statut_public_prive', 'secteur_public_prive', 'secteur'] },
  Adresse_1: { noms: ['Adresse_1', 'adresse'] },
  Adresse_2: { noms: ['Adresse_2'] },
  Code_postal: { noms: ['Code_postal'] },
  Code_commune: { noms: ['Code_commune', 'code_insee', 'code_insee_de_la_commune'] },
  Nom_commune: { noms: ['Nom_commune', 'libelle_commune', 'commune', 'nom_de_la_commune'] },
  Code_departement: { noms: ['Code_departement', 'libelle_departement'] },
  Telephone: { noms: ['Telephone'] },
  Fax: { noms: ['Fax', 'telecopie'] },
  Web: { noms: ['Web', 'site_web', 'site_internet'] },
  Mail: { noms: ['Mail', 'courriel', 'email'] },
  Appartenance_Education_Prioritaire: { noms: ['Appartenance_Education_Prioritaire', 'education_prioritaire'] },
  SIREN_SIRET: { noms: ['SIREN_SIRET', 'siret'] },
  Fiche_onisep: { noms: ['Fiche_onisep'] },
  latitude: { noms: ['latitude'] },
  longitude: { noms: ['longitude'] },
  position: { noms: ['position'] },
  precision_localisation: { noms: ['precision_localisation'] },
  date_ouverture: { noms: ['date_ouverture'] },
  etat: { noms: ['etat', 'etat_etablissement'] },
  ministere_tutelle: { noms: ['ministere_tutelle'] },
  code_nature: { noms: ['code_nature', 'nature_uai'] },
  Code_type_contrat_prive: { noms: ['Code_type_contrat_prive'] },
  etablissement_mere: { noms: ['etablissement_mere'] },
  type_rattachement_etablissement_mere: { noms: ['type_rattachement_etablissement_mere'] },
  libelle_bassin_formation: { noms: ['libelle_bassin_formation'] },
  multi_uai: { noms: ['multi_uai', 'etablissement_multi_lignes'] },
  ...(Object.fromEntries(Object.keys(DRAPEAUX).map((d): [string, Recherchee] => [d, { noms: [d] }])) as Record<
    keyof typeof DRAPEAUX,
    Recherchee
  >),
}

const TYPES: Record<string, string> = { college: 'college', lycee: 'lycee', erea: 'erea' }
const ETATS: Record<string, string> = {
  OUVERT: 'ouvert',
  'A OUVRIR': 'a_ouvrir',
  'A FERMER': 'a_fermer',
  FERME: 'ferme',
}
const SECTEURS: Record<string, string> = { public: 'public', prive: 'prive' }
const RATTACHEMENTS: Record<string, string> = {
  'ANNEXE GEOGRAPHIQUE': 'annexe',
  'FILIERE OU DEPARTEMENT OU SECTION': 'section',
}
const MINISTERES: Record<string, string> = {
  "MINISTERE DE L'EDUCATION NATIONALE": 'Éducation nationale',
  AGRICULTURE: 'Agriculture',
}

/**
 * Reads rows of `fr-en-annuaire-education`: labels or identifiers as headers, of any vintage (72 columns today).
 * Only the second degré is ours: the rest is « hors champ ». Throws `ColonnesManquantes` on a foreign file.
 */
export function lecteurAnnuaire(entetes: string[]): (ligne: string[]) => Lecture {
  const c = lireColonnes(entetes, COLONNES)
  return (ligne) => {
    const type = TYPES[normaliserEntete(c.Type_etablissement(ligne))]
    if (!type) return { genre: 'hors_champ' }
    const uai = nettoyerUai(c.Identifiant_de_l_etablissement(ligne))
    if (!estUai(uai))
      return {
        genre: 'rejet',
        uai,
        code: 'uai_incorrect',
        raison: 'Le numéro UAI n’a pas sept chiffres suivis de leur lettre de contrôle.',
      }

    const remarques: Remarque[] = []
    const lu = <V>(
      champ: Champ,
      brut: string,
      lire: (brut: string) => V | undefined,
      raison: string,
    ): V | undefined => {
      if (brut === '') return undefined
      const valeur = lire(brut)
      if (valeur === undefined) remarques.push({ champ, valeur: brut, raison })
      return valeur
    }
    const champs: Champs = {
      nom: texte(c.Nom_etablissement(ligne)) ?? nomParDefaut(type),
      type,
      nature: texte(c.code_nature(ligne)),
      secteur: SECTEURS[normaliserEntete(c.Statut_public_prive(ligne))],
      contrat: texte(c.Code_type_contrat_prive(ligne)),
      // The file holds only open établissements: an unknown word does not close one.
      etat: lu('etat', c.etat(ligne), (brut) => ETATS[brut], 'État inconnu.') ?? 'ouvert',
      ministere: MINISTERES[c.ministere_tutelle(ligne)] ?? texte(c.ministere_tutelle(ligne)),
      siret: lu('siret', c.SIREN_SIRET(ligne), siret, 'La clé de ce SIRET est fausse.'),
      mere_uai: lu(
        'mere_uai',
        c.etablissement_mere(ligne),
        (brut) => (estUai(brut) ? brut : undefined),
        'UAI incorrect.',
      ),
      rattachement: RATTACHEMENTS[c.type_rattachement_etablissement_mere(ligne)],
      date_ouverture: lu('date_ouverture', c.date_ouverture(ligne), lireJour, 'Date impossible ou de remplissage.'),
      adresse: texte(c.Adresse_1(ligne)),
      complement_adresse: texte(c.Adresse_2(ligne)),
      code_postal: lu(
        'code_postal',
        c.Code_postal(ligne),
        (brut) => brut.match(/^\d{5}/)?.[0],
        'Code postal incorrect.',
      ),
      commune: texte(c.Nom_commune(ligne)),
      ...(position(c.latitude(ligne), c.longitude(ligne)) ?? point(c.position(ligne))),
      precision_position: texte(c.precision_localisation(ligne)),
      telephone: lu('telephone', c.Telephone(ligne), telephone, 'Ce numéro n’a pas dix chiffres.'),
      fax: lu('fax', c.Fax(ligne), telephone, 'Ce numéro n’a pas dix chiffres.'),
      courriel: lu('courriel', c.Mail(ligne), courriel, 'Adresse de courriel incorrecte.'),
      web: lu('web', c.Web(ligne), adresseWeb, 'Adresse internet incorrecte.'),
      fiche_onisep: adresseWeb(c.Fiche_onisep(ligne)),
      education_prioritaire: texte(c.Appartenance_Education_Prioritaire(ligne)),
      bassin_formation: texte(c.libelle_bassin_formation(ligne)),
    }
    for (const colonne of Object.keys(DRAPEAUX) as (keyof typeof DRAPEAUX)[])
      champs[DRAPEAUX[colonne]] = lireOuiNon(c[colonne](ligne))
    const lieu = {
      code_commune: texte(c.Code_commune(ligne)),
      commune: champs.commune,
      departement: texte(c.Code_departement(ligne)),
    }
    return { genre: 'etablissement', uai, champs, lieu, remarques, plusieurs: lireOuiNon(c.multi_uai(ligne)) === true }
  }
}

/** « latitude, longitude », as portals write a point. */
function point(brut: string) {
  const [latitude = '', longitude = ''] = brut.split(',')
  return position(latitude, longitude)
}

/** The row is kept even without its name: only what is missing is said. */
export function nomParDefaut(type: string): string {
  return type === 'college' ? 'Collège sans nom' : type === 'lycee' ? 'Lycée sans nom' : 'Établissement sans nom'
}

const siret = (brut: string): string | undefined => {
  const chiffres = brut.replace(/\s/g, '')
  return estSiret(chiffres) ? chiffres : undefined
}
