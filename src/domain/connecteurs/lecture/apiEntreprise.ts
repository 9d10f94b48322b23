import * as z from 'zod'
import { estSiret } from '#domain/referentiel/siret.ts'
import { type Structure, sansVides, villeDe, voieDe } from './structure.ts'

/** What every call to API Entreprise and API Particulier must say of itself. They are logged there: no personal data. */
export type Cadre = { destinataire: string; contexte: string; objet: string }

/**
 * The mandatory query parameters, in the names of API Entreprise. Refuses to build a call without one of them, or with an
 * object of 50 signs and more: the provider would answer 422. Gives a sentence instead.
 */
export function parametresDe({ destinataire, contexte, objet }: Cadre): Record<string, string> | { refus: string } {
  if (!estSiret(destinataire))
    return { refus: 'Le SIRET de l’administration destinataire n’est pas réglé : ce service ne peut être appelé.' }
  if (!contexte.trim()) return { refus: 'Le cadre de la demande (dispositif) manque : ce service ne peut être appelé.' }
  if (!objet.trim() || objet.length >= 50)
    return { refus: 'La référence du dossier manque ou est trop longue : ce service ne peut être appelé.' }
  return { recipient: destinataire, context: contexte, object: objet }
}

const texte = z.string().nullish()
const Reponse = z.object({
  data: z.object({
    siret: z.string(),
    etat_administratif: texte,
    status_diffusion: texte,
    enseigne: texte,
    activite_principale: z.object({ code: texte }).nullish(),
    unite_legale: z.object({
      type: texte,
      personne_morale_attributs: z.object({ raison_sociale: texte }).nullish(),
      personne_physique_attributs: z.object({ prenom_usuel: texte, nom_usage: texte, nom_naissance: texte }).nullish(),
      forme_juridique: z.object({ code: texte }).nullish(),
    }),
    adresse: z.object({
      numero_voie: texte,
      indice_repetition_voie: texte,
      type_voie: texte,
      libelle_voie: texte,
      complement_adresse: texte,
      code_commune: texte,
      code_postal: texte,
      libelle_commune: texte,
    }),
  }),
  meta: z.object({ redirect_from_siret: texte }).nullish(),
})

/** An établissement of API Entreprise v4. A number that was replaced is told. Throws when it is something else. */
export function lireApiEntreprise(corps: unknown): Structure {
  const { data: d, meta } = Reponse.parse(corps)
  const { unite_legale: u, adresse: a } = d
  const physique = u.type === 'personne_physique'
  const partielle = d.status_diffusion !== 'diffusible'
  const p = u.personne_physique_attributs
  const nom = physique
    ? partielle
      ? undefined
      : voieDe(p?.prenom_usuel, p?.nom_usage || p?.nom_naissance)
    : u.personne_morale_attributs?.raison_sociale
  return sansVides({
    siret: d.siret,
    nom: nom || d.enseigne || 'Structure sans nom diffusé',
    adresse: sansVides({
      voie:
        physique && partielle
          ? undefined
          : voieDe(a.numero_voie, a.indice_repetition_voie, a.type_voie, a.libelle_voie),
      complement: physique && partielle ? undefined : (a.complement_adresse ?? undefined),
      code_postal: a.code_postal ?? undefined,
      commune: villeDe(a.libelle_commune),
      code_commune: a.code_commune ?? undefined,
    }),
    ouverte: d.etat_administratif === 'A',
    categorie_juridique: u.forme_juridique?.code ?? undefined,
    activite: d.activite_principale?.code ?? undefined,
    // The answer is about the new number; the one that was asked is gone.
    remplacee_par: meta?.redirect_from_siret ? d.siret : undefined,
  })
}

const Erreurs = z.object({
  errors: z
    .array(z.object({ detail: texte, title: texte, meta: z.object({ retry_in: z.number().nullish() }).nullish() }))
    .min(1),
})

/** The provider's words, and how many seconds it asks to wait, in the envelope of errors; nothing when it is not one. */
export function lireErreur(corps: unknown): { detail: string; attente: number | undefined } | undefined {
  const lu = Erreurs.safeParse(corps)
  const [premiere] = lu.success ? lu.data.errors : []
  return premiere && { detail: premiere.detail || premiere.title || '', attente: premiere.meta?.retry_in ?? undefined }
}
