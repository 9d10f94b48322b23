import type { ErreurDeChamp } from '../erreurs.ts'

/** One établissement that comes out of a scission, and its share of what is counted, in whole percents. */
export type Part = { uai: string; pourcent: number }

/** All the records of a kind that have this value go there: dossiers of a téléservice, contacts of a role. */
export type RegleDeRangement = { nom: string; critere: string; valeur: string; uai: string }

/** A record chosen by hand. */
export type Donne = { nom: string; id: number; uai: string }

export type Regle = {
  principal: string
  parts: Part[]
  /** Levels given whole to one établissement: they are not shared. */
  niveaux: Record<string, string>
  regles: RegleDeRangement[]
  enregistrements: Donne[]
}

/** Where a record goes, and why: chosen by hand, by the first rule that names one of its criteria, else the principal. */
export function destinationDe(
  nom: string,
  { id, criteres }: { id: number; criteres: Readonly<Record<string, string>> },
  { principal, regles, enregistrements }: Pick<Regle, 'principal' | 'regles' | 'enregistrements'>,
): { uai: string; raison: 'main' | 'regle' | 'principal' } {
  const choisi = enregistrements.find((e) => e.nom === nom && e.id === id)
  if (choisi) return { uai: choisi.uai, raison: 'main' }
  const regle = regles.find((r) => r.nom === nom && criteres[r.critere] === r.valeur)
  if (regle) return { uai: regle.uai, raison: 'regle' }
  return { uai: principal, raison: 'principal' }
}

/**
 * Shares a whole number (pupils, cents): each other établissement takes its percent rounded down, the principal takes
 * the remainder, so that the total is conserved. Order of `parts` kept.
 */
export function repartir(total: number, { principal, parts }: Pick<Regle, 'principal' | 'parts'>): Map<string, number> {
  const signe = total < 0 ? -1 : 1
  const donne = new Map<string, number>()
  let reste = total
  for (const { uai, pourcent } of parts) {
    if (uai === principal) continue
    const part = signe * Math.floor((Math.abs(total) * pourcent) / 100)
    donne.set(uai, part)
    reste -= part
  }
  return new Map(parts.map(({ uai }) => [uai, uai === principal ? reste : (donne.get(uai) ?? 0)]))
}

export type Divisible = { uai: string; etat: string; remplace_par: string | null }

/** Why this établissement cannot be split so; empty when it can. `connus` are the targets found in the référentiel. */
export function obstaclesScission(origine: Divisible, connus: Divisible[], regle: Regle): ErreurDeChamp[] {
  const trouves: ErreurDeChamp[] = []
  const dire = (champ: string, message: string) => trouves.push({ champ, message })
  const uais = regle.parts.map((p) => p.uai)
  if (origine.remplace_par) dire('origine', `${origine.uai} a déjà fusionné : il ne peut plus être divisé.`)
  if (new Set(uais).size < 2) dire('parts', 'Une scission donne au moins deux établissements différents.')
  if (!uais.includes(regle.principal))
    dire('principal', 'Le principal est l’un des établissements issus de la scission.')
  for (const uai of uais)
    if (!connus.some((c) => c.uai === uai)) dire('parts', `L’établissement ${uai} n’est pas dans le référentiel.`)
  for (const c of connus) {
    if (c.remplace_par) dire('parts', `${c.uai} a déjà fusionné : choisissez ${c.remplace_par}.`)
    if (c.etat === 'ferme' && c.uai !== origine.uai) dire('parts', `${c.uai} est fermé : il ne peut rien recevoir.`)
  }
  if (regle.parts.some((p) => p.pourcent < 0 || p.pourcent > 100)) dire('parts', 'Une part va de 0 à 100 %.')
  if (regle.parts.reduce((s, p) => s + p.pourcent, 0) !== 100) dire('parts', 'Les parts doivent faire 100 % en tout.')
  if (Object.values(regle.niveaux).some((uai) => !uais.includes(uai)))
    dire('niveaux', 'Un niveau va à l’un des établissements issus de la scission.')
  if ([...regle.regles, ...regle.enregistrements].some((r) => !uais.includes(r.uai)))
    dire('regles', 'Un dossier ou un enregistrement va à l’un des établissements issus de la scission.')
  return trouves
}
