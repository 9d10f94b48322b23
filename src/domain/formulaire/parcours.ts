import { type Condition, estRemplie, estVide, type Lecture } from './conditions.ts'
import type { Champ, Definition, Etape, Reponses } from './definition.ts'
import { type AutresDossiers, refusEntreDossiers } from './entre_dossiers.ts'
import { refusDesRegles } from './regles.ts'
import type { ChampBlocRepetable } from './types/bloc_repetable.ts'
import { compteDe, typeDe } from './types/registre.ts'
import { type ChampVu, type EtapeVue, estCase, type LigneVue, visiter } from './visite.ts'

export type EtatEtape = 'a_faire' | 'en_cours' | 'terminee' | 'erreur' | 'sans_objet'

export type ChampDuParcours = {
  /** `champ`, or `bloc/ligne/champ` in a row. */
  chemin: string
  champ: Champ
  /** The answer that counts, computed for a calcul; `undefined` when there is none. */
  valeur: unknown
  obligatoire: boolean
  /** Why the answer given cannot be deposited. */
  erreur?: string
  /** What to do, when a mandatory answer is absent. */
  manque?: string
  lignes?: LigneDuParcours[]
}
export type LigneDuParcours = { id: string; libelle: string; champs: ChampDuParcours[] }
export type EtapeDuParcours = { id: string; titre: string; etat: EtatEtape; champs: ChampDuParcours[] }
export type Manquant = { etape: string; champ: string; libelle: string; message: string }

export type Parcours = {
  etapes: EtapeDuParcours[]
  /** All that prevents the deposit, in reading order; `champ` is the chemin. */
  manquants: Manquant[]
  complet: boolean
}

export type ContexteParcours = {
  /** Day of the check, `AAAA-MM-JJ`. */
  aujourdhui: string
  /** Steps already gone through: one without any mandatory question is then done. */
  visitees?: readonly string[]
  /** The person tried to deposit: what is missing is now a fault. */
  depot_tente?: boolean
  /** What the établissement has deposited besides; the rules between dossiers are silent without it. */
  autres?: AutresDossiers
}

/** What is shown, what is missing and where one stands: computed from the answers each time, never stored. */
export function parcours(definition: Definition, reponses: Reponses, contexte: ContexteParcours): Parcours {
  const visite = visiter(definition, reponses)
  const manquants: Manquant[] = []
  const etapes = visite.etapes.map((vue): EtapeDuParcours => {
    const { id, titre } = vue.etape
    if (vue.sans_objet) return { id, titre, etat: 'sans_objet', champs: [] }
    const champs = vue.champs.map((vu) => examiner(vu, contexte.aujourdhui))
    const fautes = [
      ...champs.flatMap((c) => fautesDe(c, id)),
      ...controler(vue.etape, champs, visite.lire).map((f) => ({ ...f, etape: id })),
    ]
    manquants.push(...fautes)
    return { id, titre, etat: etatDe(vue, champs, fautes.length, contexte), champs }
  })
  const { aujourdhui, autres } = contexte
  const entre = autres ? refusEntreDossiers(definition, visite.lire, autres, aujourdhui) : []
  for (const refus of [...refusDesRegles(definition, visite.lire, aujourdhui), ...entre]) {
    const vu = etapes
      .flatMap((e) => e.champs.map((c) => ({ c, etape: e.id })))
      .find(({ c }) => c.chemin === refus.champ)
    const etape = vu?.etape ?? etapes[0]?.id ?? ''
    const libelle = vu?.c.champ.libelle ?? definition.titre
    if (vu && !vu.c.erreur) vu.c.erreur = refus.message
    manquants.push({ etape, champ: refus.champ, libelle, message: refus.message })
  }
  return { etapes, manquants, complet: manquants.length === 0 }
}

function examiner(vu: ChampVu, aujourdhui: string): ChampDuParcours {
  const { chemin, champ, valeur, lire } = vu
  const examine: ChampDuParcours = { chemin, champ, valeur, obligatoire: estObligatoire(champ, lire) }
  if (champ.type === 'bloc_repetable') return examinerBloc(examine, champ, vu, aujourdhui)
  if (vu.malforme) return { ...examine, erreur: vu.malforme }
  const { manque, verifier } = typeDe(champ)
  if (estCase(champ) ? valeur !== true : estVide(valeur)) return examine.obligatoire ? { ...examine, manque } : examine
  const erreur = verifier?.(valeur, champ, { lire, aujourdhui })
  return erreur ? { ...examine, erreur } : examine
}

