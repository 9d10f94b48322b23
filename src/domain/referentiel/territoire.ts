import type { LieuDeclare } from './champs.ts'
import { type Contour, cadre, contient, distanceKm, type Point } from './geometrie.ts'
import { normaliser } from './texte-recherche.ts'

/** COM: commune; ARM: arrondissement of Paris, Lyon, Marseille; COMD, COMA: former commune, now part of another. */
export type Commune = {
  code: string
  nom: string
  genre: 'COM' | 'ARM' | 'COMD' | 'COMA'
  /** For all but COM: the commune of today. */
  parent: string | null
  code_departement: string
  /** As in the COG: a pseudo-canton when the commune is split. */
  code_canton: string | null
  code_epci: string | null
}

export type Canton = {
  code: string
  /** `reel`: elects its councillors; `partage`: stands for the several cantons of one commune. */
  genre: 'reel' | 'partage'
  code_departement: string
  /** Made only of whole communes: a point of a split commune cannot be in it. */
  communes_entieres: boolean
  contour: Contour | null
}

export type Departement = { code: string; nom: string; code_region: string | null; code_academie: string | null }

/** Why a place is incomplete or doubtful; the établissement is kept and listed. */
export type RaisonPlacement =
  | 'commune_absente'
  | 'commune_inconnue'
  | 'commune_ambigue'
  | 'sans_coordonnees'
  | 'coordonnees_hors_commune'
  | 'canton_introuvable'

export const LIBELLES_RAISON: Record<RaisonPlacement, string> = {
  commune_absente: 'La source ne donne pas de commune.',
  commune_inconnue: 'La commune donnée par la source n’existe pas dans le code géographique.',
  commune_ambigue: 'Plusieurs communes du département portent ce nom.',
  sans_coordonnees: 'La commune est partagée entre plusieurs cantons et l’établissement n’a pas de coordonnées.',
  coordonnees_hors_commune: 'Les coordonnées sont à plus de 5 km du canton de la commune : elles sont fausses.',
  canton_introuvable: 'La commune est partagée entre plusieurs cantons et aucun ne contient les coordonnées.',
}

export type Placement = {
  code_commune: string | null
  code_canton: string | null
  code_epci: string | null
  code_departement: string | null
  code_academie: string | null
  code_region: string | null
  /** Official name of the commune or arrondissement, when found. */
  commune: string | null
  raison: RaisonPlacement | null
}

/** Contours are simplified: a school on a boundary may fall some hundred metres beside; 5 km is a wrong address. */
const TOLERANCE_KM = 5
/** In a split commune, the nearest canton is taken for its own up to here (coast, river, boundary). */
const PROCHE_KM = 1
/** Paris and the métropole de Lyon elect otherwise: their pseudo-canton covers no real one. */
const SANS_CANTON = new Set(['7599', '6999'])

/** The canton of the COG behind a 2018 contour: `31015` is `3115`; overseas codes are the same in both. */
export function codeCogDuContour(code: string): string {
  return code.length === 5 && !code.startsWith('97') ? code.slice(0, 2) + code.slice(3) : code
}

type CantonSitue = Canton & { contour: Contour; boite: [number, number, number, number] }

export type Territoires = {
  communes: Map<string, Commune>
  parNom: Map<string, Commune[]>
  cantons: Map<string, Canton>
  situes: Map<string, CantonSitue[]>
  departements: Map<string, Departement>
  departementsParNom: Map<string, string>
}

/** Prepares the lookups of `placer`; may hold a few départements only. */
export function indexer(communes: Commune[], cantons: Canton[], departements: Departement[]): Territoires {
  const situes = cantons.filter((c): c is Canton & { contour: Contour } => c.genre === 'reel' && c.contour !== null)
  return {
    // A former commune may share its code with the commune of today, which comes first.
    communes: new Map(communes.toSorted((a, b) => rang(b) - rang(a)).map((c) => [c.code, c])),
    parNom: Map.groupBy(communes, (c) => `${c.code_departement} ${normaliser(c.nom)}`),
    cantons: new Map(cantons.map((c) => [c.code, c])),
    situes: Map.groupBy(
      situes.map((c) => ({ ...c, boite: cadre(c.contour) })),
      (c) => c.code_departement,
    ),
    departements: new Map(departements.map((d) => [d.code, d])),
    departementsParNom: new Map(departements.map((d) => [normaliser(d.nom), d.code])),
  }
}

const rang = (c: Commune): number => ['COM', 'ARM', 'COMD', 'COMA'].indexOf(c.genre)

/** Code of a département given as `31`, `031`, `02A` or by its name; undefined when unknown. */
export function codeDepartement(
  texte: string | undefined,
  t: Pick<Territoires, 'departements' | 'departementsParNom'>,
): string | undefined {
  if (!texte) return undefined
  const court = texte.length === 3 && texte.startsWith('0') ? texte.slice(1) : texte
  if (t.departements.has(court)) return court
  return t.departementsParNom.get(normaliser(texte))
}

/**
 * Finds commune, canton, EPCI, département, académie and région of an établissement. What cannot be found is null,
 * with the reason; the canton of a split commune comes from the coordinates alone.
 */
