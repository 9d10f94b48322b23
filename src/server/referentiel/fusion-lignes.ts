import { RUBRIQUES, type Rubrique } from '#domain/referentiel/rubriques.ts'
import type { ColonneDeRubrique } from '#domain/referentiel/rubriques-colonnes.ts'

type Ligne = Record<string, unknown>

/** A linked record left to arbitration: what it said before the fusion, after it, and when the fusion was undone. */
export type LigneArbitree = { nom_table: string; avant: Ligne | null; apres: Ligne | null; actuel: Ligne | null }

/** Names of établissements by UAI, and of people by id. */
export type Noms = { etablissements: Record<string, string>; contacts: Record<string, string> }

/** Which record it is, and its three states in words: where it was, and only what differs. */
export function direLigne(
  a: LigneArbitree,
  noms: Noms,
): { quoi: string; avant: string; apres: string; actuel: string } {
  const [table = '', colonne = 'uai'] = a.nom_table.split('#')
  const rubrique = RUBRIQUES.find((r) => `referentiel.${r.table}` === table)
  const autres = (rubrique?.colonnes ?? JOURS).filter((c) => differe(c.code, a))
  const dire = (ligne: Ligne | null, absente: string): string => {
    if (!ligne) return absente
    const uai = String(ligne[colonne] ?? '')
    return [
      `${noms.etablissements[uai] ?? 'Établissement'} (${uai})`,
      ...(ligne.retire_le ? ['retiré'] : []),
      ...autres.map((c) => `${c.libelle} : ${valeur(c, ligne[c.code])}`),
    ].join(' · ')
  }
  return {
    quoi: quoi(rubrique, a.avant ?? a.apres ?? {}, noms),
    avant: dire(a.avant, 'N’existait pas'),
    apres: dire(a.apres, 'Retiré par la fusion'),
    actuel: dire(a.actuel, 'N’existe plus'),
  }
}

const JOURS: ColonneDeRubrique[] = [
  { code: 'depuis', libelle: 'Depuis le', genre: 'jour' },
  { code: 'jusque', libelle: 'Jusqu’au', genre: 'jour' },
]

const differe = (code: string, { avant, actuel }: LigneArbitree): boolean =>
  JSON.stringify(avant?.[code] ?? null) !== JSON.stringify(actuel?.[code] ?? null)

function quoi(r: Rubrique | undefined, ligne: Ligne, noms: Noms): string {
  if (r?.code === 'contact') return noms.contacts[String(ligne.contact_id)] ?? 'Personne effacée'
  if (typeof ligne.texte === 'string' && !ligne.titre) return ligne.texte.slice(0, 60)
  const cle = (r?.cle ?? []).filter((c) => c !== 'uai')
  const dits = r?.colonnes.filter((c) => cle.includes(c.code)).map((c) => valeur(c, ligne[c.code])) ?? []
  return [...dits, ...(typeof ligne.nom === 'string' && !cle.includes('nom') ? [ligne.nom] : [])].join(', ')
}

function valeur(c: ColonneDeRubrique, v: unknown): string {
  if (v === null || v === undefined || v === '') return 'rien'
  if (typeof v === 'boolean') return v ? 'oui' : 'non'
  return (typeof v === 'string' && c.choix?.[v]) || direMesure(c, v)
}

/** A figure with its unit, an amount (in cents) in euros, a day as people write it; any other text as it is. */
export function direMesure({ genre, unite }: Pick<ColonneDeRubrique, 'genre' | 'unite'>, v: unknown): string {
  if (genre === 'montant' && typeof v === 'number') return `${(v / 100).toLocaleString('fr-FR')} €`
  if (genre === 'jour') return String(v).slice(0, 10).split('-').toReversed().join('/')
  if (typeof v !== 'number') return String(v)
  // A year and a degree are not quantities: neither thousands apart nor two decimals.
  if (unite === '°') return `${v.toFixed(5).replace('.', ',')} °`
  const texte = genre === 'entier' && !unite && v >= 1000 && v < 2200 ? String(v) : v.toLocaleString('fr-FR')
  return unite ? `${texte} ${unite}` : texte
}
