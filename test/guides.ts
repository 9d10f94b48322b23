import { Guide } from '#domain/instruction/guide.ts'

const agent = (code: string, libelle: string) => ({ code, libelle_agent: libelle, libelle_usager: libelle })
const service = { qui_agit: 'service', effet: 'courante' } as const
const fini = { qui_agit: 'personne', effet: 'terminee' } as const

/** A short guide with all that rules look at: a wall at the notification, decisions, a favourable decision wanted. */
export const guideTravaux: Guide = Guide.parse({
  etapes: [
    {
      code: 'reception',
      libelle: 'Réception',
      libelle_usager: 'Dépôt',
      ordre: 1,
      retour_autorise: false,
      statuts: [
        {
          code: 'depose',
          libelle_agent: 'À recevoir',
          libelle_usager: 'Déposé',
          couleur: 'bleu',
          icone: 'boite',
          initial: true,
          ...service,
        },
        {
          ...agent('incomplet', 'Incomplet'),
          couleur: 'orange',
          icone: 'trombone',
          effet: 'courante',
          qui_agit: 'etablissement',
        },
      ],
    },
    {
      code: 'instruction',
      libelle: 'Instruction',
      libelle_usager: 'Étude',
      ordre: 2,
      retour_autorise: true,
      statuts: [
        { ...agent('recevable', 'Recevable'), couleur: 'cyan', icone: 'loupe', ...service },
        {
          ...agent('instruit', 'Proposition faite'),
          couleur: 'bleu_fonce',
          icone: 'balance',
          effet: 'suivante',
          qui_agit: 'responsable',
        },
      ],
    },
    {
      code: 'decision',
      libelle: 'Décision',
      libelle_usager: 'Décision',
      ordre: 3,
      retour_autorise: true,
      statuts: [
        {
          ...agent('a_voter', 'Inscrit en CP'),
          couleur: 'prune',
          icone: 'marteau',
          effet: 'courante',
          qui_agit: 'assemblee',
        },
        {
          ...agent('accorde', 'Accordé'),
          couleur: 'vert',
          icone: 'coche',
          effet: 'suivante',
          qui_agit: 'personne',
          decision: 'accorde',
        },
        {
          ...agent('refuse', 'Refusé'),
          couleur: 'rouge',
          icone: 'croix',
          effet: 'suivante',
          qui_agit: 'personne',
          decision: 'refuse',
        },
        { ...agent('ajourne', 'Ajourné'), couleur: 'ambre', icone: 'sablier', decision: 'ajourne', ...service },
      ],
    },
    {
      code: 'notification',
      libelle: 'Notification',
      libelle_usager: 'Notification',
      ordre: 4,
      retour_autorise: false,
      statuts: [
        {
          ...agent('notifie', 'Notifié'),
          couleur: 'vert_fonce',
          icone: 'enveloppe',
          exige_decision: 'toute',
          effet: 'courante',
          qui_agit: 'etablissement',
        },
      ],
    },
    {
      code: 'realisation',
      libelle: 'Travaux',
      libelle_usager: 'Travaux',
      ordre: 5,
      retour_autorise: true,
      statuts: [
        {
          ...agent('travaux_en_cours', 'Travaux en cours'),
          couleur: 'bleu_fonce',
          icone: 'outils',
          exige_decision: 'favorable',
          ...service,
        },
        {
          ...agent('a_payer', 'À mandater'),
          couleur: 'turquoise',
          icone: 'euro',
          exige_decision: 'favorable',
          effet: 'courante',
          qui_agit: 'finances',
        },
      ],
    },
    {
      code: 'cloture',
      libelle: 'Clôture',
      libelle_usager: 'Clôture',
      ordre: 6,
      retour_autorise: true,
      statuts: [
        { ...agent('solde', 'Soldé'), couleur: 'gris_fonce', icone: 'drapeau', exige_decision: 'favorable', ...fini },
        { ...agent('sans_suite', 'Sans suite'), couleur: 'gris', icone: 'barre', ...fini },
      ],
    },
  ],
})
