import { controler } from '#domain/formulaire/controle.ts'
import type { Champ, Definition, Etape } from '#domain/formulaire/definition.ts'

/** A one-step form, checked as at publication: a test cannot build what an administrator could not publish. */
export const unFormulaire = (...champs: Champ[]): Definition =>
  unFormulaireEnEtapes({ id: 'unique', titre: 'Étape unique', champs })

export function unFormulaireEnEtapes(...etapes: Etape[]): Definition {
  const { definition, defauts } = controler({ format: 'preau/formulaire@1', titre: 'Essai', etapes })
  if (!definition) throw new Error(`Formulaire d’essai impubliable : ${JSON.stringify(defauts)}`)
  return definition
}

/** « Y a-t-il un sinistre ? Oui » shows an insurance number and a bloc of estimates with their total. */
export const sinistre: Definition = unFormulaireEnEtapes(
  {
    id: 'faits',
    titre: 'Les faits',
    champs: [
      { id: 'objet', type: 'texte', libelle: 'Objet', obligatoire: true },
      { id: 'sinistre', type: 'oui_non', libelle: 'Y a-t-il un sinistre ?', obligatoire: true },
      {
        id: 'assurance',
        type: 'texte',
        libelle: 'Numéro d’assurance',
        obligatoire: true,
        condition: { champ: 'sinistre', op: 'egal', valeur: true },
      },
    ],
  },
  {
    id: 'cout',
    titre: 'Le coût',
    condition: { champ: 'sinistre', op: 'rempli' },
    champs: [
      {
        id: 'devis',
        type: 'bloc_repetable',
        libelle: 'Devis',
        libelle_ligne: 'Devis',
        libelle_ajouter: 'Ajouter un devis',
        min: 1,
        condition: { champ: 'sinistre', op: 'egal', valeur: true },
        champs: [
          { id: 'montant', type: 'montant', libelle: 'Montant', obligatoire: true },
          { id: 'urgent', type: 'case', libelle: 'Urgent' },
          {
            id: 'pourquoi',
            type: 'texte',
            libelle: 'Pourquoi',
            obligatoire: true,
            condition: { champ: 'urgent', op: 'egal', valeur: true },
          },
          {
            id: 'rappel',
            type: 'texte',
            libelle: 'Rappel de l’objet',
            condition: { champ: 'objet', op: 'contient', valeur: 'toit' },
          },
        ],
      },
      {
        id: 'total',
        type: 'calcul',
        libelle: 'Total',
        grandeur: 'montant',
        formule: { total: 'devis', de: { champ: 'montant' } },
      },
      {
        id: 'gros',
        type: 'texte',
        libelle: 'Justifiez ce montant',
        obligatoire: true,
        condition: { champ: 'total', op: 'au_moins', valeur: 10_000_00 },
      },
      { id: 'note', type: 'texte_long', libelle: 'Note' },
    ],
  },
)
