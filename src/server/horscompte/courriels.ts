import { randomUUID } from 'node:crypto'
import { ecrireCode } from '#domain/horscompte/code.ts'
import { deposerCourriels, retirerTextes } from '../messagerie/courriel.ts'
import type { Write } from '../platform/context.ts'

type Lettre = { destinataire: string; personne_id: number | null; sujet: string; lignes: string[] }

const PREFIXE = 'horscompte '

/** No code stays readable a day after it was written, even where no mail leaves. */
export const retirerCodesEcrits = (ctx: Write, avant: string): Promise<void> => retirerTextes(ctx, PREFIXE, avant)

/** Of the kind whose text is taken out once it has left: it holds a personal code. */
function poster(ctx: Write, { lignes, ...lettre }: Lettre): Promise<void> {
  return deposerCourriels(ctx, [
    {
      ...lettre,
      dossier_id: null,
      genre: 'compte',
      texte: lignes.join('\n\n'),
      cle_unique: `${PREFIXE}${randomUUID()}`,
    },
  ])
}

const SIGNATURE = 'Si vous n’avez rien demandé, ne faites rien : ce courriel ne servira à personne.'

/** The code that confirms an address; who has an account is told that it would serve too. */
export function posterConfirmation(
  ctx: Write,
  d: { courriel: string; prenom: string; titre: string; code: string; compte: boolean },
): Promise<void> {
  return poster(ctx, {
    destinataire: d.courriel,
    personne_id: null,
    // Without the code: subjects stay in the outbox.
    sujet: `Votre code de confirmation pour « ${d.titre} »`,
    lignes: [
      `Bonjour ${d.prenom},`,
      `Pour commencer votre demande « ${d.titre} », écrivez ce code dans la page ouverte : ${d.code}`,
      'Il sert une fois, pendant trente minutes.',
      ...(d.compte
        ? [`Cette adresse a un compte : vous pouvez aussi vous connecter à ${ctx.kit.config.adresse}/connexion`]
        : []),
      SIGNATURE,
    ],
  })
}

type Code = { titre: string; code: string }

/** The codes of follow-up: at the beginning, or asked again. */
export function posterCodes(
  ctx: Write,
  d: { courriel: string; prenom: string; personne_id: number | null; codes: Code[]; nouveaux: boolean },
): Promise<void> {
  return poster(ctx, {
    destinataire: d.courriel,
    personne_id: d.personne_id,
    sujet: d.codes.length > 1 ? 'Vos codes de suivi' : 'Votre code de suivi',
    lignes: [
      `Bonjour ${d.prenom},`,
      ...d.codes.map(({ titre, code }) => `« ${titre} » : ${ecrireCode(code)}`),
      `Pour reprendre ou suivre votre demande, avec cette adresse et ce code : ${ctx.kit.config.adresse}/suivi`,
      ...(d.nouveaux ? ['L’ancien code sert encore tant que vous n’avez pas utilisé celui-ci.', SIGNATURE] : []),
    ],
  })
}

/** A week before a draft that nobody comes back to is erased. */
export function posterEffacement(
  ctx: Write,
  d: { courriel: string; prenom: string; personne_id: number; titre: string; jour: string },
): Promise<void> {
  return poster(ctx, {
    destinataire: d.courriel,
    personne_id: d.personne_id,
    sujet: `Votre demande « ${d.titre} » sera effacée le ${d.jour}`,
    lignes: [
      `Bonjour ${d.prenom},`,
      `Vous avez commencé la demande « ${d.titre} » sans la déposer. Elle sera effacée le ${d.jour} si vous n’y revenez pas.`,
      `Pour la reprendre : ${ctx.kit.config.adresse}/suivi`,
    ],
  })
}
