import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import type { CodeConnecteur } from '#domain/connecteurs/liste.ts'
import { RACINE } from '../platform/config.ts'
import type { Reponse } from './pilotes.ts'

const Enregistrees = z.array(
  z.object({
    chemin: z.string(),
    parametres: z.record(z.string(), z.string()),
    statut: z.number(),
    corps: z.unknown(),
    texte: z.string().optional(),
  }),
)

/** Answers as the recorded one of the same path whose parameters are all those asked; anything else is a 404. */
export async function rejouer(connecteur: CodeConnecteur, chemin: string): Promise<Reponse> {
  const fichier = join(RACINE, 'donnees/reponses-api', `${connecteur}.json`)
  const enregistrees = Enregistrees.parse(JSON.parse(await readFile(fichier, 'utf8')))
  const { pathname, searchParams } = new URL(chemin, 'http://rejeu')
  const dits = (cle: string): string => searchParams.getAll(cle).join(',')
  const trouvee = enregistrees.find(
    (e) => e.chemin === decodeURI(pathname) && Object.entries(e.parametres).every(([cle, v]) => dits(cle) === v),
  )
  if (!trouvee) return { statut: 404, corps: undefined, attente: undefined, essais: 1 }
  return { statut: trouvee.statut, corps: trouvee.corps, attente: undefined, essais: 1 }
}
