import { normaliser } from './texte-recherche.ts'

/** What two établissements are compared by. */
export type Identite = {
  uai: string
  nom: string
  type: string
  nature: string | null
  secteur: string | null
  etat: string
  siret: string | null
  adresse: string | null
  code_commune: string | null
  code_postal: string | null
  telephone: string | null
  courriel: string | null
  latitude: number | null
  longitude: number | null
  /** A right UAI that an official source knows. */
  confirme: boolean
}

export type GenreRapprochement = 'doublon' | 'remplacement' | 'regroupement'

export const LIBELLES_RAPPROCHEMENT: Record<GenreRapprochement, string> = {
  doublon: 'Doublon possible',
  remplacement: 'UAI changé, peut-être',
  regroupement: 'Regroupement possible',
}

/** One reason of a score: its points, and the sentence that says it. */
export type Partie = { code: string; points: number; phrase: string }

/** How near two établissements are, 0 to 100, with each reason in words. */
export function noter(a: Identite, b: Identite): { score: number; parts: Partie[] } {
  const parts = [duNom(a, b), duSiret(a, b), deLAdresse(a, b), deLaDistance(a, b), duTelephone(a, b), duCourriel(a, b)]
  const dites = parts.filter((p): p is Partie => p !== undefined && p.points > 0)
  return { score: Math.min(100, Math.round(dites.reduce((s, p) => s + p.points, 0))), parts: dites }
}

function duNom(a: Identite, b: Identite): Partie | undefined {
  const proche = ressemblance(nomPropre(a.nom), nomPropre(b.nom))
  if (proche === 1) return { code: 'nom', points: 30, phrase: 'Même nom' }
  if (proche < 0.5) return undefined
  return { code: 'nom', points: Math.round(25 * proche), phrase: `Noms proches à ${Math.round(100 * proche)} %` }
}

function duSiret({ siret: a }: Identite, { siret: b }: Identite): Partie | undefined {
  if (!a || !b) return undefined
  if (a === b) return { code: 'siret', points: 30, phrase: 'Même SIRET' }
  if (a.slice(0, 9) !== b.slice(0, 9)) return undefined
  return { code: 'siret', points: 15, phrase: 'Même SIREN, SIRET différents' }
}

export const adresseComparee = (e: Pick<Identite, 'adresse'>): string => (e.adresse ? normaliser(e.adresse) : '')

const memeCommune = (a: Identite, b: Identite): boolean =>
  a.code_commune && b.code_commune
    ? a.code_commune === b.code_commune
    : a.code_postal !== null && a.code_postal === b.code_postal

function deLAdresse(a: Identite, b: Identite): Partie | undefined {
  if (!memeCommune(a, b)) return undefined
  if (adresseComparee(a) && adresseComparee(a) === adresseComparee(b))
    return { code: 'adresse', points: 25, phrase: `Même adresse : ${a.adresse}` }
  return { code: 'commune', points: 5, phrase: 'Même commune' }
}

function deLaDistance(a: Identite, b: Identite): Partie | undefined {
  const m = distance(a, b)
  if (m === undefined || m > 500) return undefined
  return { code: 'distance', points: m <= 150 ? 15 : 5, phrase: `À ${Math.round(m)} m l’un de l’autre` }
}

const chiffres = (t: string | null): string => (t ?? '').replace(/\D/g, '').slice(-9)

function duTelephone(a: Identite, b: Identite): Partie | undefined {
  const meme = chiffres(a.telephone).length === 9 && chiffres(a.telephone) === chiffres(b.telephone)
  return meme ? { code: 'telephone', points: 10, phrase: 'Même téléphone' } : undefined
}

function duCourriel(a: Identite, b: Identite): Partie | undefined {
  const meme = a.courriel && b.courriel && a.courriel.trim().toLowerCase() === b.courriel.trim().toLowerCase()
  return meme ? { code: 'courriel', points: 10, phrase: 'Même boîte de courriel' } : undefined
}

/** Reasons that say the same thing, the place on the ground: only the stronger counts. */
const MEME_CHOSE: Record<string, string> = { commune: 'adresse' }

/**
 * The score of a group is the sum of the reasons shown, each once: the strongest of its kind. One that does not hold for
 * all the members says for whom it does. `uais`: the members; `liens`: their pairs that were brought together.
 */
