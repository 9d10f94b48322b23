import * as z from 'zod'
import { controler } from './controle.ts'
import type { Defaut } from './controle_conditions.ts'
import type { Champ, Definition, Etape } from './definition.ts'
import { ChampDs, type NonRepris } from './import_ds_lecture.ts'
import { traduire } from './import_ds_types.ts'
import type { ChampSimple } from './types/simple.ts'

const Revision = z.object({
  champDescriptors: z.array(ChampDs),
  annotationDescriptors: z.array(ChampDs).optional(),
})
const Demarche = z.object({
  title: z.string(),
  activeRevision: Revision.nullish(),
  publishedRevision: Revision.nullish(),
  draftRevision: Revision.nullish(),
  dossiers: z
    .object({ nodes: z.array(z.object({ champs: z.array(ChampDs), annotations: z.array(ChampDs) })) })
    .nullish(),
})

export type Import =
  | { definition: Definition; nonRepris: NonRepris[]; defauts: [] }
  | { definition?: undefined; nonRepris: NonRepris[]; defauts: Defaut[] }

/**
 * Makes a form of a démarche exported by the API of demarches-simplifiees, to be reread in the builder.
 * Sections become steps; what has no equal here is named, never dropped in silence. Takes anything and never throws.
 */
export function importerDemarche(document: unknown): Import {
  const lu = Demarche.safeParse(demarcheDe(document))
  if (!lu.success)
    return {
      nonRepris: [],
      defauts: [{ chemin: '', message: 'Ce document n’est pas une démarche de demarches-simplifiees (getDemarche).' }],
    }
  const { title, dossiers } = lu.data
  const revision = lu.data.publishedRevision ?? lu.data.activeRevision ?? lu.data.draftRevision
  const nonRepris: NonRepris[] = []
  const champs = revision?.champDescriptors ?? reunir((dossiers?.nodes ?? []).map((d) => d.champs))
  const annotations = revision?.annotationDescriptors ?? reunir((dossiers?.nodes ?? []).map((d) => d.annotations))
  if (!revision)
    nonRepris.push({
      libelle: 'Choix proposés et caractère obligatoire',
      raison:
        'Le document n’a que des dossiers : les questions en sont déduites, complétez leurs choix et leurs obligations.',
      sort: 'approche',
    })
  for (const a of annotations)
    nonRepris.push({
      libelle: a.label,
      raison: 'Annotation privée : à ajouter aux données des agents.',
      sort: 'absent',
    })
  const etapes = decouper(champs, nonRepris)
  if (etapes.length === 0)
    return { nonRepris, defauts: [{ chemin: 'champs', message: 'Cette démarche n’a aucune question à reprendre.' }] }
  const titre = title.trim().slice(0, 200) || 'Démarche importée'
  return { nonRepris, ...controler({ format: 'preau/formulaire@1', titre, etapes }) }
}

/** The démarche in an answer of the API (`getDemarche`, or `getDossier` for what one dossier tells), or by itself. */
function demarcheDe(document: unknown): unknown {
  let ici = document
  for (const cle of ['response', 'body', 'data', 'demarche']) {
    if (typeof ici !== 'object' || ici === null) return undefined
    if (Object.hasOwn(ici, cle)) ici = (ici as Record<string, unknown>)[cle]
    if (cle !== 'data' || typeof ici !== 'object' || ici === null || !('dossier' in ici)) continue
    const { dossier } = ici
    if (typeof dossier !== 'object' || dossier === null || !('demarche' in dossier)) return undefined
    return { ...(dossier.demarche as object), dossiers: { nodes: [dossier] } }
  }
  return ici
}

/** The champs of several dossiers, each once: rows and choices seen in one complete those of another. */
function reunir(dossiers: ChampDs[][]): ChampDs[] {
  const vus = new Map<string, ChampDs>()
  for (const champ of dossiers.flat()) {
    const cle = champ.champDescriptorId ?? champ.id
    const deja = vus.get(cle)
    const options = new Set([...(deja?.options ?? []), ...(champ.options ?? []), ...choixVus(champ)])
    vus.set(cle, {
      ...champ,
      ...deja,
      options: [...options],
      champDescriptors: reunir([deja?.champDescriptors ?? [], ...(champ.rows ?? []).map((r) => r.champs)]),
    })
  }
  return [...vus.values()]
}

const choixVus = ({ __typename, value, values }: ChampDs): string[] =>
  __typename.includes('DropDownList') ? [...(typeof value === 'string' ? [value] : []), ...(values ?? [])] : []

function decouper(champs: ChampDs[], nonRepris: NonRepris[]): Etape[] {
  const ids = new Set<string>()
  const etapes: Etape[] = []
  let titre = 'Votre demande'
  let courante: Champ[] = []
  const fermer = () => {
    // Three hundred champs fill a step; the rest goes on in the next.
    for (let i = 0; i < courante.length; i += 300)
      etapes.push({ id: unique('etape', titre, ids), titre: titre.slice(0, 120), champs: courante.slice(i, i + 300) })
    courante = []
  }
  for (const ds of champs) {
    if (ds.__typename.startsWith('HeaderSection') && (ds.level ?? 1) === 1) {
      fermer()
      titre = ds.label.trim() || titre
      continue
    }
    const id = unique('', ds.label, ids)
    if (ds.__typename.startsWith('Repetition')) {
      const internes = (ds.champDescriptors ?? []).flatMap((c): ChampSimple[] => {
        const interne = traduire(c, unique('', c.label, ids), nonRepris)
        return interne ? [interne] : []
      })
      if (internes.length === 0) {
        nonRepris.push({ libelle: ds.label, raison: 'Bloc répétable sans question à reprendre.', sort: 'absent' })
        continue
      }
      if (internes.length > 50)
        nonRepris.push({
          libelle: ds.label,
          raison: 'Bloc de plus de 50 questions : les dernières ne sont pas reprises.',
          sort: 'absent',
        })
      const libelle = ds.label.trim().slice(0, 300) || 'Bloc'
      courante.push({
        ...{ id, libelle, type: 'bloc_repetable', min: ds.required ? 1 : 0, champs: internes.slice(0, 50) },
        libelle_ligne: libelle.slice(0, 60),
        libelle_ajouter: `Ajouter : ${libelle}`.slice(0, 60),
      })
      continue
    }
    const champ = traduire(ds, id, nonRepris)
    if (champ) courante.push(champ)
  }
  fermer()
  if (etapes.length > 50)
    nonRepris.push({
      libelle: 'Sections',
      raison: 'Plus de 50 sections : les dernières sont laissées.',
      sort: 'absent',
    })
  return etapes.slice(0, 50)
}

/** An identifiant made of the words of the label, numbered when it is taken. */
function unique(prefixe: string, libelle: string, pris: Set<string>): string {
  const mots = libelle
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 50)
  const base = [prefixe, mots].filter(Boolean).join('_').slice(0, 54).replace(/_+$/, '') || 'question'
  let id = base
  for (let n = 2; pris.has(id); n++) id = `${base}_${n}`
  pris.add(id)
  return id
}
