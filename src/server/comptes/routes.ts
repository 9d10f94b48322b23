import * as api from '#domain/comptes/api.ts'
import * as services from '#domain/comptes/api-services.ts'
import { introuvable } from '#domain/erreurs.ts'
import * as taches from '#domain/referentiel/api-taches.ts'
import { type App, act, read } from '../platform/doors.ts'
import { reconnaitre } from './acteur.ts'
import { ouvrirConnexion } from './connexion.ts'
import { lireContexte } from './contexte.ts'
import { MOT_DE_PASSE } from './demonstration.ts'
import { PERSONAS } from './personnages.ts'
import { ouvrirPortesConnexion } from './portesConnexion.ts'
import { ouvrirPremierAdministrateur } from './premierAdministrateur.ts'
import { creerService, listerServices, modifierService, poserMembres } from './services.ts'
import { confierTache, ecrireTaches, listerCollegues } from './taches.ts'

export function routes(app: App): void {
  const connexion = ouvrirConnexion(app.kit, app.fastify.log)
  app.fastify.addHook('onRequest', reconnaitre(app.kit, connexion))
  ouvrirPortesConnexion(app, connexion)
  read(app, api.lireContexte, lireContexte)
  read(app, api.listerPersonas, async (ctx) => {
    if (!ctx.kit.config.demonstration) throw introuvable('Cette adresse n’existe pas.')
    return {
      mot_de_passe: MOT_DE_PASSE,
      elements: Object.values(PERSONAS).map(({ prenom, nom, courriel, role, description }) => ({
        nom: `${prenom} ${nom}`,
        courriel,
        role,
        description,
      })),
    }
  })
  act(app, api.ouvrirPremierAdministrateur, ouvrirPremierAdministrateur)
  read(app, services.listerServices, listerServices)
  act(app, services.creerService, creerService)
  act(app, services.modifierService, modifierService)
  act(app, services.poserMembres, poserMembres)
  read(app, taches.listerCollegues, listerCollegues)
  act(app, taches.ecrireTaches, ecrireTaches)
  act(app, taches.confierTache, confierTache)
}
