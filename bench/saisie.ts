import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SYSTEME } from '#domain/acteur.ts'
import type { Definition } from '#domain/formulaire/definition.ts'
import { parcours } from '#domain/formulaire/parcours.ts'
import { modeleLivre } from '#domain/teleservices/modele.ts'
import { LYCEE_DE_CLAIRE } from '#server/comptes/personnages.ts'
import { RACINE } from '#server/platform/config.ts'
import { contextOf, write } from '#server/platform/context.ts'
import { publierModele } from '#server/teleservices/modeles.ts'
import { longFormulaire, reponsesA } from './formulaire.ts'
import { latences } from './latences.ts'
import type { Mesure } from './mesures.ts'
import type { ServeurDuBanc } from './serveur.ts'
import type { Terrain } from './terrain.ts'

/** Autosave of a long form on the server, then what the browser computes at each key, on the same engine. */
export async function saisie(terrain: Terrain): Promise<Mesure[]> {
  const definition = longFormulaire(300)
  const base = await terrain.base('demonstration')
  const serveur = await base.ouvrir()
  await publier(serveur, definition)
  const claire = await serveur.entrer('claire@preau.example')
  const commence = await claire({
    method: 'POST',
    url: '/api/v1/dossiers',
    payload: { teleservice: 'banc', uai: LYCEE_DE_CLAIRE },
  })
  const adresse = `/api/v1/dossiers/${commence.json().cle}/reponses`
  const enregistrer = (reponses: object) => claire({ method: 'PATCH', url: adresse, payload: { reponses } })
  await enregistrer(reponsesA(definition))
  let tour = 0
  const { mesures } = await latences(
    { nom: 'enregistrer une réponse', sur: 'formulaire de 300 questions rempli', barre: 30 },
    Object.keys(reponsesA(definition)),
    5,
    (champ) => enregistrer({ [champ]: reponsesA(definition, ++tour)[champ] }),
  )
  await base.fermer()
  return [...mesures, ...(await auClavier(definition, 16)), ...(await auClavier(longFormulaire(1_000)))]
}

async function publier({ kit }: ServeurDuBanc, formulaire: Definition): Promise<void> {
  const livre = await readFile(join(RACINE, 'donnees/modeles/travaux-urgents.json'), 'utf8')
  const modele = modeleLivre(JSON.parse(livre))
  const document = { ...modele, code: 'banc', dispositif: { ...modele.dispositif, code: 'banc' }, formulaire }
  await write(contextOf(kit, SYSTEME), (ctx) => publierModele(ctx, document, 99))
}

/** Each case changes one answer, as a key does, and computes the whole path again. */
async function auClavier(definition: Definition, barre?: number): Promise<Mesure[]> {
  const reponses = reponsesA(definition)
  const nombre = definition.etapes.flatMap((e) => e.champs).length
  const { mesures } = await latences(
    { nom: 'conditions à chaque touche', sur: `formulaire de ${nombre} questions, moteur seul`, barre },
    Object.keys(reponses),
    5,
    (champ) => parcours(definition, { ...reponses, [champ]: undefined }, { aujourdhui: '2026-11-24' }),
  )
  return mesures
}
