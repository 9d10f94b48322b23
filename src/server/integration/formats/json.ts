import type { Encodage } from '#domain/integration/reniflage.ts'
import { illisible, vide } from './refus.ts'
import type { Tableau } from './tableau.ts'

type Objet = Record<string, unknown>

/**
 * The table of a JSON text: an array of objects, one object a line, or what portals answer (`results`, `records[].fields`,
 * `features[].properties`). The number of a row is the rank of its object.
 */
export function lireTexteJson(texte: string, encodage: Encodage): Tableau[] {
  const objets = trouverObjets(analyser(texte))
  const noms = new Set<string>()
  for (const objet of objets) for (const nom of Object.keys(objet)) noms.add(nom)
  if (noms.size === 0) throw vide()
  const entetes = [...noms]
  return [
    {
      feuille: null,
      entetes,
      encodage,
      separateur: null,
      lignes: {
        *[Symbol.iterator]() {
          for (const [i, objet] of objets.entries())
            yield {
              numero: i + 1,
              valeurs: entetes.map((nom) => enTexte(Object.hasOwn(objet, nom) ? objet[nom] : null)),
            }
        },
      },
    },
  ]
}

function analyser(texte: string): unknown {
  try {
    return JSON.parse(texte)
  } catch {
    const lignes = texte.split('\n').filter((l) => l.trim() !== '')
    try {
      return lignes.map((l) => JSON.parse(l) as unknown)
    } catch {
      throw illisible(
        'json_incorrect',
        'Ce fichier JSON est mal formé : il est peut-être coupé. Téléchargez-le à nouveau.',
      )
    }
  }
}

const estObjet = (valeur: unknown): valeur is Objet =>
  typeof valeur === 'object' && valeur !== null && !Array.isArray(valeur)

function trouverObjets(lu: unknown): Objet[] {
  if (estObjet(lu)) {
    for (const [cle, dedans] of [
      ['results', undefined],
      ['records', 'fields'],
      ['features', 'properties'],
    ] as const) {
      const liste = lu[cle]
      if (Array.isArray(liste)) return liste.map((o) => sousObjet(o, dedans)).filter(estObjet)
    }
    // A portal may answer 200 with its error in the body.
    if ('error_code' in lu || 'errorcode' in lu)
      throw illisible(
        'reponse_en_erreur',
        `Le portail a répondu une erreur : ${String(lu.message ?? lu.error).slice(0, 300)}`,
      )
  }
  if (!Array.isArray(lu))
    throw illisible(
      'json_sans_liste',
      'Ce fichier JSON ne contient pas de liste d’objets : envoyez un tableau d’objets, ou l’export JSON du portail.',
    )
  return lu
    .map((o) => sousObjet(o, estObjet(o) && estObjet(o.fields) && 'recordid' in o ? 'fields' : undefined))
    .filter(estObjet)
}

const sousObjet = (objet: unknown, dedans: string | undefined): unknown =>
  dedans && estObjet(objet) && estObjet(objet[dedans]) ? objet[dedans] : objet

/** As a CSV of the same data would say it: a point is « latitude, longitude », a list is separated by commas. */
export function enTexte(valeur: unknown): string {
  if (valeur === null || valeur === undefined) return ''
  if (typeof valeur === 'string') return valeur
  if (typeof valeur !== 'object') return String(valeur)
  if (valeur instanceof Date)
    return Number.isNaN(valeur.getTime()) ? '' : valeur.toISOString().replace('T00:00:00.000Z', '')
  if (valeur instanceof Uint8Array) return new TextDecoder().decode(valeur)
  if (Array.isArray(valeur)) return valeur.map(enTexte).join(',')
  if ('lat' in valeur && 'lon' in valeur) return `${enTexte(valeur.lat)}, ${enTexte(valeur.lon)}`
  return JSON.stringify(valeur, (_, v: unknown) => (typeof v === 'bigint' ? String(v) : v))
}