export function placer(lieu: LieuDeclare & { latitude?: number; longitude?: number }, t: Territoires): Placement {
  const code = codeDepartement(lieu.departement, t)
  const trouvee = trouverCommune(lieu, code, t)
  if (typeof trouvee === 'string')
    return {
      ...niveaux(code, t),
      code_commune: null,
      code_canton: null,
      code_epci: null,
      commune: null,
      raison: trouvee,
    }
  const { commune, nom } = trouvee
  const point: Point | undefined =
    lieu.latitude === undefined || lieu.longitude === undefined ? undefined : [lieu.longitude, lieu.latitude]
  return {
    ...niveaux(commune.code_departement, t),
    code_commune: commune.code,
    code_epci: commune.code_epci,
    commune: nom,
    ...cantonDe(commune, point, t),
  }
}

function niveaux(code: string | undefined, t: Territoires) {
  const departement = code === undefined ? undefined : t.departements.get(code)
  return {
    code_departement: departement?.code ?? null,
    code_academie: departement?.code_academie ?? null,
    code_region: departement?.code_region ?? null,
  }
}

/** By code, else by name in the département. Former communes and arrondissements lead to the commune of today. */
function trouverCommune(
  lieu: LieuDeclare,
  departement: string | undefined,
  t: Territoires,
): { commune: Commune; nom: string } | RaisonPlacement {
  if (lieu.code_commune) {
    const directe = t.communes.get(lieu.code_commune)
    return (directe && actuelle(directe, t)) ?? 'commune_inconnue'
  }
  if (!lieu.commune || !departement) return 'commune_absente'
  const nom = normaliser(lieu.commune)
  const candidates = t.parNom.get(`${departement} ${nom}`) ?? sansArticle(departement, nom, t)
  const meilleur = Math.min(...candidates.map(rang))
  const actuelles = new Map(
    candidates
      .filter((c) => rang(c) === meilleur)
      .map((c) => actuelle(c, t))
      .filter((c) => c !== undefined)
      .map((c) => [c.commune.code, c]),
  )
  const [seule] = actuelles.values()
  if (actuelles.size > 1) return 'commune_ambigue'
  return seule ?? 'commune_inconnue'
}

/** « Mont-Dore » for « Le Mont-Dore »: sources drop the article. */
function sansArticle(departement: string, nom: string, t: Territoires): Commune[] {
  return ['le', 'la', 'les', 'l'].flatMap((article) => t.parNom.get(`${departement} ${article} ${nom}`) ?? [])
}

function actuelle(c: Commune, t: Territoires): { commune: Commune; nom: string } | undefined {
  const commune = c.parent ? t.communes.get(c.parent) : c
  return commune && { commune, nom: c.genre === 'ARM' ? c.nom : commune.nom }
}

function cantonDe(
  commune: Commune,
  point: Point | undefined,
  t: Territoires,
): { code_canton: string | null; raison: RaisonPlacement | null } {
  // Martinique, Guyane and the overseas collectivities have no canton at all.
  if (!commune.code_canton || SANS_CANTON.has(commune.code_canton)) return { code_canton: null, raison: null }
  const canton = t.cantons.get(commune.code_canton)
  if (canton?.genre === 'reel') {
    const faux = point && canton.contour && distanceKm(canton.contour, point) > TOLERANCE_KM
    return { code_canton: canton.code, raison: faux ? 'coordonnees_hors_commune' : null }
  }
  if (!point) return { code_canton: null, raison: 'sans_coordonnees' }
  const possibles = t.situes.get(commune.code_departement) ?? []
  const dedans = possibles.find((c) => dansBoite(c.boite, point) && contient(c.contour, point))
  // Whole communes only: the point is in a neighbour, so the nearest canton that can be right is looked for.
  if (dedans && !dedans.communes_entieres) return { code_canton: dedans.code, raison: null }
  return leplusProche(
    possibles.filter((c) => !c.communes_entieres),
    point,
  )
}

function leplusProche(
  possibles: CantonSitue[],
  point: Point,
): { code_canton: string | null; raison: RaisonPlacement | null } {
  const [premier] = possibles
    .map((c) => ({ code: c.code, km: distanceKm(c.contour, point) }))
    .sort((a, b) => a.km - b.km)
  if (!premier) return { code_canton: null, raison: 'canton_introuvable' }
  if (premier.km <= PROCHE_KM) return { code_canton: premier.code, raison: null }
  return { code_canton: null, raison: premier.km > TOLERANCE_KM ? 'coordonnees_hors_commune' : 'canton_introuvable' }
}

const dansBoite = ([ouest, sud, est, nord]: [number, number, number, number], [x, y]: Point): boolean =>
  x >= ouest && x <= est && y >= sud && y <= nord

/** The département that an INSEE commune code begins with: `31555` is 31, `2A004` is 2A, `97209` is 972. */
export function departementDuCode(codeCommune: string): string {
  return codeCommune.slice(0, /^9[78]/.test(codeCommune) ? 3 : 2)
}
