import { quand, type Subscription } from '../platform/subscriptions.ts'
import { suivrePublication } from './versions.ts'

/** What the dossiers follow of the téléservices. */
export const abonnements: Subscription[] = [quand('teleservice_publie', 'suivre_publication', suivrePublication)]
