import type { Reglage } from './reglages.ts'

export type GenreAlerte = 'retard' | 'volume' | 'rejets' | 'codes' | 'obsoletes'

/** One successful run, as the alerts look at it. `etablissements`: of how many it spoke; null when it speaks of none. */
export type Passage = { id: number; le: string; lues: number; rejetees: number; etablissements: number | null }

/** What is known of a source when alerts are worked out. `nouveaux`: values refused now that were never refused before. */
export type EtatDeSource = {
  reglage: Reglage
  derniere: Passage | null
  precedente: Passage | null
  /** Both files have the same columns: their rows compare. A file of another shape may hold one year where six were. */
  memeForme: boolean
  nouveaux: { champ: string; valeur: string }[]
  /** Codes that have left the nomenclature and are still borne. */
  obsoletes?: { code: string; mots: string; qui: string; nombre: number }[]
}

export type AlerteTrouvee = { genre: GenreAlerte; message: string; execution: number | null }

const JOUR = 86_400_000
const nombre = new Intl.NumberFormat('fr-FR')

/** What is wrong with a source now: late, or its last run drifts from the one before. Sentences for administrators. */
export function alertesDe(
  { reglage, derniere, precedente, memeForme, nouveaux, obsoletes = [] }: EtatDeSource,
  maintenant: Date,
): AlerteTrouvee[] {
  const trouvees: AlerteTrouvee[] = []
  const retard = retardDe(reglage, derniere, maintenant)
  if (retard) trouvees.push({ genre: 'retard', message: retard, execution: derniere?.id ?? null })
  if (!derniere) return trouvees
  const execution = derniere.id
  const volume = precedente && volumeDe(derniere, precedente, memeForme, reglage.seuil_volume)
  if (volume) trouvees.push({ genre: 'volume', message: volume, execution })
  const part = derniere.lues > 0 ? (derniere.rejetees / derniere.lues) * 100 : 0
  if (part > reglage.seuil_rejets)
    trouvees.push({
      genre: 'rejets',
      message: `${nombre.format(derniere.rejetees)} lignes écartées sur ${nombre.format(derniere.lues)}, soit ${Math.round(part)} %.`,
      execution,
    })
  if (nouveaux.length > 0) trouvees.push({ genre: 'codes', message: phraseDesCodes(nouveaux), execution })
  if (obsoletes.length > 0) trouvees.push({ genre: 'obsoletes', message: phraseDesObsoletes(obsoletes), execution })
  return trouvees
}

function volumeDe(derniere: Passage, precedente: Passage, memeForme: boolean, seuil: number): string | undefined {
  const [apres, avant, unite] = memeForme
    ? ([derniere.lues, precedente.lues, 'ligne'] as const)
    : ([derniere.etablissements ?? 0, precedente.etablissements ?? 0, 'établissement'] as const)
  const ecart = avant > 0 ? ((apres - avant) / avant) * 100 : 0
  if (Math.abs(ecart) <= seuil) return undefined
  const verbe = memeForme ? 'a' : 'parle de'
  return `Le dernier fichier ${verbe} ${nombre.format(apres)} ${unite}${apres > 1 ? 's' : ''}, contre ${nombre.format(avant)} avant : ${ecart > 0 ? '+' : '−'} ${Math.round(Math.abs(ecart))} %.`
}

/** Nobody expects a source that no timetable takes, unless it is sent by hand and a period was set for it. */
function retardDe(reglage: Reglage, derniere: Passage | null, maintenant: Date): string | undefined {
  const { periode_jours, active, ou } = reglage
  if (periode_jours === null || !(active || ou.genre === 'depot')) return undefined
  if (!derniere) return 'Cette source est attendue et n’a encore jamais été importée.'
  const jours = Math.floor((maintenant.getTime() - Date.parse(derniere.le)) / JOUR)
  if (jours <= periode_jours) return undefined
  return `Aucun import réussi depuis ${jours} jours ; un au moins est attendu tous les ${periode_jours} jours.`
}

function phraseDesCodes(nouveaux: { champ: string; valeur: string }[]): string {
  const cites = nouveaux.slice(0, 5).map(({ champ, valeur }) => `${champ} « ${valeur} »`)
  const reste = nouveaux.length - cites.length
  const debut =
    nouveaux.length === 1 ? 'Une valeur inconnue est apparue' : `${nouveaux.length} valeurs inconnues sont apparues`
  return `${debut} : ${cites.join(', ')}${reste > 0 ? `, et ${reste} de plus` : ''}.`
}

function phraseDesObsoletes(obsoletes: NonNullable<EtatDeSource['obsoletes']>): string {
  const cites = obsoletes
    .slice(0, 5)
    .map(
      ({ code, mots, qui, nombre: n }) =>
        `${code} « ${mots} » (${nombre.format(n)} ${n > 1 ? qui : qui.replace(/s\b/g, '')})`,
    )
  const reste = obsoletes.length - cites.length
  const debut =
    obsoletes.length === 1 ? 'Un code retiré sert encore' : `${obsoletes.length} codes retirés servent encore`
  return `${debut} : ${cites.join(', ')}${reste > 0 ? `, et ${reste} de plus` : ''}. Ils restent, obsolètes.`
}
