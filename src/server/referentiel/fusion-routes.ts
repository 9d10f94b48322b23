import * as fusion from '#domain/referentiel/fusion-api.ts'
import * as rapprochement from '#domain/referentiel/rapprochement-api.ts'
import * as regroupement from '#domain/referentiel/regroupement-api.ts'
import * as scission from '#domain/referentiel/scission-api.ts'
import { type App, act, read } from '../platform/doors.ts'
import { fusionner } from './fusion.ts'
import { annulerFusion } from './fusion-annulation.ts'
import { arbitrer } from './fusion-arbitrage.ts'
import { lireFusion, listerFusions } from './fusion-lecture.ts'
import { lirePlan } from './fusion-plan.ts'
import { demanderRapprochements, ecarter, leverEcart, listerRapprochements } from './rapprochement.ts'
import { ajouterMembre, creerRegroupement, modifierRegroupement, sortirMembre } from './regroupement.ts'
import { lireRegroupement, listerRegroupements } from './regroupement-lecture.ts'
import { lirePlanDeScission, scinder } from './scission.ts'

export function routes(app: App): void {
  read(app, fusion.lirePlanDeFusion, lirePlan)
  act(app, fusion.fusionner, fusionner)
  read(app, fusion.listerFusions, listerFusions)
  read(app, fusion.lireFusion, lireFusion)
  act(app, fusion.annulerFusion, annulerFusion)
  act(app, fusion.arbitrer, arbitrer)
  read(app, scission.lirePlanDeScission, lirePlanDeScission)
  act(app, scission.scinder, scinder)
  read(app, regroupement.listerRegroupements, listerRegroupements)
  read(app, regroupement.lireRegroupement, lireRegroupement)
  act(app, regroupement.creerRegroupement, creerRegroupement)
  act(app, regroupement.modifierRegroupement, modifierRegroupement)
  act(app, regroupement.ajouterMembre, ajouterMembre)
  act(app, regroupement.sortirMembre, sortirMembre)
  read(app, rapprochement.listerRapprochements, listerRapprochements)
  act(app, rapprochement.ecarterRapprochement, ecarter)
  act(app, rapprochement.leverEcart, leverEcart)
  act(app, rapprochement.recalculerRapprochements, demanderRapprochements)
}
