import { type EtablissementTrouve, lireAnnuaire } from '#domain/connecteurs/lecture/annuaire.ts'
import { sansVides } from '#domain/connecteurs/lecture/structure.ts'
import type { Resultat } from '#domain/connecteurs/resultat.ts'
import { estUai } from '#domain/referentiel/uai.ts'
import type { Read } from '../platform/context.ts'
import { interroger, type Motif } from './interroger.ts'

const JEU = '/api/explore/v2.1/catalog/datasets/fr-en-annuaire-education/records'

/** The UAI is checked first: nothing typed by a person goes into an ODSQL query. */
export const demandeDEtablissement = (uai: string): string =>
  `${JEU}?${new URLSearchParams({ where: `identifiant_de_l_etablissement="${uai}"`, limit: '10' })}`

/** One école, collège or lycée by its UAI: what the annuaire says today, else what the référentiel knows. */
export async function chercherEtablissement(
  ctx: Read,
  uai: string,
  motif: Motif,
): Promise<Resultat<EtablissementTrouve[]>> {
  if (!estUai(uai)) return { etat: 'refuse', source: '', date: '', message: 'Ce numéro UAI n’existe pas.' }
  const resultat = await interroger(ctx, {
    connecteur: 'annuaire-education',
    chemin: demandeDEtablissement(uai),
    donnees: ['identité publique de l’établissement'],
    motif,
    lire: lireAnnuaire,
  })
  if (resultat.etat === 'trouve' || resultat.etat === 'introuvable') return resultat
  const connu = await duReferentiel(ctx, uai)
  return connu ?? resultat
}

async function duReferentiel(ctx: Read, uai: string): Promise<Resultat<EtablissementTrouve[]> | undefined> {
  const e = await ctx.db
    .selectFrom('referentiel.etablissement')
    .select(['uai', 'nom', 'type', 'adresse', 'code_postal', 'commune', 'code_commune', 'siret', 'modifie_le'])
    .select(['telephone', 'courriel'])
    .where('uai', '=', uai)
    .executeTakeFirst()
  if (!e) return undefined
  const { modifie_le, ...reste } = e
  const valeur = [sansVides(reste) as EtablissementTrouve]
  return { etat: 'trouve', valeur, source: 'Référentiel', date: modifie_le.slice(0, 10), message: '' }
}