export function noterGroupe(
  uais: readonly string[],
  liens: readonly { uais: readonly string[]; parts: readonly Partie[] }[],
): { score: number; parts: Partie[] } {
  const fortes = new Map<string, { partie: Partie; pour: Set<string> }>()
  for (const { uais: paire, parts } of liens)
    for (const partie of parts) {
      const sorte = MEME_CHOSE[partie.code] ?? partie.code
      const forte = fortes.get(sorte)
      if (!forte || partie.points > forte.partie.points) fortes.set(sorte, { partie, pour: new Set(paire) })
      else if (partie.phrase === forte.partie.phrase) for (const u of paire) forte.pour.add(u)
    }
  const parts = [...fortes.values()]
    .map(({ partie, pour }) =>
      pour.size < uais.length ? { ...partie, phrase: `${partie.phrase} (${[...pour].toSorted().join(', ')})` } : partie,
    )
    .toSorted((a, b) => b.points - a.points)
  return {
    score: Math.min(
      100,
      parts.reduce((s, p) => s + p.points, 0),
    ),
    parts,
  }
}

const SEUIL_DOUBLON = 60
const SEUIL_REGROUPEMENT = 40

/**
 * What to propose for these two, or nothing. Two right UAI that official sources know are never one school twice: at
 * most a regroupement, and only on the same site.
 */
export function proposer(
  a: Identite,
  b: Identite,
): { genre: GenreRapprochement; score: number; parts: Partie[] } | undefined {
  const { score, parts } = noter(a, b)
  const meme = a.type === b.type && (a.nature === null || b.nature === null || a.nature === b.nature)
  if (!(a.confirme && b.confirme) && meme && score >= SEUIL_DOUBLON)
    return { genre: (a.etat === 'ferme') !== (b.etat === 'ferme') ? 'remplacement' : 'doublon', score, parts }
  if (score < SEUIL_REGROUPEMENT || a.etat === 'ferme' || b.etat === 'ferme') return undefined
  const memeLieu = parts.some((p) => p.code === 'adresse' || (p.code === 'distance' && p.points > 5))
  return memeLieu && a.secteur === b.secteur ? { genre: 'regroupement', score, parts } : undefined
}

/** Words that say the kind of école, not which one. */
const GENERIQUES = new Set(
  'lycee college general et technologique professionnel polyvalent prive privee public section enseignement d de du des la le les l ecole institution etablissement regional adapte erea lp lgt lpo metiers'.split(
    ' ',
  ),
)
const nomPropre = (nom: string): string => {
  const mots = normaliser(nom).split(' ')
  return mots.filter((m) => !GENERIQUES.has(m)).join(' ') || mots.join(' ')
}

/** Shared pairs of letters, from 0 (none) to 1 (the same text). */
export function ressemblance(a: string, b: string): number {
  if (a === b) return 1
  const paires = (t: string) => Array.from({ length: Math.max(0, t.length - 1) }, (_, i) => t.slice(i, i + 2))
  const [pa, pb] = [paires(a), paires(b)]
  const reste = [...pb]
  const communes = pa.filter((p) => {
    const i = reste.indexOf(p)
    if (i >= 0) reste.splice(i, 1)
    return i >= 0
  })
  return pa.length + pb.length === 0 ? 0 : (2 * communes.length) / (pa.length + pb.length)
}

/** Metres, on a sphere; undefined when one has no coordinates. */
function distance(a: Identite, b: Identite): number | undefined {
  if (a.latitude === null || a.longitude === null || b.latitude === null || b.longitude === null) return undefined
  const rad = Math.PI / 180
  const x = (b.longitude - a.longitude) * rad * Math.cos(((a.latitude + b.latitude) / 2) * rad)
  const y = (b.latitude - a.latitude) * rad
  return 6_371_000 * Math.hypot(x, y)
}

/** Puts together those that are linked two by two: three at one address are one group, not three pairs. */
export function grouper(paires: readonly (readonly [string, string])[]): string[][] {
  const chef = new Map<string, string>()
  const tete = (u: string): string => {
    let t = u
    for (let h = chef.get(t); h !== undefined && h !== t; h = chef.get(t)) t = h
    return t
  }
  for (const [a, b] of paires) {
    for (const u of [a, b]) if (!chef.has(u)) chef.set(u, u)
    chef.set(tete(a), tete(b))
  }
  const groupes = new Map<string, string[]>()
  for (const u of chef.keys()) groupes.set(tete(u), [...(groupes.get(tete(u)) ?? []), u])
  return [...groupes.values()].map((g) => g.toSorted())
}
