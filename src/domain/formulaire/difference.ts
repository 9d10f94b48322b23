import type { Champ, Definition, Etape } from './definition.ts'
import { deplier } from './nommees.ts'

export type Nature =
  | 'ajoute'
  | 'retire'
  | 'deplace'
  | 'type'
  | 'options'
  | 'obligation'
  | 'condition'
  | 'libelle'
  | 'face'
  | 'reglages'

/** One difference between two versions. `detail` is a sentence for people; `perte`: answers given may no longer count. */
export type Changement = {
  sur: 'etape' | 'champ' | 'formulaire'
  id: string
  libelle: string
  nature: Nature
  detail: string
  perte: boolean
}

/** What changes for those who fill, from one version to the next, in reading order; what is retired comes last. */
export function differences(ancienne: Definition, nouvelle: Definition): Changement[] {
  // A named condition that changes is told at each question that it makes appear.
  const [avant, apres] = [deplier(ancienne), deplier(nouvelle)]
  const trouves: Changement[] = []
  if (avant.titre !== apres.titre)
    trouves.push(dire('formulaire', 'formulaire', apres.titre, 'libelle', `Le titre était « ${avant.titre} ».`))
  if (!pareil(avant.reperes, apres.reperes))
    trouves.push(dire('formulaire', 'reperes', 'Repères des listes', 'reglages', 'Ce que montrent les listes change.'))
  for (const [cle, mots] of REGLES)
    if (!pareil(avant[cle], apres[cle])) trouves.push(dire('formulaire', cle, mots, 'reglages', 'Ces règles changent.'))
  trouves.push(...differencesDesEtapes(avant.etapes, apres.etapes))

  const anciens = rangs(avant)
  const nouveaux = rangs(apres)
  const restes = [...nouveaux.keys()].filter((id) => anciens.has(id))
  const enPlace = plusLongueSuite(restes.map((id) => anciens.get(id)?.rang ?? 0))
  const fixes = new Set(restes.filter((_, i) => enPlace.has(i)))
  for (const [id, ici] of nouveaux) {
    const la = anciens.get(id)
    if (!la) trouves.push(dire('champ', id, ici.champ.libelle, 'ajoute', `Nouveau dans ${ou(ici)}.`))
    else trouves.push(...differencesDuChamp(la, ici, fixes.has(id)))
  }
  for (const [id, la] of anciens)
    if (!nouveaux.has(id))
      trouves.push({
        ...dire('champ', id, la.champ.libelle, 'retire', `Était dans ${ou(la)}.`),
        perte: true,
      })
  return trouves
}

const REGLES = [
  ['eligibilite', 'Éligibilité'],
  ['calendrier', 'Calendrier selon les réponses'],
  ['routage', 'Orientation des dossiers'],
  ['plafonds', 'Plafonds annuels'],
] as const

type Rang = { champ: Champ; etape: Etape; bloc?: Champ; rang: number }

function rangs(definition: Definition): Map<string, Rang> {
  const tous = new Map<string, Rang>()
  for (const etape of definition.etapes)
    for (const champ of etape.champs) {
      tous.set(champ.id, { champ, etape, rang: tous.size })
      if (champ.type === 'bloc_repetable')
        for (const interne of champ.champs)
          tous.set(interne.id, { champ: interne, etape, bloc: champ, rang: tous.size })
    }
  return tous
}

const ou = ({ etape, bloc }: Rang): string =>
  bloc ? `le bloc « ${bloc.libelle} », étape « ${etape.titre} »` : `l’étape « ${etape.titre} »`

function differencesDesEtapes(avant: Etape[], apres: Etape[]): Changement[] {
  const trouves: Changement[] = []
  for (const etape of apres) {
    const ancienne = avant.find((e) => e.id === etape.id)
    const noter = (nature: Nature, detail: string) => trouves.push(dire('etape', etape.id, etape.titre, nature, detail))
    if (!ancienne) {
      noter('ajoute', 'Nouvelle étape.')
      continue
    }
    if (ancienne.titre !== etape.titre) noter('libelle', `Le titre était « ${ancienne.titre} ».`)
    if (ancienne.face !== etape.face) noter('face', etape.face ? 'Passe aux agents.' : 'Passe à l’usager.')
    if (!pareil(ancienne.condition, etape.condition)) noter('condition', 'Sa condition change.')
    if (!pareil(ancienne.aide, etape.aide)) noter('reglages', 'Son aide change.')
    if (!pareil(ancienne.controles, etape.controles)) noter('reglages', 'Ses règles entre réponses changent.')
  }
  for (const etape of avant)
    if (!apres.some((e) => e.id === etape.id))
      trouves.push(dire('etape', etape.id, etape.titre, 'retire', 'Cette étape disparaît.'))
  const communes = apres.filter((e) => avant.some((a) => a.id === e.id))
  const fixes = plusLongueSuite(communes.map((e) => avant.findIndex((a) => a.id === e.id)))
  for (const [i, etape] of communes.entries())
    if (!fixes.has(i)) trouves.push(dire('etape', etape.id, etape.titre, 'deplace', 'L’ordre des étapes change.'))
  return trouves
}

