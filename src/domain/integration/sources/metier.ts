import { texte } from '../../referentiel/valeurs.ts'
import { ciblesDeColonnes } from '../cibles.ts'
import { type Lire, lireColonnes, lireUai, type Recherchee, UAI } from '../colonnes.ts'
import type { Enregistrement, LectureDeLigne, RemarqueDeLigne, SourceImportable } from '../lecture.ts'
import { lireAnnee, lireEntier, lireJour, lireMontant, lireNombre } from '../nombres.ts'
import { anneeIncorrecte } from './commun.ts'

export const COLLECTIVITE = 'La collectivité'
export const INTERNE = 'Donnée interne'

const ANNEE = ['annee', 'exercice', 'annee_budgetaire', 'annee_de_la_decision', 'rentree_scolaire']

/** Reads the columns of one record; a cell that cannot be read is left aside and said. */
export function lireValeurs<N extends string>(
  colonnes: Record<N, { lire: Lire; genre: 'texte' | 'nombre' | 'entier' | 'montant' | 'jour' | 'annee' }>,
  ligne: string[],
): { valeurs: Enregistrement; remarques: RemarqueDeLigne[] } {
  const valeurs: Enregistrement = {}
  const remarques: RemarqueDeLigne[] = []
  for (const champ of Object.keys(colonnes) as N[]) {
    const { lire, genre } = colonnes[champ]
    const brut = lire(ligne)
    if (brut.trim() === '') continue
    const valeur = LECTEURS[genre](brut)
    if (valeur === undefined) remarques.push({ champ, valeur: brut, raison: RAISONS[genre] })
    else valeurs[champ] = valeur
  }
  return { valeurs, remarques }
}

const positif = (brut: string): number | undefined => {
  const nombre = lireNombre(brut)
  return nombre !== undefined && nombre >= 0 ? nombre : undefined
}
const LECTEURS = {
  texte,
  nombre: positif,
  entier: lireEntier,
  montant: lireMontant,
  jour: lireJour,
  annee: lireAnnee,
} as const
const RAISONS = {
  texte: 'Texte illisible.',
  nombre: 'Ce n’est pas un nombre positif.',
  entier: 'Ce n’est pas un nombre entier positif.',
  montant: 'Ce n’est pas un montant.',
  jour: 'Cette date n’existe pas ou ne se lit pas.',
  annee: 'Ce n’est pas une année.',
} as const

const rejet = (uai: string, code: string, raison: string): LectureDeLigne => ({ genre: 'rejet', uai, code, raison })

const MOYENS_HUMAINS_COLONNES: Record<string, Recherchee> = {
  fonction: { noms: ['fonction', 'metier', 'emploi'], obligatoire: true },
  postes: { noms: ['postes', 'nombre_de_postes'] },
  etp: { noms: ['etp', 'equivalents_temps_plein'] },
  vacants: { noms: ['vacants', 'postes_vacants'] },
  absences: { noms: ['absences', 'jours_d_absence'] },
}

const MOYENS_HUMAINS_CLE = { uai: UAI, annee: { noms: ANNEE, obligatoire: true } }

/** An empty cell of this column may empty what was known. */
export const effacable = (champ: string) => ({ champ, vide: 'absent' as const })

