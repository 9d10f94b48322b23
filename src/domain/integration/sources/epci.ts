import { lireColonnes } from '../colonnes.ts'
import type { CodesDeLigne, LectureDeLigne } from '../lecture.ts'
import { rejetDeCode } from './commun.ts'

const O = { obligatoire: true }
/** One row an EPCI with its members as JSON. */
const AVEC_MEMBRES = {
  code: { noms: ['code'], ...O },
  nom: { noms: ['nom'], ...O },
  genre: { noms: ['type'] },
  membres: { noms: ['membres'], ...O },
}
/** One row a commune with its EPCI: the composition that the INSEE publishes each year. */
const COMPOSITION = {
  commune: { noms: ['codgeo', 'code_commune', 'insee'], ...O },
  code: { noms: ['epci', 'code_epci', 'siren_epci'], ...O },
  nom: { noms: ['libepci', 'libelle_epci', 'nom_epci'], ...O },
  genre: { noms: ['nature_epci', 'nature_juridique'] },
}
const POPULATION = {
  code: { noms: ['code'], ...O },
  genre: { noms: ['type'], ...O },
  codes_postaux: { noms: ['codespostaux', 'codes_postaux'], ...O },
  population: { noms: ['population'], ...O },
}

/** The INSEE's way of saying that a commune is in none (islands). */
const SANS_EPCI = 'ZZZZZZZZZ'
const GENRES: Record<string, string> = { ME: 'METRO', METLYON: 'MET69' }

/** Reads EPCI and the communes of each. Throws `ColonnesManquantes` on another table. */
export function lecteurEpci(entetes: string[]): (ligne: string[]) => LectureDeLigne {
  try {
    return parMembres(entetes)
  } catch {
    return parCommune(entetes)
  }
}

function parMembres(entetes: string[]): (ligne: string[]) => LectureDeLigne {
  const c = lireColonnes(entetes, AVEC_MEMBRES)
  return (ligne) => {
    const epci = lireEpci(c.code(ligne), c.nom(ligne), c.genre(ligne))
    if ('genre' in epci) return epci
    const membres = codesDesMembres(c.membres(ligne))
    if (!membres) return rejetDeCode('membres_illisibles', `Les communes de l’EPCI ${epci.code} ne se lisent pas.`)
    const codes: CodesDeLigne = membres.map((code) => ({
      table: 'commune_epci',
      valeurs: { code, code_epci: epci.code },
    }))
    return { genre: 'codes', codes: [{ table: 'epci', valeurs: epci.valeurs }, ...codes], remarques: [] }
  }
}

function parCommune(entetes: string[]): (ligne: string[]) => LectureDeLigne {
  const c = lireColonnes(entetes, COMPOSITION)
  const dits = new Set<string>()
  return (ligne) => {
    const commune = c.commune(ligne).trim()
    if (!/^\d[\dAB]\d{3}$/.test(commune))
      return rejetDeCode('code_incorrect', `« ${commune.slice(0, 40)} » : un code de commune a cinq signes.`)
    if (c.code(ligne).trim() === SANS_EPCI)
      return {
        genre: 'codes',
        codes: [{ table: 'commune_epci', valeurs: { code: commune, code_epci: null } }],
        remarques: [],
      }
    const epci = lireEpci(c.code(ligne), c.nom(ligne), c.genre(ligne))
    if ('genre' in epci) return epci
    const codes: CodesDeLigne = [{ table: 'commune_epci', valeurs: { code: commune, code_epci: epci.code } }]
    const dit = JSON.stringify(epci.valeurs)
    if (!dits.has(dit)) codes.unshift({ table: 'epci', valeurs: epci.valeurs })
    dits.add(dit)
    return { genre: 'codes', codes, remarques: [] }
  }
}

/** Population and postal codes of the communes of today, by the package of Etalab. */
export function lecteurPopulation(entetes: string[]): (ligne: string[]) => LectureDeLigne {
  const c = lireColonnes(entetes, POPULATION)
  return (ligne) => {
    if (c.genre(ligne) !== 'commune-actuelle') return { genre: 'hors_champ' }
    const brut = c.population(ligne).trim()
    if (!/^\d*$/.test(brut))
      return rejetDeCode('population_incorrecte', `« ${brut.slice(0, 40)} » n’est pas une population.`)
    const codes_postaux = c
      .codes_postaux(ligne)
      .split(',')
      .filter((p) => /^\d{5}$/.test(p))
    const valeurs = { code: c.code(ligne).trim(), codes_postaux, population: brut === '' ? null : Number(brut) }
    return { genre: 'codes', codes: [{ table: 'commune_population', valeurs }], remarques: [] }
  }
}

function lireEpci(brut: string, brutNom: string, brutGenre: string) {
  const code = brut.trim()
  const nom = brutNom.trim()
  if (!/^\d{9}$/.test(code))
    return rejetDeCode('code_incorrect', `« ${code.slice(0, 40)} » : un EPCI a un SIREN de neuf chiffres.`)
  if (nom === '') return rejetDeCode('nom_absent', `L’EPCI ${code} n’a pas de nom.`)
  const genre = brutGenre.trim()
  return { code, valeurs: { code, nom, ...(genre ? { genre: GENRES[genre] ?? genre } : {}) } }
}

/** `{"code":"31555",…},{…}`: a list as `enTexte` writes it, or a JSON array. */
function codesDesMembres(texte: string): string[] | undefined {
  try {
    const liste: unknown = JSON.parse(texte.trimStart().startsWith('[') ? texte : `[${texte}]`)
    if (!Array.isArray(liste)) return undefined
    const codes = liste.map((m: unknown) => (typeof m === 'object' && m !== null && 'code' in m ? String(m.code) : ''))
    return codes.includes('') ? undefined : codes
  } catch {
    return undefined
  }
}
