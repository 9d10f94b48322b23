import { lireAdresses } from './lecture/adresses.ts'
import { lireAnnuaire } from './lecture/annuaire.ts'
import { lireApiEntreprise } from './lecture/apiEntreprise.ts'
import { lireJoursFeries, lireVacances } from './lecture/calendriers.ts'
import { lireCommunes } from './lecture/communes.ts'
import { lireEntreprise } from './lecture/entreprises.ts'
import { lireBourse } from './lecture/particulier.ts'
import { lireSirene } from './lecture/sirene.ts'
import type { Structure } from './lecture/structure.ts'
import type { CodeConnecteur } from './liste.ts'

const deStructure = (s: Structure | undefined): string[] | undefined =>
  s && [`${s.nom}, ${[s.adresse.voie, s.adresse.code_postal, s.adresse.commune].filter(Boolean).join(' ')}`]

/** How the answer to the try of each service reads in a few lines: the same readers as the forms'. */
export const APERCUS: Record<CodeConnecteur, (corps: unknown) => string[] | undefined> = {
  geocodage: (c) => lireAdresses(c)?.map((a) => a.libelle),
  'api-geo': (c) => lireCommunes(c)?.map((x) => `${x.nom} (${x.departement})`),
  'recherche-entreprises': (c) => deStructure(lireEntreprise('13002526500013')(c)),
  sirene: (c) => deStructure(lireSirene(c)),
  'api-entreprise': (c) => deStructure(lireApiEntreprise(c)),
  'api-particulier': (c) => [lireBourse(c).boursier ? 'Étudiant boursier' : 'Étudiant non boursier'],
  'annuaire-education': (c) => lireAnnuaire(c)?.map((e) => `${e.nom} (${e.uai})`),
  'calendrier-scolaire': (c) => lireVacances(c)?.map((v) => `${v.libelle} : ${v.debut}`),
  'jours-feries': (c) => lireJoursFeries(c)?.map((j) => `${j.date} : ${j.libelle}`),
}
