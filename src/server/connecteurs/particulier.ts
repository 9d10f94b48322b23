import {
  type Bourse,
  lireBourse,
  lireQuotientFamilial,
  lireScolarite,
  type QuotientFamilial,
  type Scolarite,
} from '#domain/connecteurs/lecture/particulier.ts'
import type { Resultat } from '#domain/connecteurs/resultat.ts'
import type { Read } from '../platform/context.ts'
import { interroger, type Motif } from './interroger.ts'

/** The civil status that API Particulier asks; `naissance` is `AAAA-MM-JJ`. */
export type EtatCivil = { nom: string; prenoms: string[]; naissance: string; sexe: 'M' | 'F' }

function etatCivil({ nom, prenoms, naissance, sexe }: EtatCivil): URLSearchParams {
  const [annee = '', mois = '', jour = ''] = naissance.split('-')
  const q = new URLSearchParams({ nomNaissance: nom, sexeEtatCivil: sexe })
  for (const prenom of prenoms) q.append('prenoms[]', prenom)
  q.set('anneeDateNaissance', String(Number(annee)))
  q.set('moisDateNaissance', String(Number(mois)))
  q.set('jourDateNaissance', String(Number(jour)))
  return q
}

/** `pays` 99100 is France; then the commune of birth (COG) is due. `mois` is `AAAA-MM`, two years back at most. */
export function demandeDeQuotient(qui: EtatCivil & { pays: string; commune?: string }, mois?: string): string {
  const q = etatCivil(qui)
  q.set('codeCogInseePaysNaissance', qui.pays)
  if (qui.commune) q.set('codeCogInseeCommuneNaissance', qui.commune)
  const [annee, m] = mois?.split('-') ?? []
  if (annee && m) {
    q.set('annee', annee)
    q.set('mois', String(Number(m)))
  }
  return `/v3/dss/quotient_familial/identite?${q}`
}

/** The family's bracket: who is in the household is not kept. */
export const chercherQuotientFamilial = (
  ctx: Read,
  qui: EtatCivil & { pays: string; commune?: string },
  mois: string | undefined,
  motif: Motif,
): Promise<Resultat<QuotientFamilial>> =>
  interroger(ctx, {
    connecteur: 'api-particulier',
    chemin: demandeDeQuotient(qui, mois),
    donnees: ['quotient familial'],
    motif,
    lire: lireQuotientFamilial,
  })

export function demandeDeScolarite(qui: EtatCivil, uai: string, anneeScolaire: string): string {
  const q = etatCivil(qui)
  q.set('codeEtablissement', uai)
  q.set('anneeScolaire', anneeScolaire.slice(0, 4))
  return `/v4/men/scolarites/identite?${q}`
}

/** Is this pupil at school there this year, with a scholarship? */
export const chercherScolarite = (
  ctx: Read,
  qui: EtatCivil,
  uai: string,
  anneeScolaire: string,
  motif: Motif,
): Promise<Resultat<Scolarite>> =>
  interroger(ctx, {
    connecteur: 'api-particulier',
    chemin: demandeDeScolarite(qui, uai, anneeScolaire),
    donnees: ['scolarité et bourse de l’élève'],
    motif,
    lire: lireScolarite,
  })

export const demandeDeBourse = (ine: string): string =>
  `/v4/cnous/etudiant_boursier/ine?${new URLSearchParams({ ine })}`

/** Has this student a scholarship? `ine` has 11 signs. */
export const chercherBourse = (ctx: Read, ine: string, motif: Motif): Promise<Resultat<Bourse>> =>
  interroger(ctx, {
    connecteur: 'api-particulier',
    chemin: demandeDeBourse(ine),
    donnees: ['bourse de l’étudiant'],
    motif,
    lire: lireBourse,
  })
