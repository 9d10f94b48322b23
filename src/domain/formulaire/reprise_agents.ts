import type { Champ, Etape } from './definition.ts'
import type { Ebauche } from './ebauche.ts'
import type { Operation } from './edition.ts'
import { estPourAgents } from './faces.ts'
import { idLibre, idsPris } from './references.ts'

/** What agents have no use for, or cannot fill: files and promises stay the usager's. */
const LAISSES: readonly Champ['type'][] = [
  'piece',
  'attestation',
  'calcul',
  'bloc_repetable',
  'image',
  'video',
  'information',
]

/**
 * Takes an étape of the usager up for agents: an étape of theirs, at the end, whose champs start from the usager's
 * answers and may then be adapted. Done again, it only adds what is not there yet; `undefined` when nothing lacks.
 */
export function reprendreVueUsager(ebauche: Ebauche, id: string): Operation | undefined {
  const source = ebauche.etapes.find((e) => e.id === id)
  if (!source) return undefined
  const repris = new Set(
    ebauche.etapes.flatMap((e) => e.champs.flatMap((c) => ('reprend' in c && c.reprend ? [c.reprend] : []))),
  )
  const pris = idsPris(ebauche)
  const manquants = source.champs.filter(
    (c) => !LAISSES.includes(c.type) && c.type !== 'titre' && !repris.has(c.id) && !estPourAgents(ebauche, c.id),
  )
  if (manquants.length === 0) return undefined
  const champs = manquants.map((champ): Champ => {
    const neuf = idLibre(`agents_${champ.id}`, pris)
    pris.add(neuf)
    const garde = Object.entries(champ).filter(([cle]) => !PROPRES_A_L_USAGER.has(cle))
    // The same type with the same settings, less what only made sense to the usager.
    return { ...Object.fromEntries(garde), id: neuf, face: 'agents', reprend: champ.id } as Champ
  })
  const idEtape = `agents_${source.id}`.slice(0, 60)
  const etape = ebauche.etapes.find((e) => e.id === idEtape)
  if (!etape) {
    const neuve: Etape = { id: idEtape, titre: `Instruction : ${source.titre}`.slice(0, 120), face: 'agents', champs }
    return { op: 'inserer_etape', rang: ebauche.etapes.length, etape: neuve }
  }
  return {
    op: 'ensemble',
    operations: champs.map((champ, i) => ({
      op: 'inserer_champ',
      lieu: { etape: etape.id },
      rang: etape.champs.length + i,
      champ,
    })),
  }
}

const PROPRES_A_L_USAGER: ReadonlySet<string> = new Set([
  'obligatoire',
  'condition',
  'source',
  'verrouille',
  'min',
  'max',
])
