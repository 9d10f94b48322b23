import type { Champ } from '#domain/formulaire/definition.ts'
import type { ChampSimple } from '#domain/formulaire/types/simple.ts'

const options = ['a', 'b', 'c'].map((valeur) => ({ valeur, libelle: valeur.toUpperCase() }))
const PIXEL = 'data:image/png;base64,iVBORw0KGgo='

/** What each type of champ needs beside its id and its libellé, as simple as can be published. */
const PROPRES: { [K in ChampSimple['type']]: Omit<Extract<ChampSimple, { type: K }>, 'id' | 'libelle'> } = {
  texte: { type: 'texte' },
  texte_long: { type: 'texte_long' },
  nombre: { type: 'nombre' },
  montant: { type: 'montant' },
  pourcentage: { type: 'pourcentage' },
  date: { type: 'date' },
  date_heure: { type: 'date_heure' },
  periode: { type: 'periode', duree_max: 30 },
  annee_scolaire: { type: 'annee_scolaire' },
  oui_non: { type: 'oui_non' },
  case: { type: 'case' },
  choix: { type: 'choix', options },
  choix_multiple: { type: 'choix_multiple', options },
  choix_lies: {
    type: 'choix_lies',
    niveaux: ['Bâtiment', 'Salle'],
    arbre: [
      { valeur: 'a', libelle: 'Externat', suite: [{ valeur: 'a1', libelle: 'Salle 1' }] },
      { valeur: 'b', libelle: 'Gymnase' },
    ],
  },
  echelle: { type: 'echelle', libelle_min: 'Faible', libelle_max: 'Forte' },
  courriel: { type: 'courriel' },
  telephone: { type: 'telephone' },
  iban: { type: 'iban' },
  identite_bancaire: { type: 'identite_bancaire' },
  siret: { type: 'siret' },
  particulier: { type: 'particulier', demande: 'quotient_familial' },
  uai: { type: 'uai' },
  adresse: { type: 'adresse' },
  commune: { type: 'commune' },
  etablissement: { type: 'etablissement' },
  nomenclature: { type: 'nomenclature', nomenclature: 'energie' },
  tableau: {
    type: 'tableau',
    totaux: 'colonnes_et_lignes',
    colonnes: [
      { id: 'filles', libelle: 'Filles', genre: 'nombre' },
      { id: 'garcons', libelle: 'Garçons', genre: 'nombre' },
    ],
    lignes: [
      { id: 'sixieme', libelle: '6e' },
      { id: 'cinquieme', libelle: '5e' },
    ],
  },
  effectif: { type: 'effectif' },
  point: { type: 'point' },
  zone: { type: 'zone', en_france: true },
  piece: { type: 'piece', formats: ['pdf'], taille_max: 1_000_000 },
  information: { type: 'information', texte: 'À lire.' },
  titre: { type: 'titre' },
  image: { type: 'image', url: PIXEL, alternative: 'Un plan de l’établissement' },
  video: { type: 'video', url: 'https://exemple.fr/v', transcription: 'On voit une cour.' },
  calcul: { type: 'calcul', grandeur: 'nombre', formule: { constante: 1, grandeur: 'nombre' } },
  attestation: { type: 'attestation', texte: 'Je certifie.' },
}

export const TYPES_SIMPLES = Object.keys(PROPRES) as ChampSimple['type'][]

/** A champ of this type, with what every champ may bear. */
export const unChamp = (
  type: ChampSimple['type'],
  id: string,
  commun: Partial<Pick<Champ, 'condition'>> & { obligatoire?: boolean } = {},
): ChampSimple => {
  const { obligatoire, ...reste } = commun
  const attend = !['information', 'titre', 'image', 'video', 'calcul', 'attestation'].includes(type)
  // The table gives each type its own parts, which the compiler cannot follow through a lookup.
  return {
    ...PROPRES[type],
    id,
    libelle: `Question ${id}`,
    ...reste,
    ...(attend && obligatoire !== undefined ? { obligatoire } : {}),
  } as ChampSimple
}

/** An answer that can be deposited on 24 November 2026, for each type that waits for one. */
export const REPONSES: Partial<Record<ChampSimple['type'], unknown>> = {
  texte: 'Un mot',
  texte_long: 'Deux\nlignes',
  nombre: 12,
  montant: 1_234_50,
  pourcentage: 25,
  date: '2026-12-01',
  date_heure: '2026-12-01T08:30',
  periode: { debut: '2026-12-01', fin: '2026-12-05' },
  annee_scolaire: '2026-2027',
  oui_non: false,
  case: true,
  choix: 'a',
  choix_multiple: ['a', 'c'],
  choix_lies: ['a', 'a1'],
  echelle: 4,
  courriel: 'ce@exemple.fr',
  telephone: '05 61 00 00 00',
  iban: 'FR14 2004 1010 0505 0001 3M02 606',
  identite_bancaire: { titulaire: 'Collège', iban: 'FR1420041010050500013M02606', bic: 'PSSTFRPPXXX' },
  siret: '19750664500013',
  particulier: {
    accord: true,
    nom: 'DUPONT',
    prenoms: 'Jean',
    naissance: '1982-09-03',
    sexe: 'M',
    commune: { code: '13001', nom: 'Aix-en-Provence' },
  },
  uai: '0750664P',
  adresse: { voie: '20 rue du Rocher', code_postal: '75008', commune: 'Paris' },
  commune: { code: '31555', nom: 'Toulouse' },
  etablissement: { uai: '0750664P', nom: 'Lycée Racine' },
  nomenclature: { code: 'gaz', libelle: 'Gaz' },
  tableau: { sixieme: { filles: 12, garcons: 14 }, cinquieme: { filles: 0, garcons: 3 } },
  effectif: { nombre: 640 },
  point: { latitude: 43.6045, longitude: 1.4442 },
  zone: {
    polygones: [
      [
        [1.44, 43.6],
        [1.441, 43.6],
        [1.441, 43.601],
        [1.44, 43.601],
      ],
    ],
  },
  piece: [{ id: 'p1', nom: 'a.pdf', taille: 10, format: 'pdf' }],
  attestation: true,
}
