import { z } from 'zod'
import { Definition } from '#domain/formulaire/definition.ts'

const lues = new WeakSet<object>()
/**
 * The form that the dossier keeps. Checked once an object: a published version is the same object at each answer, and
 * walking 300 champs again cost more than all the rest of a reading.
 */
export const DefinitionGardee = z
  .custom<Definition>((valeur) => {
    if (typeof valeur !== 'object' || valeur === null) return false
    if (lues.has(valeur)) return true
    const juste = Definition.safeParse(valeur).success
    if (juste) lues.add(valeur)
    return juste
  })
  .describe('Définition du formulaire, comme dans GET /teleservices/{code}/formulaire')
