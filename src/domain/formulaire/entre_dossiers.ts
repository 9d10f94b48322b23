import { ecrireMontant, ecrireNombre } from '../ecriture.ts'
import { estRemplie, estVide, type Lecture } from './conditions.ts'
import type { Annee, Definition, PlafondAnnuel } from './definition.ts'
import { grandeurDuChamp, planDe } from './plan.ts'
import { compteDe } from './types/registre.ts'

/** What the other deposits of the établissement for this téléservice already say, to those who fill one more. */
export type AutresDossiers = {
  /** For each plafond of the form, in order: what they ask, and how many they are. */
  plafonds: { utilise: number; dossiers: number }[]
  /** For each question whose answer is given once: the answers taken, as `cleDeReponse` writes them. */
  pris: Record<string, string[]>
}

/** The first day of the year, civil or scolaire (1 September), that holds this one; `AAAA-MM-JJ`. */
export function debutDeLAnnee(annee: Annee, jour: string): string {
  const an = Number(jour.slice(0, 4))
  if (annee === 'civile') return `${an}-01-01`
  return jour.slice(5) >= '09-01' ? `${an}-09-01` : `${an - 1}-09-01`
}

/** « l’année civile 2026 », « l’année scolaire 2026-2027 » */
export function nommerAnnee(annee: Annee, jour: string): string {
  const debut = Number(debutDeLAnnee(annee, jour).slice(0, 4))
  return annee === 'civile' ? `l’année civile ${debut}` : `l’année scolaire ${debut}-${debut + 1}`
}

/** Questions outside blocs whose answer only one dossier of the établissement may give in an année scolaire. */
export const uniquesDuFormulaire = (definition: Definition): string[] =>
  definition.etapes.flatMap((e) => e.champs.filter((c) => 'unique' in c && c.unique).map((c) => c.id))

/** An answer as it counts, to compare two; `undefined` when there is none. */
export function cleDeReponse(definition: Definition, id: string, valeur: unknown): string | undefined {
  const champ = planDe(definition).get(id)?.champ
  return !champ || estVide(valeur) ? undefined : JSON.stringify(compteDe(champ, valeur))
}

/** What one deposit counts for in a plafond, by its own answers. */
export function partDuPlafond({ champ, si }: PlafondAnnuel, lire: Lecture): number {
  const valeur = lire(champ)
  return typeof valeur === 'number' && (!si || estRemplie(si, lire)) ? valeur : 0
}

/** The plafond of this établissement now; a question not answered yet bounds nothing. */
export function maximumDuPlafond({ max }: PlafondAnnuel, lire: Lecture): number | undefined {
  const valeur = typeof max === 'object' ? lire(max.champ) : max
  return typeof valeur === 'number' ? valeur : undefined
}

/** Why this dossier cannot be deposited beside the others of the établissement; `champ` is where to change it. */
export function refusEntreDossiers(
  definition: Definition,
  lire: Lecture,
  autres: AutresDossiers,
  aujourdhui: string,
): { champ: string; message: string }[] {
  const refus = (definition.plafonds ?? []).flatMap((plafond, i) => {
    const part = partDuPlafond(plafond, lire)
    const max = maximumDuPlafond(plafond, lire)
    const { utilise, dossiers } = autres.plafonds[i] ?? { utilise: 0, dossiers: 0 }
    // Alone, a dossier beyond the plafond is refused too: no other rule has to say it.
    if (part <= 0 || max === undefined || part + utilise <= max) return []
    const message = phraseDuPlafond(definition, plafond, { max, utilise, dossiers }, aujourdhui)
    return [{ champ: plafond.champ, message }]
  })
  for (const id of uniquesDuFormulaire(definition)) {
    const cle = cleDeReponse(definition, id, lire(id))
    if (cle !== undefined && autres.pris[id]?.includes(cle))
      refus.push({
        champ: id,
        message: 'Un autre dossier que votre établissement a déposé cette année scolaire donne déjà cette réponse.',
      })
  }
  return refus
}

type Etat = { max: number; utilise: number; dossiers: number }

/** « Plafond de 45 000 € par établissement pour l’année civile 2026 : 30 000 € déjà demandés dans 2 dossiers, il reste 15 000 €. » */
export function phraseDuPlafond(
  definition: Definition,
  { champ, annee }: PlafondAnnuel,
  { max, utilise, dossiers }: Etat,
  aujourdhui: string,
): string {
  const enEuros = grandeurDuChamp(planDe(definition).get(champ)?.champ) === 'montant'
  const dire = (n: number) => (enEuros ? ecrireMontant(n) : ecrireNombre(n))
  const deja =
    dossiers === 0
      ? 'rien n’est encore demandé'
      : `${dire(utilise)} déjà demandé${utilise >= 2 ? 's' : ''} dans ${dossiers} dossier${dossiers > 1 ? 's' : ''}`
  const debut = `Plafond de ${dire(max)} par établissement pour ${nommerAnnee(annee, aujourdhui)}`
  return `${debut} : ${deja}, il reste ${dire(Math.max(0, max - utilise))}.`
}
