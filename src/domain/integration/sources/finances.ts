import { ColonnesManquantes } from '../../referentiel/champs.ts'
import { texte } from '../../referentiel/valeurs.ts'
import { ciblesDeColonnes } from '../cibles.ts'
import { type Lire, lireColonnes, lireUai, normaliserEntete, UAI } from '../colonnes.ts'
import type { Enregistrement, LectureDeLigne, RemarqueDeLigne, SourceImportable } from '../lecture.ts'
import { lireAnnee, lireMontant } from '../nombres.ts'
import { anneeIncorrecte } from './commun.ts'
import { COLLECTIVITE, effacable, INTERNE, lireValeurs } from './metier.ts'

/** « dotation_consolidee_2026 »: an item and its year in the head. */
type ColonneAnnuelle = { poste: string; annee: number; lire: Lire }

const POSTES: Record<string, string> = {
  dotation_consolidee: 'Dotation de fonctionnement consolidée',
  dotation_de_fonctionnement: 'Dotation de fonctionnement',
  dotation: 'Dotation de fonctionnement',
}

const COMPTE = {
  uai: UAI,
  annee: { noms: ['annee', 'exercice', 'annee_budgetaire'], obligatoire: true },
  poste: { noms: ['poste', 'compte', 'libelle', 'nature'], obligatoire: true },
  montant: { noms: ['montant', 'montant_euros', 'montant_vote'], obligatoire: true },
}

/**
 * Accounts of an établissement by year and item: a line an amount (`annee`, `poste`, `montant`), or a line an
 * établissement with a column a year (`dotation_consolidee_2026`), as regions publish their grants. Euros in the file.
 */
export const MOYENS_FINANCIERS: SourceImportable = {
  code: 'moyens-financiers',
  libelle: 'Dotations et comptes des établissements',
  editeur: COLLECTIVITE,
  licence: INTERNE,
  cible: 'enregistrements',
  partiel: true,
  cibles: ciblesDeColonnes(COMPTE, {
    uai: ['UAI', 'uai'],
    annee: ['Exercice', 'annee'],
    poste: ['Poste', 'texte'],
    montant: ['Montant en euros', 'montant'],
  }),
  lecteur(entetes) {
    const annuelles = trouverAnnuelles(entetes)
    if (annuelles.length > 0) return parColonne(lireColonnes(entetes, { uai: UAI }).uai, annuelles)
    const c = lireColonnes(entetes, COMPTE)
    return (ligne): LectureDeLigne => {
      const lu = lireUai(c.uai(ligne))
      if ('genre' in lu) return lu
      const annee = lireAnnee(c.annee(ligne))
      if (annee === undefined) return anneeIncorrecte(lu.uai, c.annee(ligne))
      const [poste, montant] = [texte(c.poste(ligne)), lireMontant(c.montant(ligne))]
      if (!poste || montant === undefined) {
        const raison = poste ? 'Le montant manque ou ne se lit pas.' : 'La ligne ne dit pas de quel poste elle parle.'
        return { genre: 'rejet', uai: lu.uai, code: poste ? 'montant_incorrect' : 'poste_absent', raison }
      }
      return comptes(lu.uai, [{ annee, poste, montant }], [])
    }
  },
}

const comptes = (uai: string, valeurs: Enregistrement[], remarques: RemarqueDeLigne[]): LectureDeLigne => ({
  genre: 'enregistrements',
  uai,
  enregistrements: valeurs.map((v) => ({ rubrique: 'compte_financier', valeurs: v })),
  remarques,
})

function parColonne(uai: Lire, annuelles: ColonneAnnuelle[]) {
  return (ligne: string[]): LectureDeLigne => {
    const lu = lireUai(uai(ligne))
    if ('genre' in lu) return lu
    const valeurs: Enregistrement[] = []
    const remarques: RemarqueDeLigne[] = []
    for (const { poste, annee, lire } of annuelles) {
      const brut = lire(ligne)
      // A lycée opened since has no amount of before.
      if (brut.trim() === '') continue
      const montant = lireMontant(brut)
      if (montant === undefined) remarques.push({ champ: poste, valeur: brut, raison: 'Ce n’est pas un montant.' })
      else valeurs.push({ annee, poste, montant })
    }
    return comptes(lu.uai, valeurs, remarques)
  }
}

function trouverAnnuelles(entetes: readonly string[]): ColonneAnnuelle[] {
  return entetes.flatMap((entete, i) => {
    const [, nom, annee] = normaliserEntete(entete).match(/^(dotation\w*|subvention\w*|credits?\w*)_(20\d\d)$/) ?? []
    if (!nom || !annee) return []
    const poste = POSTES[nom] ?? nom.charAt(0).toUpperCase() + nom.slice(1).replaceAll('_', ' ')
    return [{ poste, annee: Number(annee), lire: (l: string[]) => l[i] ?? '' }]
  })
}

