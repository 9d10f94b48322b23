import { type Acteur, type Personne, SYSTEME } from '#domain/acteur.ts'
import { donnerPerimetre, habiliter } from '#server/comptes/habilitations.ts'
import { creerPersonne, ouvrirCompte } from '#server/comptes/ouverture.ts'
import { type Invente, PERSONAS } from '#server/comptes/personnages.ts'
import { contextOf, type Kit, type Write, write } from '#server/platform/context.ts'
import { COLLEGE, LYCEE_AUCH, remplirReferentiel } from './etablissements.ts'

export { SYSTEME }
export const ANONYME: Acteur = { genre: 'anonyme' }

/** Password of every persona in the tests. */
export const MOT_DE_PASSE = 'mot de passe des essais'
/** Made once for all: a slow hash for each test file would cost more than its tests. */
const EMPREINTE =
  '2662b1bb4533809b79b3de7d4a58b6cf:265f745586247695ebe40751d1525fed2e570c492963833e0c796158faf2abaea26d7b8df234ea573b8b2e6fc49b58eccc6cfd017909d62b0a54693d292135fe'

/** Each test database starts empty, so that people created in this order always have these ids. */
const personne = (
  id: number,
  { description: _, ...invente }: Invente & { description?: string },
): Personne & Invente => ({
  genre: 'personne',
  id,
  habilitations: [],
  perimetres: [],
  ...invente,
})

/** Heads the lycée Bellevue (`LYCEE`), Haute-Garonne. */
export const claire = personne(1, PERSONAS.claire)
/** Gestionnaire of the same lycée. */
export const gestionnaire = personne(2, PERSONAS.gestionnaire)
/** Agent, follows the Haute-Garonne. */
export const bruno = personne(3, PERSONAS.bruno)
/** Agent, follows the whole territory. */
export const agnes = personne(4, PERSONAS.agnes)
/** Administrator. */
export const admin = personne(5, PERSONAS.admin)
/** Heads the lycée Le Garros (`LYCEE_AUCH`), Gers: outside what Bruno follows. */
export const vincent = personne(6, {
  prenom: 'Vincent',
  nom: 'Lagarde',
  courriel: 'vincent@preau.example',
  role: 'etablissement',
  fonction: 'Proviseur',
  habilitations: [{ uai: LYCEE_AUCH, fonction: 'chef' }],
})
/** Heads the collège Pierre de Fermat (`COLLEGE`), Haute-Garonne: the same département as Claire, not her lycée. */
export const nathalie = personne(7, {
  prenom: 'Nathalie',
  nom: 'Rivière',
  courriel: 'nathalie@preau.example',
  role: 'etablissement',
  fonction: 'Principale',
  habilitations: [{ uai: COLLEGE, fonction: 'chef' }],
})
/** Agent, follows the Gers only. */
export const ines = personne(8, {
  prenom: 'Inès',
  nom: 'Soulié',
  courriel: 'ines@preau.example',
  role: 'agent',
  fonction: 'Instructrice, Gers',
  perimetres: [{ genre: 'departement', code: '32' }],
})

/** Everybody: for the tables « each door × each persona ». */
export const TOUS = { claire, gestionnaire, bruno, agnes, admin, vincent, nathalie, ines }

/** Fills a new test database: a few real établissements and the personas, through the real acts. */
export async function installer(kit: Kit): Promise<void> {
  await write(contextOf(kit, SYSTEME), async (ctx) => {
    await remplirReferentiel(ctx)
    for (const qui of Object.values(TOUS)) await installerPersonne(ctx, qui)
  })
}

async function installerPersonne(ctx: Write, qui: Personne & { fonction?: string }): Promise<void> {
  const { prenom, nom, courriel, role, fonction } = qui
  const { id } = await creerPersonne(ctx, { prenom, nom, courriel, role, fonction, fictive: true })
  if (id !== qui.id) throw new Error(`${prenom} devait être la personne ${qui.id}, elle est la ${id}.`)
  for (const habilitation of qui.habilitations) await habiliter(ctx, id, { ...habilitation, depuis: '2023-09-01' })
  for (const perimetre of qui.perimetres) await donnerPerimetre(ctx, id, perimetre)
  await ouvrirCompte(ctx, id, { empreinte: EMPREINTE })
}
