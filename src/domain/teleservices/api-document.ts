import * as z from 'zod'
import { endpoint } from '../endpoint.ts'

export const lireSchemaFormulaire = endpoint({
  method: 'GET',
  path: '/formulaires/schema.json',
  summary: 'JSON Schema du document d’un formulaire',
  description:
    'Format « preau/formulaire@1 », JSON Schema 2020-12. Ce que les champs disent les uns des autres est vérifié à l’import.',
  reply: z.record(z.string(), z.unknown()),
  anonymous: true,
  public: true,
})

export const exporterFormulaire = endpoint({
  method: 'GET',
  path: '/teleservices/:code/formulaire.json',
  summary: 'Exporter la dernière version publiée d’un formulaire, en un document JSON',
  params: z.object({ code: z.string().max(60) }),
  download: 'application/json',
})
