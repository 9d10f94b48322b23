import type { ErreurDeChamp } from '#domain/erreurs.ts'
import type { Champ, Definition } from '#domain/formulaire/definition.ts'
import { type Changements, champDe } from '#domain/formulaire/saisie.ts'
import { CommuneChoisie } from '#domain/formulaire/types/commune.ts'
import { EtablissementChoisi } from '#domain/formulaire/types/etablissement.ts'
import { ValeurChoisie } from '#domain/formulaire/types/nomenclature.ts'
import type { Write } from '../platform/context.ts'
import { nomsDe } from '../referentiel/choix.ts'

type Dite = { chemin: string; champ: Champ; valeur: unknown }

/**
 * Edits that name a commune, an établissement or a value that the référentiel does not know under that name: the
 * browser proposes from the same lists, so only a stale page or a forged call sends them.
 */
export async function referencesInconnues(
  ctx: Write,
  definition: Definition,
  changements: Changements,
): Promise<ErreurDeChamp[]> {
  const dites = Object.entries(changements).flatMap(([chemin, valeur]) => ditesPar(definition, chemin, valeur))
  if (dites.length === 0) return []
  const communes = dites.flatMap((d) => lire(d, 'commune', CommuneChoisie))
  const etablissements = dites.flatMap((d) => lire(d, 'etablissement', EtablissementChoisi))
  const valeurs = dites.flatMap((d) =>
    d.champ.type === 'nomenclature'
      ? lire(d, 'nomenclature', ValeurChoisie).map((v) => ({ ...v, nomenclature: nomenclatureDe(d.champ) }))
      : [],
  )
  const noms = await nomsDe(ctx, {
    communes: communes.map((c) => c.lue.code),
    etablissements: etablissements.map((e) => e.lue.uai),
    valeurs: valeurs.map((v) => ({ nomenclature: v.nomenclature, code: v.lue.code })),
  })
  return [
    ...communes
      .filter((c) => noms.communes.get(c.lue.code) !== c.lue.nom)
      .map((c) => ({ champ: c.chemin, message: 'Cette commune n’est pas connue : choisissez-la dans la liste.' })),
    ...etablissements
      .filter((e) => noms.etablissements.get(e.lue.uai) !== e.lue.nom)
      .map((e) => ({ champ: e.chemin, message: 'Cet établissement n’est pas connu : choisissez-le dans la liste.' })),
    ...valeurs
      .filter((v) => noms.valeurs.get(v.nomenclature)?.get(v.lue.code) !== v.lue.libelle)
      .map((v) => ({ champ: v.chemin, message: 'Cette valeur n’est plus proposée : choisissez de nouveau.' })),
  ]
}

const nomenclatureDe = (champ: Champ): string => (champ.type === 'nomenclature' ? champ.nomenclature : '')

const NOMMENT: readonly string[] = ['commune', 'etablissement', 'nomenclature']

/** The answers of this edit that name something; a new row holds several, all told at the row. */
function ditesPar(definition: Definition, chemin: string, valeur: unknown): Dite[] {
  const [bloc = '', ligne, cellule] = chemin.split('/')
  if (ligne !== undefined && cellule === undefined) {
    const champ = champDe(definition, bloc)
    if (champ?.type !== 'bloc_repetable' || typeof valeur !== 'object' || valeur === null) return []
    const cellules = new Map(Object.entries(valeur))
    return champ.champs
      .filter((c) => NOMMENT.includes(c.type) && cellules.has(c.id))
      .map((c) => ({ chemin, champ: c, valeur: cellules.get(c.id) }))
  }
  const champ = champDe(definition, chemin)
  return champ && NOMMENT.includes(champ.type) ? [{ chemin, champ, valeur }] : []
}

/** Read when it is of this type and well formed; the rest is refused, or emptied, by `modifier`. */
function lire<T>(
  { chemin, champ, valeur }: Dite,
  type: Champ['type'],
  forme: { safeParse: (v: unknown) => { success: boolean; data?: T } },
): { chemin: string; lue: T }[] {
  if (champ.type !== type) return []
  const { data } = forme.safeParse(valeur)
  return data === undefined ? [] : [{ chemin, lue: data }]
}
