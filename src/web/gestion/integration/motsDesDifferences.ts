import type { Difference } from '#domain/integration/api.ts'
import type { Registre } from '#domain/referentiel/api-fiche.ts'
import { RUBRIQUES } from '#domain/referentiel/rubriques.ts'
import { trouverTableDeCodes } from '#domain/referentiel/tables-de-codes.ts'
import { ecrireColonne, ecrireValeur } from '#web/referentiel/fiche/ecrire.ts'

/** Which linked record it is, in words: « Position sociale, lycée, 2016, IPS, ensemble »; a code as it is. */
export function motsDeLEnregistrement({ champ, enregistrement, avant, apres }: Difference): string | null {
  const rubrique = RUBRIQUES.find((r) => r.code === champ)
  const ligne = dits(apres) ?? dits(avant)
  // Whose it is stands in a column of its own.
  const cle = rubrique?.cle.filter((c) => c !== 'uai') ?? []
  if (!rubrique || !ligne || !cle.every((c) => ligne.has(c))) return enregistrement
  return cle
    .map((c) => {
      const colonne = rubrique.colonnes.find((x) => x.code === c)
      const valeur = ligne.get(c)
      if (!colonne || typeof valeur === 'object') return String(valeur ?? '')
      return ecrireColonne(rubrique.code, colonne, valeur as string | number | boolean)
    })
    .filter(Boolean)
    .join(', ')
}

/** A value of a champ of the fiche in its words: the label of its code, its day. Anything else as it came. */
export function enClair(registre: Registre | undefined, code: string | null, valeur: unknown): unknown {
  const champ = registre?.champs.find((c) => c.code === code)
  if (!champ || typeof valeur !== 'string') return valeur
  const nomenclature = registre?.nomenclatures.find((n) => n.code === champ.nomenclature)
  const mots = nomenclature?.valeurs.find((v) => v.code === valeur)?.libelle
  return mots ?? ecrireValeur(champ.genre, valeur, champ.unite)
}

/** Which record it is stands in « Quoi » already: only what it says is left, and a number alone when it says but that. */
export function sansCle({ champ, enregistrement }: Difference, valeur: unknown, autre: unknown): unknown {
  if (!enregistrement || typeof valeur !== 'object' || valeur === null) return valeur
  const table = trouverTableDeCodes(champ ?? '')
  if (table) return changements(table.cle, valeur, autre)
  const cle = RUBRIQUES.find((r) => r.code === champ)?.cle ?? []
  const reste = Object.entries(valeur).filter(
    ([nom, v]) => !cle.includes(nom) && !(nom === 'non_disponible' && v === false) && v !== null,
  )
  return reste.length === 1 ? reste[0]?.[1] : Object.fromEntries(reste)
}

/** Of a code, only what changes. */
function changements(cle: readonly string[], valeur: object, autre: unknown): unknown {
  const autres = dits(autre) ?? new Map<string, unknown>()
  const reste = Object.entries(valeur).filter(
    ([nom, v]) => !cle.includes(nom) && v !== null && JSON.stringify(autres.get(nom)) !== JSON.stringify(v),
  )
  return reste.length === 0 ? null : Object.fromEntries(reste)
}

const dits = (ligne: unknown): Map<string, unknown> | undefined =>
  typeof ligne === 'object' && ligne !== null ? new Map(Object.entries(ligne)) : undefined
