import type { Piece } from '#domain/dossiers/api.ts'
import type { PieceReutilisable } from '#domain/dossiers/api-copie.ts'
import { ligneExiste, trouverChampPiece } from '#domain/dossiers/pieces.ts'
import type { Definition, Reponses } from '#domain/formulaire/definition.ts'
import { planDe } from '#domain/formulaire/plan.ts'
import type { ChampPiece } from '#domain/formulaire/types/piece.ts'
import { estPerimee, valableJusque } from '#domain/formulaire/types/validite.ts'
import { jourLocal } from '#domain/heure.ts'
import type { Read, Write } from '../platform/context.ts'
import { lireDefinition } from '../teleservices/versions.ts'
import { visibles } from './visibles.ts'

/** Past this, the newest are enough: nobody looks for a file in a list longer than that. */
const PAR_CHAMP = 5

/** Can this file stand at the same place of this form, today? */
export function accepte(definition: Definition, reponses: Reponses, piece: Piece, aujourdhui: string): boolean {
  const champ = trouverChampPiece(definition, piece.champ)
  return (
    piece.antivirus !== 'infectee' &&
    champ !== undefined &&
    ligneExiste(reponses, piece.champ) &&
    convient(champ, piece, aujourdhui)
  )
}

const convient = (
  champ: ChampPiece,
  { format, taille, fournie_le }: Pick<Piece, 'format' | 'taille'> & { fournie_le: string },
  aujourdhui: string,
): boolean =>
  champ.formats.some((f) => f === format) && taille <= champ.taille_max && !estPerimee(champ, fournie_le, aujourdhui)

/**
 * The files that the établissement of this draft gave with its deposits, for the pièces that declare how long they stay
 * good; the newest first, the same bytes once. Another téléservice's counts when its question says the same: ids drawn from
 * the palette (« piece_a_joindre ») are the same for documents that have nothing in common.
 */
export async function reutilisables(
  ctx: Read | Write,
  dossier: { uai: string; teleservice_id: number },
  definition: Definition,
): Promise<PieceReutilisable[]> {
  const champs = [...planDe(definition).values()].flatMap(({ champ }) =>
    champ.type === 'piece' && champ.valable_mois !== undefined ? [champ] : [],
  )
  if (champs.length === 0) return []
  const lignes = await visibles(ctx)
    .innerJoin('dossiers.piece as p', 'p.dossier_id', 'd.id')
    .select(['p.id', 'p.champ', 'p.nom', 'p.format', 'p.taille', 'p.fournie_le', 'p.sha256', 'd.numero'])
    .select(['d.teleservice_id', 'd.version_id'])
    .where('d.uai', '=', dossier.uai)
    .where('d.etat', '=', 'depose')
    .where('d.sans_compte', '=', false)
    .where('p.retiree_le', 'is', null)
    .where('p.antivirus', '<>', 'infectee')
    .where((eb) =>
      eb(
        eb.fn<string>('regexp_replace', ['p.champ', eb.val('^.*/'), eb.val('')]),
        'in',
        champs.map((c) => c.id),
      ),
    )
    .orderBy('p.fournie_le', 'desc')
    .orderBy('p.id', 'desc')
    .limit(PAR_CHAMP * 20)
    .execute()
  const definitions = new Map<number, Definition>()
  for (const { version_id } of lignes) definitions.set(version_id, await lireDefinition(ctx, version_id))
  const memeQuestion = (champ: ChampPiece, l: (typeof lignes)[number]): boolean => {
    if (l.teleservice_id === dossier.teleservice_id) return true
    const sienne = definitions.get(l.version_id)
    return (sienne && trouverChampPiece(sienne, l.champ)?.libelle) === champ.libelle
  }
  const aujourdhui = jourLocal(ctx.now)
  return champs.flatMap((champ) => {
    const siennes = lignes
      .map((l) => ({ ...l, format: l.format as Piece['format'], place: l.champ.split('/').at(-1) }))
      .filter((l) => l.place === champ.id && memeQuestion(champ, l) && convient(champ, l, aujourdhui))
    const uniques = [...new Map(siennes.toReversed().map((l) => [l.sha256, l])).values()].toReversed()
    return uniques.slice(0, PAR_CHAMP).map((l) => ({
      id: String(l.id),
      champ: champ.id,
      nom: l.nom,
      format: l.format,
      taille: l.taille,
      dossier: l.numero ?? '',
      fournie_le: l.fournie_le,
      valable_jusque: valableJusque(champ, l.fournie_le) ?? null,
    }))
  })
}
