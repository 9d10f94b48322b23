import * as z from 'zod'
import { type Structure, sansVides, villeDe, voieDe } from './structure.ts'

const texte = z.string().nullish()
const Etablissement = z.object({
  siret: z.string(),
  etat_administratif: texte,
  adresse: texte,
  numero_voie: texte,
  indice_repetition: texte,
  type_voie: texte,
  libelle_voie: texte,
  complement_adresse: texte,
  code_postal: texte,
  commune: texte,
  libelle_commune: texte,
  activite_principale: texte,
  liste_enseignes: z.array(z.string()).nullish(),
  liste_uai: z.array(z.string()).nullish(),
  statut_diffusion_etablissement: texte,
})
type Etablissement = z.infer<typeof Etablissement>
const Unite = z.object({
  nom_complet: texte,
  nom_raison_sociale: texte,
  nature_juridique: texte,
  siege: Etablissement,
  matching_etablissements: z.array(Etablissement).nullish(),
})
const Reponse = z.object({ results: z.array(Unite) })

/** The établissement of this SIRET in an answer of Recherche d’entreprises. Throws when it is something else. */
export function lireEntreprise(siret: string): (corps: unknown) => Structure | undefined {
  return (corps) => {
    for (const unite of Reponse.parse(corps).results) {
      // The seat says its street part by part; the others only in one line.
      const trouve = [unite.siege, ...(unite.matching_etablissements ?? [])].find((e) => e.siret === siret)
      if (trouve) return structure(unite, trouve)
    }
    return undefined
  }
}

function structure(unite: z.infer<typeof Unite>, e: Etablissement): Structure {
  const partielle = e.statut_diffusion_etablissement === 'P'
  return sansVides({
    siret: e.siret,
    nom: unite.nom_raison_sociale || unite.nom_complet || e.liste_enseignes?.[0] || 'Structure sans nom diffusé',
    adresse: sansVides({
      voie: partielle ? undefined : (voieEnParties(e) ?? voieEnLigne(e)),
      complement: partielle ? undefined : (e.complement_adresse ?? undefined),
      code_postal: e.code_postal ?? undefined,
      commune: villeDe(e.libelle_commune),
      code_commune: e.commune ?? undefined,
    }),
    ouverte: e.etat_administratif === 'A',
    categorie_juridique: unite.nature_juridique ?? undefined,
    activite: e.activite_principale ?? undefined,
    uai: e.liste_uai?.length === 1 ? e.liste_uai[0] : undefined,
  })
}

const voieEnParties = (e: Etablissement) => voieDe(e.numero_voie, e.indice_repetition, e.type_voie, e.libelle_voie)

/** « 20 RUE DU ROCHER 75008 PARIS » without its end. */
function voieEnLigne({ adresse, code_postal }: Etablissement): string | undefined {
  if (!adresse || !code_postal) return undefined
  const [voie = ''] = adresse.split(` ${code_postal}`)
  return voie === adresse ? undefined : voie.trim() || undefined
}
