import { lireApiEntreprise } from '#domain/connecteurs/lecture/apiEntreprise.ts'
import { lireEntreprise } from '#domain/connecteurs/lecture/entreprises.ts'
import { lireSirene } from '#domain/connecteurs/lecture/sirene.ts'
import { type Structure, sansVides } from '#domain/connecteurs/lecture/structure.ts'
import type { CodeConnecteur } from '#domain/connecteurs/liste.ts'
import type { Resultat } from '#domain/connecteurs/resultat.ts'
import { estSiret } from '#domain/referentiel/siret.ts'
import type { Read } from '../platform/context.ts'
import { type Demande, interroger, type Motif } from './interroger.ts'
import { lireReglage } from './reglage.ts'

type Question = Demande<Structure>
const DONNEES = ['nom, adresse et état de la structure']

/** How each service is asked for one SIRET, from the richest to the most open. */
const QUESTIONS: ((siret: string, motif: Motif) => Question)[] = [
  (siret, motif) => ({
    connecteur: 'api-entreprise',
    chemin: `/v4/insee/sirene/etablissements/${siret}`,
    donnees: DONNEES,
    motif,
    lire: lireApiEntreprise,
  }),
  (siret, motif) => ({
    connecteur: 'sirene',
    chemin: `/siret/${siret}`,
    donnees: DONNEES,
    motif,
    lire: lireSirene,
  }),
  (siret, motif) => ({
    connecteur: 'recherche-entreprises',
    chemin: `/search?${new URLSearchParams({ q: siret, page: '1', per_page: '5' })}`,
    donnees: DONNEES,
    motif,
    lire: lireEntreprise(siret),
  }),
]

/** Whoever may be asked about a SIRET: the quota of each counts. */
export const DE_STRUCTURE: readonly CodeConnecteur[] = QUESTIONS.map((q) => q('', { motif: '' }).connecteur)

/** The one question that a test button asks of a service. */
export const questionsDeStructure = (siret: string, motif: Motif): Question[] => QUESTIONS.map((q) => q(siret, motif))

/**
 * The structure of a SIRET, by the first service that is open and answers; the référentiel is asked last. The key of the
 * number is checked before any call.
 */
export async function chercherStructure(ctx: Read, siret: string, motif: Motif): Promise<Resultat<Structure>> {
  const numero = siret.replace(/[\s.-]/g, '')
  if (!estSiret(numero))
    return { etat: 'refuse', source: '', date: '', message: 'Vérifiez ce SIRET : sa clé n’est pas juste.' }
  let dernier: Resultat<Structure> | undefined
  for (const question of questionsDeStructure(numero, motif)) {
    // A service that is stopped on purpose is not « down »: the next one is asked without a word.
    if ((await lireReglage(ctx, question.connecteur)).pilote === 'arret') continue
    dernier = await interroger(ctx, question)
    if (dernier.etat === 'trouve' || dernier.etat === 'introuvable') return dernier
  }
  const connue = await duReferentiel(ctx, numero)
  if (connue) return connue
  return dernier ?? { etat: 'indisponible', source: '', date: '', message: PERSONNE }
}

const PERSONNE = 'Aucun service ne permet de vérifier ce SIRET pour l’instant : écrivez vous-même les renseignements.'

async function duReferentiel(ctx: Read, siret: string): Promise<Resultat<Structure> | undefined> {
  const e = await ctx.db
    .selectFrom('referentiel.etablissement')
    .select(['uai', 'nom', 'adresse', 'code_postal', 'commune', 'code_commune', 'etat', 'modifie_le'])
    .where('siret', '=', siret)
    .orderBy('etat', 'desc')
    .orderBy('uai')
    .executeTakeFirst()
  if (!e) return undefined
  const { nom, uai } = e
  const adresse = {
    voie: e.adresse ?? undefined,
    code_postal: e.code_postal ?? undefined,
    commune: e.commune ?? undefined,
    code_commune: e.code_commune ?? undefined,
  }
  return {
    etat: 'trouve',
    valeur: { siret, nom, uai, adresse: sansVides(adresse), ouverte: e.etat !== 'ferme' },
    source: 'Référentiel',
    date: e.modifie_le.slice(0, 10),
    message: '',
  }
}
