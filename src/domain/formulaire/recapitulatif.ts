import { estVide } from './conditions.ts'
import type { Champ, Definition, Reponses } from './definition.ts'
import type { Geometrie } from './figures.ts'
import { planDe } from './plan.ts'
import { lignesDe as lignesStockees } from './saisie.ts'
import { attendReponse, ecrireReponse, typeDe } from './types/registre.ts'
import { type ChampVu, visiter } from './visite.ts'

export type LigneRecapitulative = {
  chemin: string
  libelle: string
  /** « Non renseigné » when there is no answer. */
  texte: string
  vide: boolean
  /** Where it is, for an answer drawn on a map. */
  geometrie?: Geometrie
  /** Title of the section inside the step. */
  section?: string
  /** « Devis 1 », when the answer belongs to a row. */
  ligne?: string
}
export type EtapeRecapitulative = { id: string; titre: string; lignes: LigneRecapitulative[] }

/** May the reader see bank data whole? Masked unless said: a new reader leaks nothing. */
export type Lecteur = { sensibles: boolean }
const N_IMPORTE_QUI: Lecteur = { sensibles: false }

/** What was asked and answered, as a person reads it, for the recap page, the PDF and the agents. */
export function recapitulatif(
  definition: Definition,
  reponses: Reponses,
  lecteur: Lecteur = N_IMPORTE_QUI,
): EtapeRecapitulative[] {
  return visiter(definition, reponses)
    .etapes.filter((vue) => !vue.sans_objet)
    .map((vue) => ({ id: vue.etape.id, titre: vue.etape.titre, lignes: lignesDe(vue.champs, lecteur) }))
    .filter((etape) => etape.lignes.length > 0)
}

function lignesDe(champs: ChampVu[], lecteur: Lecteur): LigneRecapitulative[] {
  const lignes: LigneRecapitulative[] = []
  let section: string | undefined
  for (const vu of champs) {
    if (vu.champ.type === 'titre') section = vu.champ.libelle
    if (vu.champ.type === 'bloc_repetable') lignes.push(...lignesDuBloc(vu, section, lecteur))
    else if (attendReponse(vu.champ) || vu.champ.type === 'calcul') lignes.push(ligneDe(vu, section, lecteur))
  }
  return lignes
}

function lignesDuBloc(vu: ChampVu, section: string | undefined, lecteur: Lecteur): LigneRecapitulative[] {
  const bloc = vu.champ
  if (bloc.type !== 'bloc_repetable') return []
  if (!vu.lignes?.length) return [{ chemin: vu.chemin, libelle: bloc.libelle, texte: 'Aucun', vide: true, section }]
  return vu.lignes.flatMap((l, i) =>
    lignesDe(l.champs, lecteur).map((r) => ({ ...r, section: bloc.libelle, ligne: `${bloc.libelle_ligne} ${i + 1}` })),
  )
}

function ligneDe(
  { chemin, champ, valeur }: ChampVu,
  section: string | undefined,
  { sensibles }: Lecteur,
): LigneRecapitulative {
  const vide = estVide(valeur)
  const geometrie = vide ? undefined : typeDe(champ).geometrie?.(valeur, champ)
  return {
    chemin,
    libelle: champ.libelle,
    texte: vide ? 'Non renseigné' : ecrireReponse(champ, valeur, sensibles),
    vide,
    ...(geometrie ? { geometrie } : {}),
    section,
  }
}

/** What lists of dossiers and the journal show of one, bank data masked: its object, and the amount asked in cents. */
export function reperes(definition: Definition, reponses: Reponses): { objet?: string; montant?: number } {
  const { lire, etapes } = visiter(definition, reponses)
  const { objet, montant } = definition.reperes ?? {}
  const vu = objet ? etapes.flatMap((e) => e.champs).find((c) => c.champ.id === objet) : undefined
  const somme = montant ? lire(montant) : undefined
  return {
    objet: vu && !estVide(vu.valeur) ? ecrireReponse(vu.champ, vu.valeur, false) : undefined,
    montant: typeof somme === 'number' ? somme : undefined,
  }
}

/** The answers with bank data masked, of the same shapes; applied to its own result it changes nothing that reads. */
export function masquerSensibles(definition: Definition, reponses: Reponses): Reponses {
  const plan = planDe(definition)
  const masquees = Object.entries(reponses).map(([id, valeur]): [string, unknown] => {
    const champ = plan.get(id)?.champ
    if (champ?.type !== 'bloc_repetable') return [id, masquer(champ, valeur)]
    const lignes = lignesStockees(reponses, id)
    return [id, lignes.map((l) => ({ ...l, valeurs: masquerSensibles(definition, l.valeurs) }))]
  })
  return Object.fromEntries(masquees)
}

function masquer(champ: Champ | undefined, valeur: unknown): unknown {
  if (!champ) return valeur
  const { masquer, reponse } = typeDe(champ)
  if (!masquer) return valeur
  return reponse?.safeParse(valeur).success ? masquer(valeur, champ) : null
}
