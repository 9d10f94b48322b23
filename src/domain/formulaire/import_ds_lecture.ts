import * as z from 'zod'

/**
 * What is read of a champ of demarches-simplifiees: a descriptor of a revision (`TextChampDescriptor`) or, when the
 * export gives no revision, a champ of a dossier (`TextChamp`), which says the same but the options and what is mandatory.
 */
export type ChampDs = z.infer<typeof Simple> & { champDescriptors?: ChampDs[]; rows?: { champs: ChampDs[] }[] }
const Simple = z.object({
  id: z.string(),
  champDescriptorId: z.string().nullish(),
  __typename: z.string(),
  label: z.string(),
  description: z.string().nullish(),
  required: z.boolean().nullish(),
  options: z.array(z.string()).nullish(),
  level: z.number().nullish(),
  collapsibleExplanationText: z.string().nullish(),
  value: z.unknown().optional(),
  values: z.array(z.string()).nullish(),
})
export const ChampDs: z.ZodType<ChampDs> = z.lazy(() =>
  z.object({
    ...Simple.shape,
    champDescriptors: z.array(ChampDs).optional(),
    rows: z.array(z.object({ champs: z.array(ChampDs) })).optional(),
  }),
)

/** Something of the démarche that the form does not have, or has otherwise, in words for who imports. */
export type NonRepris = {
  libelle: string
  raison: string
  /** `approche`: the question is there, less than it was; `absent`: it is not there. */
  sort: 'approche' | 'absent'
}
