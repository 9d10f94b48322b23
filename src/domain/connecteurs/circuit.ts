/** Failures in a row after which a service is left alone. */
export const SEUIL = 5
const PAUSE_MS = 60_000
const PAUSE_MAX_MS = 15 * 60_000
/** A refused key does not become right by itself; saving a setting closes the circuit at once. */
export const PAUSE_REFUS_MS = 60 * 60_000
/** How long the one who tries a half-open circuit has it for himself. */
export const ESSAI_MS = 30_000

/** Instants are milliseconds. `ouvertures`: how many times in a row the circuit has opened. */
export type Circuit = { echecs: number; ouvertures: number; ouvert_jusque: number | null }
export const NEUF: Circuit = { echecs: 0, ouvertures: 0, ouvert_jusque: null }

/** `ferme`: one calls; `ouvert`: one does not; `entrouvert`: one call alone goes to see. */
export function situation({ ouvert_jusque }: Circuit, maintenant: number): 'ferme' | 'ouvert' | 'entrouvert' {
  if (ouvert_jusque === null) return 'ferme'
  return maintenant < ouvert_jusque ? 'ouvert' : 'entrouvert'
}

/** What a failed call makes of the circuit; `reprise` is the instant the other side asked to come back at. */
export function apresEchec(circuit: Circuit, maintenant: number, reprise?: number): Circuit {
  const echecs = circuit.echecs + 1
  const entrouvert = circuit.ouvert_jusque !== null
  if (!entrouvert && echecs < SEUIL)
    return { ...circuit, echecs, ouvert_jusque: reprise !== undefined && reprise > maintenant ? reprise : null }
  const pause = Math.min(PAUSE_MAX_MS, PAUSE_MS * 2 ** circuit.ouvertures)
  return {
    echecs,
    ouvertures: circuit.ouvertures + 1,
    ouvert_jusque: Math.max(maintenant + pause, reprise ?? 0),
  }
}

/** The key is refused: nobody insists. */
export const apresRefus = (circuit: Circuit, maintenant: number): Circuit => ({
  ...circuit,
  ouvert_jusque: maintenant + PAUSE_REFUS_MS,
})
