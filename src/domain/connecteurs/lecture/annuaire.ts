import * as z from 'zod'
import { sansVides } from './structure.ts'

export const EtablissementTrouve = z.object({
  uai: z.string(),
  nom: z.string(),
  type: z.string().optional(),
  adresse: z.string().optional(),
  code_postal: z.string().optional(),
  commune: z.string().optional(),
  code_commune: z.string().optional(),
  siret: z.string().optional(),
  telephone: z.string().optional(),
  courriel: z.string().optional(),
})
export type EtablissementTrouve = z.infer<typeof EtablissementTrouve>

const texte = z.string().nullish()
const Reponse = z.object({
  results: z.array(
    z.object({
      identifiant_de_l_etablissement: z.string(),
      nom_etablissement: z.string(),
      type_etablissement: texte,
      adresse_1: texte,
      code_postal: texte,
      nom_commune: texte,
      code_commune: texte,
      siren_siret: texte,
      telephone: texte,
      mail: texte,
      etat: texte,
    }),
  ),
})

/**
 * Lines of the annuaire de l’éducation, one a UAI: a school has one line for each annexe. A 200 may carry an error body:
 * then `results` is no list, and this throws.
 */
export function lireAnnuaire(corps: unknown): EtablissementTrouve[] | undefined {
  const vus = new Map<string, EtablissementTrouve>()
  for (const l of Reponse.parse(corps).results) {
    const uai = l.identifiant_de_l_etablissement
    if (vus.has(uai)) continue
    vus.set(
      uai,
      sansVides({
        uai,
        nom: l.nom_etablissement,
        type: l.type_etablissement ?? undefined,
        adresse: l.adresse_1 ?? undefined,
        code_postal: l.code_postal ?? undefined,
        commune: l.nom_commune ?? undefined,
        code_commune: l.code_commune ?? undefined,
        siret: l.siren_siret ?? undefined,
        telephone: l.telephone ?? undefined,
        courriel: l.mail ?? undefined,
      }),
    )
  }
  return vus.size > 0 ? [...vus.values()] : undefined
}