const OPERATION = {
  reference: { noms: ['reference', 'numero_operation', 'code_operation'] },
  deliberation: { noms: ['num_deliberation', 'numero_de_deliberation', 'deliberation'] },
  nom: { noms: ['nom', 'operation', 'dossier', 'intitule', 'libelle'], obligatoire: true },
  genre: { noms: ['genre', 'type_de_decision', 'type_d_operation', 'type'] },
  objet: { noms: ['objet', 'objet_de_l_operation', 'description'] },
  montant_vote: { noms: ['montant_vote', 'montant'] },
  annee: { noms: ['annee', 'annee_de_la_decision', 'exercice'] },
  date: { noms: ['date_deliberation', 'date_de_la_decision'] },
  debut: { noms: ['debut', 'date_de_debut'] },
  fin: { noms: ['fin', 'date_de_fin'] },
  etat: { noms: ['etat', 'statut', 'avancement'] },
}

const ETATS: Record<string, string> = {
  prevue: 'prevue',
  prevu: 'prevue',
  en_cours: 'en_cours',
  terminee: 'terminee',
  termine: 'terminee',
  abandonnee: 'abandonnee',
  abandonne: 'abandonnee',
}

const LIBELLES_ETATS = { prevue: 'Prévue', en_cours: 'En cours', terminee: 'Terminée', abandonnee: 'Abandonnée' }

/** Works and supplies voted for an établissement; regional envelopes, without an établissement, are « hors champ ». */
export const OPERATIONS: SourceImportable = {
  code: 'operations',
  libelle: 'Opérations votées pour les établissements',
  editeur: COLLECTIVITE,
  licence: INTERNE,
  cible: 'enregistrements',
  partiel: true,
  cibles: ciblesDeColonnes(
    { uai: UAI, ...OPERATION },
    {
      uai: ['UAI', 'uai'],
      reference: ['Référence', 'texte'],
      deliberation: ['Numéro de délibération', 'texte'],
      nom: ['Nom de l’opération', 'texte'],
      genre: ['Genre', 'texte', effacable('genre')],
      objet: ['Objet', 'texte', effacable('objet')],
      montant_vote: ['Montant voté en euros', 'montant', effacable('montant_vote')],
      annee: ['Année', 'annee'],
      date: ['Date de délibération', 'jour'],
      debut: ['Début', 'jour', effacable('debut')],
      fin: ['Fin', 'jour', effacable('fin')],
      etat: ['État', 'choix', { ...effacable('etat'), choix: LIBELLES_ETATS }],
    },
  ),
  lecteur(entetes) {
    const { uai } = lireColonnes(entetes, { uai: UAI })
    const c = lireColonnes(entetes, OPERATION)
    if (!c.presentes.has('reference') && !c.presentes.has('deliberation')) throw new ColonnesManquantes(['reference'])
    return (ligne): LectureDeLigne => {
      if (uai(ligne).trim() === '') return { genre: 'hors_champ' }
      const lu = lireUai(uai(ligne))
      if ('genre' in lu) return lu
      const { valeurs, remarques } = lireValeurs(
        {
          nom: { lire: c.nom, genre: 'texte' },
          genre: { lire: c.genre, genre: 'texte' },
          objet: { lire: c.objet, genre: 'texte' },
          montant_vote: { lire: c.montant_vote, genre: 'montant' },
          annee: { lire: (l) => c.annee(l) || c.date(l), genre: 'annee' },
          debut: { lire: c.debut, genre: 'jour' },
          fin: { lire: c.fin, genre: 'jour' },
        },
        ligne,
      )
      if (!valeurs.nom)
        return {
          genre: 'rejet',
          uai: lu.uai,
          code: 'nom_absent',
          raison: 'La ligne ne dit pas de quelle opération elle parle.',
        }
      const etat = ETATS[normaliserEntete(c.etat(ligne))]
      if (etat) valeurs.etat = etat
      else if (c.etat(ligne).trim() !== '')
        remarques.push({
          champ: 'etat',
          valeur: c.etat(ligne),
          raison: 'État inconnu : prévue, en cours, terminée ou abandonnée.',
        })
      valeurs.reference = referenceDe(texte(c.reference(ligne)), texte(c.deliberation(ligne)), valeurs)
      return { genre: 'enregistrements', uai: lu.uai, enregistrements: [{ rubrique: 'operation', valeurs }], remarques }
    }
  },
}

/** One vote may grant and take back for the same works: the decision is part of what names the line. */
const referenceDe = (propre: string | undefined, vote: string | undefined, valeurs: Enregistrement): string =>
  propre ?? [vote, valeurs.genre, valeurs.nom].filter(Boolean).join(' · ').slice(0, 300)