/** Told apart one by one; everything else of a champ is `reglages`. */
const PROPRES = ['id', 'type', 'libelle', 'aide', 'condition', 'obligatoire', 'options', 'champs', 'face'] as const

function differencesDuChamp(la: Rang, ici: Rang, enPlace: boolean): Changement[] {
  const [avant, apres]: [Record<string, unknown>, Record<string, unknown>] = [la.champ, ici.champ]
  const trouves: Changement[] = []
  const noter = (nature: Nature, detail: string, perte = false) =>
    trouves.push({ ...dire('champ', ici.champ.id, ici.champ.libelle, nature, detail), perte })
  const change = la.champ.type !== ici.champ.type
  if (change) noter('type', `Le type de question change : une réponse qui ne s’y prête pas sera à redonner.`, true)
  if (la.bloc?.id !== ici.bloc?.id)
    noter('deplace', `Passe dans ${ou(ici)} : les réponses données ne suivent pas.`, true)
  else if (la.etape.id !== ici.etape.id) noter('deplace', `Passe dans ${ou(ici)}.`)
  else if (!enPlace) noter('deplace', 'Change de place.')
  if (avant.face !== apres.face)
    noter(
      'face',
      apres.face ? 'Passe aux agents : l’usager n’y répond plus.' : 'Passe à l’usager.',
      Boolean(apres.face),
    )
  if (avant.libelle !== apres.libelle) noter('libelle', `S’appelait « ${avant.libelle} ».`)
  if (avant.aide !== apres.aide) noter('libelle', 'Son aide change.')
  if (!pareil(avant.condition, apres.condition))
    noter('condition', apres.condition ? 'Sa condition d’apparition change.' : 'Apparaît désormais toujours.')
  if (!pareil(avant.obligatoire ?? false, apres.obligatoire ?? false))
    noter(
      'obligation',
      DEVIENT[String(typeof apres.obligatoire === 'object' ? 'selon' : Boolean(apres.obligatoire))] ?? '',
    )
  if ('options' in la.champ && 'options' in ici.champ) {
    const gardees = new Set(ici.champ.options.map((o) => o.valeur))
    const retirees = la.champ.options.filter((o) => !gardees.has(o.valeur))
    if (retirees.length > 0)
      noter('options', `Options retirées : ${retirees.map((o) => `« ${o.libelle} »`).join(', ')}.`, true)
    else if (!pareil(la.champ.options, ici.champ.options)) noter('options', 'La liste des options change.')
  }
  if (!change && !pareil(reste(avant), reste(apres))) noter('reglages', 'Ses réglages changent.')
  return trouves
}

const DEVIENT: Record<string, string> = {
  true: 'Devient obligatoire.',
  false: 'Devient facultatif.',
  selon: 'Devient obligatoire selon une condition.',
}

const reste = (champ: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(champ).filter(([cle, v]) => v !== undefined && !PROPRES.some((p) => p === cle)))

const dire = (sur: Changement['sur'], id: string, libelle: string, nature: Nature, detail: string): Changement => ({
  sur,
  id,
  libelle,
  nature,
  detail,
  perte: false,
})

/** Equal as JSON documents, whatever the order of keys. */
export function pareil(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const cles = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...cles].every((cle) => pareil((a as Record<string, unknown>)[cle], (b as Record<string, unknown>)[cle]))
}

/** Positions of a longest increasing run: what is in it did not move, the others did. */
function plusLongueSuite(valeurs: readonly number[]): Set<number> {
  const longueur = valeurs.map(() => 1)
  const precedent = valeurs.map(() => -1)
  let fin = valeurs.length > 0 ? 0 : -1
  for (let i = 0; i < valeurs.length; i += 1) {
    for (let j = 0; j < i; j += 1)
      if ((valeurs[j] ?? 0) < (valeurs[i] ?? 0) && (longueur[j] ?? 0) + 1 > (longueur[i] ?? 0)) {
        longueur[i] = (longueur[j] ?? 0) + 1
        precedent[i] = j
      }
    if ((longueur[i] ?? 0) > (longueur[fin] ?? 0)) fin = i
  }
  const suite = new Set<number>()
  for (let i = fin; i >= 0; i = precedent[i] ?? -1) suite.add(i)
  return suite
}
