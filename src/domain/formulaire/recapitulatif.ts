import { estVide } from './conditions.ts'
import type { Definition, Reponses } from './definition.ts'
import { attendReponse, typeDe } from './types/registre.ts'
import { type ChampVu, visiter } from './visite.ts'

export type LigneRecapitulative = {
  chemin: string
  libelle: string
  /** « Non renseigné » when there is no answer. */
  texte: string
  vide: boolean
  /** Title of the section inside the step. */
  section?: string
  /** « Devis 1 », when the answer belongs to a row. */
  ligne?: string
}
export type EtapeRecapitulative = { id: string; titre: string; lignes: LigneRecapitulative[] }

/** What was asked and answered, as a person reads it, for the recap page, the PDF and the agents. */
export function recapitulatif(definition: Definition, reponses: Reponses): EtapeRecapitulative[] {
  return visiter(definition, reponses)
    .etapes.filter((vue) => !vue.sans_objet)
    .map((vue) => ({ id: vue.etape.id, titre: vue.etape.titre, lignes: lignesDe(vue.champs) }))
    .filter((etape) => etape.lignes.length > 0)
}

function lignesDe(champs: ChampVu[]): LigneRecapitulative[] {
  const lignes: LigneRecapitulative[] = []
  let section: string | undefined
  for (const vu of champs) {
    if (vu.champ.type === 'titre') section = vu.champ.libelle
    if (vu.champ.type === 'bloc_repetable') lignes.push(...lignesDuBloc(vu, section))
    else if (attendReponse(vu.champ) || vu.champ.type === 'calcul') lignes.push(ligneDe(vu, section))
  }
  return lignes
}

function lignesDuBloc(vu: ChampVu, section: string | undefined): LigneRecapitulative[] {
  const bloc = vu.champ
  if (bloc.type !== 'bloc_repetable') return []
  if (!vu.lignes?.length) return [{ chemin: vu.chemin, libelle: bloc.libelle, texte: 'Aucun', vide: true, section }]
  return vu.lignes.flatMap((l, i) =>
    lignesDe(l.champs).map((r) => ({ ...r, section: bloc.libelle, ligne: `${bloc.libelle_ligne} ${i + 1}` })),
  )
}

function ligneDe({ chemin, champ, valeur }: ChampVu, section: string | undefined): LigneRecapitulative {
  const vide = estVide(valeur)
  return {
    chemin,
    libelle: champ.libelle,
    texte: vide ? 'Non renseigné' : typeDe(champ).ecrire(valeur, champ),
    vide,
    section,
  }
}

/** What lists of dossiers show of one: its object, and the amount asked in cents. */
export function reperes(definition: Definition, reponses: Reponses): { objet?: string; montant?: number } {
  const { lire, etapes } = visiter(definition, reponses)
  const { objet, montant } = definition.reperes ?? {}
  const vu = objet ? etapes.flatMap((e) => e.champs).find((c) => c.champ.id === objet) : undefined
  const somme = montant ? lire(montant) : undefined
  return {
    objet: vu && !estVide(vu.valeur) ? typeDe(vu.champ).ecrire(vu.valeur, vu.champ) : undefined,
    montant: typeof somme === 'number' ? somme : undefined,
  }
}
