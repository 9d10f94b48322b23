import type * as z from 'zod'
import { controler, tropProfond } from '../formulaire/controle.ts'
import { type Defaut, ecrireChemin } from '../formulaire/controle_conditions.ts'
import { Definition } from '../formulaire/definition.ts'
import { importerDemarche } from '../formulaire/import_ds.ts'
import type { NonRepris } from '../formulaire/import_ds_lecture.ts'
import { dire } from '../formulaire/phrase_schema.ts'
import { typeDe } from '../formulaire/types/registre.ts'
import { Modele } from './modele.ts'
import { lirePubliable } from './publication.ts'

export const GENRES_IMPORT = ['formulaire', 'teleservice', 'demarche'] as const
export type GenreImport = (typeof GENRES_IMPORT)[number]

/** What an import would make, said before it is made. `defauts` empty: it can be. */
export type Rapport = {
  genre: GenreImport | null
  titre: string
  etapes: { titre: string; questions: number }[]
  questions: number
  approches: { libelle: string; raison: string }[]
  absents: { libelle: string; raison: string }[]
  defauts: Defaut[]
}
export type Lu = { rapport: Rapport; formulaire?: Definition; modele?: Modele }

/** Levels of the deepest honest document; deeper, nothing is read. */
const PROFONDEUR_MAX = 100

/**
 * Reads one JSON document as a form of ours, a whole téléservice of ours, or a démarche of demarches-simplifiees. Takes
 * anything and never throws: what cannot be imported comes back with the path of each fault.
 */
export function lireImport(contenu: unknown): Lu {
  if (typeof contenu !== 'object' || contenu === null || Array.isArray(contenu))
    return refus(null, [{ chemin: '', message: 'Ce document n’est pas un formulaire : un objet JSON est attendu.' }])
  if (tropProfond(contenu, PROFONDEUR_MAX))
    return refus(null, [{ chemin: '', message: `Le document a plus de ${PROFONDEUR_MAX} niveaux.` }])
  const format = 'format' in contenu ? contenu.format : undefined
  if (format === 'preau/formulaire@1') {
    const { definition, defauts } = controler(contenu)
    return definition ? rendre('formulaire', definition) : refus('formulaire', phrases(Definition, contenu) ?? defauts)
  }
  if (format === 'preau/teleservice@1') {
    const { modele, defauts } = lirePubliable(contenu)
    return modele
      ? { ...rendre('teleservice', modele.formulaire), modele }
      : refus('teleservice', phrases(Modele, contenu) ?? defauts)
  }
  if (format !== undefined)
    return refus(null, [
      {
        chemin: 'format',
        message: 'Ce format est inconnu : « preau/formulaire@1 » ou « preau/teleservice@1 » attendu.',
      },
    ])
  const { definition, defauts, nonRepris } = importerDemarche(contenu)
  if (definition) return rendre('demarche', definition, nonRepris)
  const [premier] = defauts
  return premier?.message.includes('n’est pas une démarche')
    ? refus(null, [
        {
          chemin: '',
          message:
            'Ce document n’est ni un formulaire de Préau, ni une démarche de demarches-simplifiees (getDemarche).',
        },
      ])
    : refus('demarche', defauts, nonRepris)
}

/** What the schema itself refuses, in words of ours; `undefined` when the fault is in what the parts say of each other. */
function phrases(schema: z.ZodType, contenu: unknown): Defaut[] | undefined {
  const lu = schema.safeParse(contenu)
  return lu.success ? undefined : lu.error.issues.map((i) => ({ chemin: ecrireChemin(i.path), message: dire(i) }))
}

function rendre(genre: GenreImport, formulaire: Definition, nonRepris: NonRepris[] = []): Lu {
  const etapes = formulaire.etapes.map((e) => ({
    titre: e.titre,
    questions: e.champs.filter((c) => typeDe(c).reponse).length,
  }))
  const questions = etapes.reduce((n, e) => n + e.questions, 0)
  return {
    rapport: { genre, titre: formulaire.titre, etapes, questions, ...partager(nonRepris), defauts: [] },
    formulaire,
  }
}

const refus = (genre: GenreImport | null, defauts: Defaut[], nonRepris: NonRepris[] = []): Lu => ({
  rapport: { genre, titre: '', etapes: [], questions: 0, ...partager(nonRepris), defauts: defauts.slice(0, 100) },
})

function partager(nonRepris: NonRepris[]): Pick<Rapport, 'approches' | 'absents'> {
  const de = (sort: NonRepris['sort']) =>
    nonRepris.filter((n) => n.sort === sort).map(({ libelle, raison }) => ({ libelle, raison }))
  return { approches: de('approche'), absents: de('absent') }
}
