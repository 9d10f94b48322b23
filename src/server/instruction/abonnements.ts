import { SYSTEME } from '#domain/acteur.ts'
import { contextOf, write } from '../platform/context.ts'
import { quand, type Subscription } from '../platform/subscriptions.ts'
import { composerNotification } from './notification.ts'
import { ouvrirInstruction } from './ouverture.ts'
import { trouverDepose } from './suivi.ts'

export const abonnements: Subscription[] = [
  quand('dossier_depose', 'ouvrir_instruction', (kit, { objet }) =>
    write(contextOf(kit, SYSTEME), async (ctx) => ouvrirInstruction(ctx, await trouverDepose(ctx, objet.cle))),
  ),
  quand('decision_notifiee', 'composer_notification', async (kit, { donnees }) => {
    await composerNotification(contextOf(kit, SYSTEME), Number(donnees.decision))
  }),
]
