import * as z from 'zod'
import { type Structure, sansVides, villeDe, voieDe } from './structure.ts'

const texte = z.string().nullish()
const Reponse = z.object({
  etablissement: z.object({
    siret: z.string(),
    statutDiffusionEtablissement: texte,
    uniteLegale: z.object({
      categorieJuridiqueUniteLegale: texte,
      denominationUniteLegale: texte,
      nomUniteLegale: texte,
      nomUsageUniteLegale: texte,
      prenomUsuelUniteLegale: texte,
    }),
    adresseEtablissement: z.object({
      complementAdresseEtablissement: texte,
      numeroVoieEtablissement: texte,
      indiceRepetitionEtablissement: texte,
      typeVoieEtablissement: texte,
      libelleVoieEtablissement: texte,
      codePostalEtablissement: texte,
      libelleCommuneEtablissement: texte,
      codeCommuneEtablissement: texte,
    }),
    periodesEtablissement: z.array(
      z.object({
        dateFin: texte,
        etatAdministratifEtablissement: texte,
        enseigne1Etablissement: texte,
        denominationUsuelleEtablissement: texte,
        activitePrincipaleEtablissement: texte,
      }),
    ),
  }),
})

/** An établissement of Sirene 3.11, as it is today: the period without an end. Throws when it is something else. */
export function lireSirene(corps: unknown): Structure {
  const e = Reponse.parse(corps).etablissement
  const { uniteLegale: u, adresseEtablissement: a } = e
  const actuelle = e.periodesEtablissement.find((p) => !p.dateFin) ?? e.periodesEtablissement[0]
  // Partial diffusion: neither the name nor the street of a natural person is shown (code de commerce, A123-96).
  const partielle = e.statutDiffusionEtablissement === 'P'
  const personne = voieDe(u.prenomUsuelUniteLegale, u.nomUsageUniteLegale || u.nomUniteLegale)
  return sansVides({
    siret: e.siret,
    nom:
      u.denominationUniteLegale ||
      actuelle?.denominationUsuelleEtablissement ||
      actuelle?.enseigne1Etablissement ||
      (partielle ? undefined : personne) ||
      'Structure sans nom diffusé',
    adresse: sansVides({
      voie: partielle
        ? undefined
        : voieDe(
            a.numeroVoieEtablissement,
            a.indiceRepetitionEtablissement,
            a.typeVoieEtablissement,
            a.libelleVoieEtablissement,
          ),
      complement: partielle ? undefined : (a.complementAdresseEtablissement ?? undefined),
      code_postal: a.codePostalEtablissement ?? undefined,
      commune: villeDe(a.libelleCommuneEtablissement),
      code_commune: a.codeCommuneEtablissement ?? undefined,
    }),
    ouverte: actuelle?.etatAdministratifEtablissement === 'A',
    categorie_juridique: u.categorieJuridiqueUniteLegale ?? undefined,
    activite: actuelle?.activitePrincipaleEtablissement ?? undefined,
  })
}
