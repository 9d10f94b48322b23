import { routes as comptes } from './comptes/routes.ts'
import type { App } from './platform/doors.ts'
import type { Job } from './platform/jobs.ts'
import type { Subscription } from './platform/subscriptions.ts'

export type Module = {
  name: string
  routes?: (app: App) => void
  subscriptions?: Subscription[]
  jobs?: Job[]
}

/** The modules, floor by floor: each imports only those above it. */
export const MODULES: Module[] = [{ name: 'comptes', routes: comptes }]