function examinerBloc(
  examine: ChampDuParcours,
  champ: ChampBlocRepetable,
  vu: ChampVu,
  aujourdhui: string,
): ChampDuParcours {
  const lignes = (vu.lignes ?? []).map((ligne: LigneVue, i) => ({
    id: ligne.id,
    libelle: `${champ.libelle_ligne} ${i + 1}`,
    champs: ligne.champs.map((c) => examiner(c, aujourdhui)),
  }))
  dedoubler(lignes)
  const { min, message } = lignesAttendues(champ, vu.lire)
  const bloc = { ...examine, lignes, obligatoire: min > 0 }
  if (vu.malforme) return { ...bloc, erreur: vu.malforme }
  if (lignes.length < min) return { ...bloc, manque: message }
  if (champ.max && lignes.length > champ.max)
    return { ...bloc, erreur: `Retirez des lignes : ${champ.max} au plus sont acceptées.` }
  return bloc
}

/** Of two rows with the same answer to what is given once, the second is at fault, and names the first. */
function dedoubler(lignes: LigneDuParcours[]): void {
  const vues = new Map<string, string>()
  for (const ligne of lignes)
    for (const c of ligne.champs) {
      if (!('unique' in c.champ && c.champ.unique) || c.erreur || estVide(c.valeur)) continue
      const cle = `${c.champ.id} ${JSON.stringify(compteDe(c.champ, c.valeur))}`
      const premiere = vues.get(cle)
      if (premiere) c.erreur = `« ${premiere} » donne déjà cette réponse : changez l’une des deux.`
      else vues.set(cle, ligne.libelle)
    }
}

/** How many rows are due now, and what to say when they are not there. */
export function lignesAttendues(champ: ChampBlocRepetable, lire: Lecture): { min: number; message: string } {
  const base = champ.min ?? 0
  let due = { min: base, message: `${champ.libelle_ajouter} : il en faut au moins ${base}.` }
  for (const { condition, min, message } of champ.min_si ?? [])
    if (min > due.min && estRemplie(condition, lire)) due = { min, message }
  return due
}

function estObligatoire(champ: Champ, lire: Lecture): boolean {
  if (champ.type === 'attestation') return true
  if (!('obligatoire' in champ) || champ.obligatoire === undefined) return false
  return typeof champ.obligatoire === 'boolean' ? champ.obligatoire : estRemplie(champ.obligatoire as Condition, lire)
}

function fautesDe(c: ChampDuParcours, etape: string, ligne?: string): Manquant[] {
  const libelle = ligne ? `${ligne} : ${c.champ.libelle}` : c.champ.libelle
  const message = c.erreur ?? c.manque
  const siennes = message ? [{ etape, champ: c.chemin, libelle, message }] : []
  return [...siennes, ...(c.lignes ?? []).flatMap((l) => l.champs.flatMap((cc) => fautesDe(cc, etape, l.libelle)))]
}

/**
 * Applies the rules between answers, once the step has its mandatory ones: a budget is not « unbalanced » while it is
 * being typed. A champ that already has its own fault is not told two things at once.
 */
function controler(etape: Etape, champs: ChampDuParcours[], lire: Lecture): Omit<Manquant, 'etape'>[] {
  const fautes: Omit<Manquant, 'etape'>[] = []
  if (champs.some((c) => c.manque || c.lignes?.some((l) => l.champs.some((cc) => cc.manque)))) return fautes
  for (const { si, champ, message } of etape.controles ?? []) {
    const vise = champs.find((c) => c.champ.id === champ)
    if (!vise || vise.erreur || !estRemplie(si, lire)) continue
    vise.erreur = message
    fautes.push({ champ: vise.chemin, libelle: vise.champ.libelle, message })
  }
  return fautes
}

function etatDe(vue: EtapeVue, champs: ChampDuParcours[], fautes: number, contexte: ContexteParcours): EtatEtape {
  const tous = champs.flatMap((c) => [c, ...(c.lignes ?? []).flatMap((l) => l.champs)])
  if (tous.some((c) => c.erreur) || (contexte.depot_tente && fautes > 0)) return 'erreur'
  const entamee = contexte.visitees?.includes(vue.etape.id) || tous.some(estRepondu)
  if (!entamee) return 'a_faire'
  return fautes > 0 ? 'en_cours' : 'terminee'
}

const estRepondu = ({ champ, valeur }: ChampDuParcours): boolean => {
  if (champ.type === 'calcul' || champ.type === 'bloc_repetable') return false
  return estCase(champ) ? valeur === true : !estVide(valeur)
}
