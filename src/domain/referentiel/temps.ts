/** A value as the base keeps it: JSON of one champ; null is « not known ». */
export type ValeurConnue = string | number | boolean | null

/** One line of the history of an établissement, as kept in base, oldest first by `id`. */
export type Changement = {
  id: number
  genre: 'creation' | 'modification' | 'passe' | 'fusion' | 'scission' | 'annulation'
  /** `{ champ: { avant, apres } }` */
  champs: Record<string, { avant: ValeurConnue; apres: ValeurConnue }>
  /** At creation: the first values. */
  etat: Record<string, ValeurConnue> | null
  origine: string
  auteur: string | null
  /** Instant, ISO 8601. */
  connu_le: string
  /** Day, `AAAA-MM-JJ`. */
  valable_du: string
}

/** A value, from which day it is true, and the change that told it. */
export type Segment = { du: string; valeur: ValeurConnue; changement: Changement }

/** What moment is asked for: true on the day `valable`, as known at the instant `connu` (ISO 8601, included). */
export type Moment = { valable: string; connu: string }

/**
 * The successive values of each champ, oldest first, as known at one instant. A change holds from its day on, so it
 * replaces all that was known before from that day; `passe` fills a time already replaced and never touches the last
 * value. What comes to be known after the instant is not there.
 */
export function chronologie(changements: readonly Changement[], connu: string): Map<string, Segment[]> {
  const instant = Date.parse(connu)
  const dits = changements
    .filter((c) => Date.parse(c.connu_le) <= instant)
    .toSorted((a, b) => Date.parse(a.connu_le) - Date.parse(b.connu_le) || a.id - b.id)
  const lignes = new Map<string, Segment[]>()
  for (const changement of dits)
    for (const [champ, valeur] of valeursDites(changement)) {
      const segment = { du: changement.valable_du, valeur, changement }
      const avant = lignes.get(champ) ?? []
      lignes.set(champ, changement.genre === 'passe' ? glisser(avant, segment) : poser(avant, segment))
    }
  return lignes
}

/** The fiche on one day, as known at one instant: each champ known then, null when known to be empty. */
export function etatA(
  changements: readonly Changement[],
  courant: Record<string, ValeurConnue>,
  { valable, connu }: Moment,
): Map<string, Segment> {
  const etat = new Map<string, Segment>()
  for (const [champ, segments] of chronologie(avecDepart(changements, courant), connu)) {
    const segment = segments.findLast((s) => s.du <= valable)
    if (segment) etat.set(champ, segment)
  }
  return etat
}

/**
 * Gives its first values to a creation that has none (kept since before they were): what is there today, with each change
 * undone from the last to the first.
 */
export function avecDepart(
  changements: readonly Changement[],
  courant: Record<string, ValeurConnue>,
): readonly Changement[] {
  const creation = changements.find((c) => c.genre === 'creation')
  if (!creation || creation.etat) return changements
  const etat = { ...courant }
  for (const c of changements.toSorted((a, b) => b.id - a.id))
    if (c.genre !== 'passe') for (const [champ, { avant }] of Object.entries(c.champs)) etat[champ] = avant
  return changements.map((c) => (c === creation ? { ...c, etat } : c))
}

function valeursDites({ etat, champs }: Changement): [string, ValeurConnue][] {
  const changes = Object.entries(champs).map(([champ, { apres }]): [string, ValeurConnue] => [champ, apres ?? null])
  return etat ? [...Object.entries(etat), ...changes] : changes
}

const poser = (segments: Segment[], nouveau: Segment): Segment[] => [
  ...segments.filter((s) => s.du < nouveau.du),
  nouveau,
]

function glisser(segments: Segment[], nouveau: Segment): Segment[] {
  const dernier = segments.at(-1)
  if (!dernier || nouveau.du >= dernier.du) return segments
  return [...segments.filter((s) => s.du !== nouveau.du), nouveau].toSorted((a, b) => (a.du < b.du ? -1 : 1))
}

/** A time when the établissement was open, both days included as they are told; null: not known, or still so. */
export type Periode = { depuis: string | null; jusque: string | null }

/** When it was open, the oldest first: one that closes then opens again has two periods. `courant`: its values of today. */
export function periodesOuvertes(changements: readonly Changement[], courant: Record<string, ValeurConnue>): Periode[] {
  const lignes = chronologie(avecDepart(changements, courant), '9999-12-31T00:00:00Z')
  const fermetures = lignes.get('date_fermeture') ?? []
  const jour = (v: ValeurConnue | undefined): string | null => (typeof v === 'string' ? v : null)
  const ouverture = jour(courant.date_ouverture)
  const periodes: Periode[] = []
  for (const { du, valeur, changement } of lignes.get('etat') ?? []) {
    const derniere = periodes.at(-1)
    const enCours = derniere !== undefined && derniere.jusque === null
    if (valeur === 'ferme') {
      const dite = jour(fermetures.find((f) => f.changement === changement)?.valeur) ?? du
      if (enCours) derniere.jusque = dite
      else if (!derniere) periodes.push({ depuis: ouverture, jusque: dite })
    } else if (!enCours && valeur !== 'a_ouvrir')
      periodes.push({ depuis: derniere ? du : ouverture && ouverture < du ? ouverture : du, jusque: null })
  }
  return periodes
}
