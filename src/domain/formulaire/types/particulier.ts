import * as z from 'zod'
import { ecrireDate } from '#domain/ecriture.ts'
import { Identifiant } from '../conditions.ts'
import { chaine } from './chaine.ts'
import { CodeCommune } from './commune.ts'
import { communSaisi, type TypeDeChamp } from './type.ts'

/** What may be asked of API Particulier, with the words of the consent. */
export const DEMANDES = {
  quotient_familial: {
    libelle: 'Quotient familial',
    accord: 'le quotient familial de cette personne à la CAF ou à la MSA',
  },
  scolarite: {
    libelle: 'Scolarité et bourse d’un élève',
    accord: 'la scolarité et la bourse de cet élève au ministère chargé de l’éducation',
  },
  bourse_etudiant: { libelle: 'Bourse d’un étudiant', accord: 'le statut de boursier de cet étudiant au Cnous' },
} as const
export type Demande = keyof typeof DEMANDES

export const ChampParticulier = z.strictObject({
  ...communSaisi,
  type: z.literal('particulier'),
  demande: z.enum(Object.keys(DEMANDES) as [Demande, ...Demande[]]),
  /** The pièce to join when what follows is declared only; without it such a dossier is deposited on the word of the person. */
  justificatif: Identifiant.optional(),
})
export type ChampParticulier = z.infer<typeof ChampParticulier>

const ILLISIBLE = 'Dites de qui il s’agit.'
/** COG code of France among countries. */
export const FRANCE = '99100'

/** Who is asked about, and whether that person agreed. Of what the service answers, only the questions fed by it keep something. */
export const Particulier = z.strictObject(
  {
    accord: z.boolean().optional(),
    nom: chaine(100, false).optional(),
    prenoms: chaine(200, false).optional(),
    naissance: chaine(10, false).optional(),
    sexe: z.enum(['F', 'M'], ILLISIBLE).optional(),
    /** Where one is born: a commune of France, or a country by its COG code. */
    commune: z.strictObject({ code: CodeCommune, nom: chaine(120, false) }, ILLISIBLE).optional(),
    pays: chaine(5, false).optional(),
    ine: chaine(15, false).optional(),
  },
  ILLISIBLE,
)
export type Particulier = z.infer<typeof Particulier>

/** The person that a service outside is asked about. */
export const particulier: TypeDeChamp<ChampParticulier, Particulier> = {
  reponse: Particulier,
  operateurs: ['rempli', 'vide'],
  manque: ILLISIBLE,
  verifier: (valeur, { demande }, { aujourdhui }) => refusDIdentite(valeur, demande, aujourdhui),
  ecrire: ({ nom, prenoms, naissance, ine, accord }) => {
    const qui = [
      [prenoms, nom].filter(Boolean).join(' '),
      naissance && estJour(naissance) ? `né(e) le ${ecrireDate(naissance)}` : naissance,
    ]
    return [
      ...qui,
      ine && `INE ${ine}`,
      accord ? 'accord donné pour interroger API Particulier' : 'sans interroger API Particulier',
    ]
      .filter(Boolean)
      .join(', ')
  },
}

const estJour = (texte: string): boolean => z.iso.date().safeParse(texte).success

/** Why the service cannot be asked about this person, in words that say what to complete. */
export function refusDIdentite(p: Particulier, demande: Demande, aujourdhui: string): string | undefined {
  if (demande === 'bourse_etudiant')
    return /^[0-9a-z]{11}$/i.test(p.ine?.trim() ?? '') ? undefined : 'Saisissez les 11 signes de l’INE.'
  if (!p.nom?.trim()) return 'Saisissez le nom de naissance.'
  if (!p.prenoms?.trim()) return 'Saisissez les prénoms.'
  if (!p.naissance || !estJour(p.naissance) || p.naissance > aujourdhui || p.naissance < '1900-01-01')
    return 'Saisissez la date de naissance.'
  if (!p.sexe) return 'Choisissez le sexe de l’état civil.'
  if (demande === 'scolarite') return undefined
  if (!p.pays) return p.commune ? undefined : 'Choisissez la commune de naissance, ou le pays.'
  return /^99\d{3}$/.test(p.pays) ? undefined : 'Saisissez le code du pays de naissance : 99 puis trois chiffres.'
}
