import * as api from '#domain/validation/api.ts'
import { type App, act, download, read } from '../platform/doors.ts'
import { accepter, refuser, retirer } from './decider.ts'
import {
  compterPropositions,
  exporterPropositions,
  lireProposition,
  listerPropositions,
  listerPropositionsDe,
} from './liste.ts'
import { deciderEnsemble } from './lot.ts'
import { proposer } from './proposer.ts'

export function routes(app: App): void {
  act(app, api.proposer, proposer)
  read(app, api.listerPropositionsDe, listerPropositionsDe)
  read(app, api.listerPropositions, listerPropositions)
  download(app, api.exporterPropositions, exporterPropositions)
  read(app, api.compterPropositions, compterPropositions)
  read(app, api.lireProposition, lireProposition)
  act(app, api.accepterProposition, accepter)
  act(app, api.refuserProposition, refuser)
  act(app, api.retirerProposition, retirer)
  act(app, api.deciderPropositions, deciderEnsemble)
}
