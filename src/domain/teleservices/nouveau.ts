import type { Guide } from '#domain/instruction/guide.ts'
import type { NouveauFormulaire } from './api-formulaires.ts'
import type { Contact, Fiche } from './fiche.ts'

/** The fiche of a téléservice begun from nothing: lawful words, for people to make theirs. */
export const ficheVide = ({ titre, resume }: NouveauFormulaire, contact: Contact): Fiche => ({
  titre,
  resume,
  icone: 'boite',
  pour_qui: { natures: ['college', 'lycee', 'erea'], secteurs: ['public'] },
  mode_operatoire: [
    {
      titre: 'Remplissez le formulaire',
      texte: 'Il s’enregistre au fur et à mesure : vous pouvez le reprendre plus tard.',
    },
    { titre: 'Nous étudions votre dossier', texte: 'Le service vous écrit s’il manque une pièce.' },
    { titre: 'Vous recevez la décision', texte: 'Elle est notifiée sur Préau, et par courriel.' },
  ],
  beneficiaires: ['Établissements de la collectivité.'],
  criteres: [],
  pieces: [],
  calendrier: { periodes: [] },
  contact,
  liens: [],
})

/** The shortest guide that leads to a decision. */
export const guideSimple: Guide = {
  etapes: [
    {
      code: 'depot',
      libelle: 'Dépôt',
      libelle_usager: 'Dossier déposé',
      ordre: 1,
      retour_autorise: false,
      statuts: [
        {
          code: 'recu',
          libelle_agent: 'Reçu, à examiner',
          libelle_usager: 'Reçu par le service',
          couleur: 'bleu',
          icone: 'boite',
          effet: 'suivante',
          qui_agit: 'service',
          initial: true,
        },
      ],
    },
    {
      code: 'decision',
      libelle: 'Décision',
      libelle_usager: 'Décision',
      ordre: 2,
      retour_autorise: true,
      statuts: [
        {
          code: 'en_etude',
          libelle_agent: 'À l’étude',
          libelle_usager: 'À l’étude',
          couleur: 'indigo',
          icone: 'loupe',
          effet: 'courante',
          qui_agit: 'service',
        },
        {
          code: 'accorde',
          libelle_agent: 'Accordé',
          libelle_usager: 'Accordé',
          couleur: 'vert',
          icone: 'coche',
          effet: 'terminee',
          qui_agit: 'personne',
          decision: 'accorde',
        },
        {
          code: 'refuse',
          libelle_agent: 'Refusé',
          libelle_usager: 'Non retenu',
          couleur: 'rouge',
          icone: 'croix',
          effet: 'terminee',
          qui_agit: 'personne',
          decision: 'refuse',
        },
      ],
    },
  ],
}