/** Posts of the agents of the authority (ATTEE), by year and function. */
export const MOYENS_HUMAINS: SourceImportable = {
  code: 'moyens-humains',
  libelle: 'Postes et agents de la collectivité',
  editeur: COLLECTIVITE,
  licence: INTERNE,
  cible: 'enregistrements',
  cibles: ciblesDeColonnes(
    { ...MOYENS_HUMAINS_CLE, ...MOYENS_HUMAINS_COLONNES },
    {
      uai: ['UAI', 'uai'],
      annee: ['Année', 'annee'],
      fonction: ['Fonction', 'texte'],
      postes: ['Postes ouverts', 'nombre', effacable('postes')],
      etp: ['Équivalents temps plein pourvus', 'nombre', effacable('etp')],
      vacants: ['Postes vacants', 'nombre', effacable('vacants')],
      absences: ['Jours d’absence', 'nombre', effacable('absences')],
    },
  ),
  lecteur(entetes) {
    const cle = lireColonnes(entetes, MOYENS_HUMAINS_CLE)
    const c = lireColonnes(entetes, MOYENS_HUMAINS_COLONNES)
    const de = (nom: string, genre: 'texte' | 'nombre') => ({ lire: c[nom] ?? (() => ''), genre })
    return (ligne): LectureDeLigne => {
      const lu = lireUai(cle.uai(ligne))
      if ('genre' in lu) return lu
      const annee = lireAnnee(cle.annee(ligne))
      if (annee === undefined) return anneeIncorrecte(lu.uai, cle.annee(ligne))
      const { valeurs, remarques } = lireValeurs(
        {
          fonction: de('fonction', 'texte'),
          postes: de('postes', 'nombre'),
          etp: de('etp', 'nombre'),
          vacants: de('vacants', 'nombre'),
          absences: de('absences', 'nombre'),
        },
        ligne,
      )
      if (!valeurs.fonction)
        return rejet(lu.uai, 'fonction_absente', 'La ligne ne dit pas de quelle fonction elle parle.')
      return {
        genre: 'enregistrements',
        uai: lu.uai,
        enregistrements: [{ rubrique: 'moyen_humain', valeurs: { annee, ...valeurs } }],
        remarques,
      }
    }
  },
}

const PARC_COLONNES = {
  uai: UAI,
  reference: { noms: ['reference', 'numero_inventaire', 'identifiant'] },
  categorie: { noms: ['categorie', 'type_de_materiel', 'type', 'famille'], obligatoire: true },
  designation: { noms: ['designation', 'modele', 'libelle'] },
  nombre: { noms: ['nombre', 'quantite'] },
  mise_en_service: { noms: ['mise_en_service', 'date_de_mise_en_service', 'date_d_achat'] },
  etat: { noms: ['etat'] },
}

/** Computers, tablets, screens, network: one line a kind or a thing. */
export const PARC_INFORMATIQUE: SourceImportable = {
  code: 'parc-informatique',
  libelle: 'Parc informatique des établissements',
  editeur: COLLECTIVITE,
  licence: INTERNE,
  cible: 'enregistrements',
  cibles: ciblesDeColonnes(PARC_COLONNES, {
    uai: ['UAI', 'uai'],
    reference: ['Référence', 'texte'],
    categorie: ['Catégorie', 'texte'],
    designation: ['Désignation', 'texte', effacable('designation')],
    nombre: ['Nombre', 'entier'],
    mise_en_service: ['Mise en service', 'jour', effacable('mise_en_service')],
    etat: ['État', 'texte', effacable('etat')],
  }),
  lecteur(entetes) {
    const c = lireColonnes(entetes, PARC_COLONNES)
    return (ligne): LectureDeLigne => {
      const lu = lireUai(c.uai(ligne))
      if ('genre' in lu) return lu
      const { valeurs, remarques } = lireValeurs(
        {
          reference: { lire: c.reference, genre: 'texte' },
          categorie: { lire: c.categorie, genre: 'texte' },
          designation: { lire: c.designation, genre: 'texte' },
          nombre: { lire: c.nombre, genre: 'entier' },
          mise_en_service: { lire: c.mise_en_service, genre: 'jour' },
          etat: { lire: c.etat, genre: 'texte' },
        },
        ligne,
      )
      if (!valeurs.categorie) return rejet(lu.uai, 'categorie_absente', 'La ligne ne dit pas la catégorie du matériel.')
      // Without a reference, an inventory by kind: the kind names the line.
      valeurs.reference ??= [valeurs.categorie, valeurs.designation].filter(Boolean).join(' · ')
      return {
        genre: 'enregistrements',
        uai: lu.uai,
        enregistrements: [{ rubrique: 'equipement', valeurs }],
        remarques,
      }
    }
  },
}
