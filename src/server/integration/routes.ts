import * as api from '#domain/integration/api.ts'
import { type App, read } from '../platform/doors.ts'
import { lireExecution, listerExecutions } from './executions.ts'
import { listerRejets } from './rejets.ts'

export function routes(app: App): void {
  read(app, api.listerExecutions, listerExecutions)
  read(app, api.lireExecution, lireExecution)
  read(app, api.listerRejets, listerRejets)
}
