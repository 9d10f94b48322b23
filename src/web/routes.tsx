import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import { ecrireAdresse, lireAdresse, recherche } from './adresse.ts'
import { ErreurDePage } from './ErreurDePage.tsx'
import { routesFormulaires } from './gestion/formulaires/routes.ts'
import { routesFusions } from './gestion/referentiel/fusions/routes.ts'
import { routesValidation } from './gestion/validation/routes.ts'
import { PageIntrouvable } from './PageIntrouvable.tsx'
import { CadrePortail } from './portail/Cadre.tsx'
import { routesComptes } from './portail/comptes/routes.ts'
import { routesHorsCompte } from './portail/horscompte/routes.ts'

const racine = createRootRoute({
  component: Outlet,
  notFoundComponent: PageIntrouvable,
  errorComponent: ErreurDePage,
  validateSearch: recherche,
})

// The portal: front door of the établissements.
const portail = createRoute({ getParentRoute: () => racine, id: 'portail', component: CadrePortail })
const accueil = createRoute({
  getParentRoute: () => portail,
  path: '/',
  component: lazyRouteComponent(() => import('./portail/accueil/PageAccueil.tsx'), 'PageAccueil'),
})
const catalogue = createRoute({
  getParentRoute: () => portail,
  path: '/teleservices',
  component: lazyRouteComponent(() => import('./portail/teleservices/PageCatalogue.tsx'), 'PageCatalogue'),
})
const fiche = createRoute({
  getParentRoute: () => portail,
  path: '/teleservices/$code',
  component: lazyRouteComponent(() => import('./portail/teleservices/PageFiche.tsx'), 'PageFiche'),
})
const mesDossiers = createRoute({
  getParentRoute: () => portail,
  path: '/dossiers',
  component: lazyRouteComponent(() => import('./portail/dossiers/PageMesDossiers.tsx'), 'PageMesDossiers'),
})
const monDossier = createRoute({
  getParentRoute: () => portail,
  path: '/dossiers/$cle',
  component: lazyRouteComponent(() => import('./portail/dossiers/PageDossier.tsx'), 'PageDossier'),
})
const remplir = createRoute({
  getParentRoute: () => portail,
  path: '/dossiers/$cle/formulaire',
  component: lazyRouteComponent(() => import('./portail/dossiers/PageFormulaire.tsx'), 'PageFormulaire'),
})
const monEtablissement = createRoute({
  getParentRoute: () => portail,
  path: '/etablissements/$uai',
  component: lazyRouteComponent(() => import('./portail/accueil/PageMonEtablissement.tsx'), 'PageMonEtablissement'),
})
const notifications = createRoute({
  getParentRoute: () => portail,
  path: '/notifications',
  component: lazyRouteComponent(() => import('./portail/messagerie/PageNotifications.tsx'), 'PageNotifications'),
})
const accessibilite = createRoute({
  getParentRoute: () => portail,
  path: '/accessibilite',
  component: lazyRouteComponent(() => import('./portail/accueil/PageAccessibilite.tsx'), 'PageAccessibilite'),
})

// The back office: front door of the collectivité.
const gestion = createRoute({
  getParentRoute: () => racine,
  path: '/gestion',
  component: lazyRouteComponent(() => import('./gestion/Cadre.tsx'), 'CadreGestion'),
})
const tableau = createRoute({
  getParentRoute: () => gestion,
  path: '/',
  component: lazyRouteComponent(() => import('./gestion/accueil/PageTableauDeBord.tsx'), 'PageTableauDeBord'),
})
const portefeuille = createRoute({
  getParentRoute: () => gestion,
  path: '/dossiers',
  component: lazyRouteComponent(() => import('./gestion/dossiers/PagePortefeuille.tsx'), 'PagePortefeuille'),
})
const instruire = createRoute({
  getParentRoute: () => gestion,
  path: '/dossiers/$cle',
  component: lazyRouteComponent(() => import('./gestion/dossiers/PageInstruction.tsx'), 'PageInstruction'),
})
const etablissements = createRoute({
  getParentRoute: () => gestion,
  path: '/etablissements',
  component: lazyRouteComponent(() => import('./gestion/referentiel/PageEtablissements.tsx'), 'PageEtablissements'),
})
const etablissement = createRoute({
  getParentRoute: () => gestion,
  path: '/etablissements/$uai',
  component: lazyRouteComponent(() => import('./gestion/referentiel/PageEtablissement.tsx'), 'PageEtablissement'),
})
const qualite = createRoute({
  getParentRoute: () => gestion,
  path: '/qualite',
  component: lazyRouteComponent(() => import('./gestion/qualite/PageQualite.tsx'), 'PageQualite'),
})
const taches = createRoute({
  getParentRoute: () => gestion,
  path: '/taches',
  component: lazyRouteComponent(() => import('./gestion/taches/PageTaches.tsx'), 'PageTaches'),
})
const champsDeLaFiche = createRoute({
  getParentRoute: () => gestion,
  path: '/parametrage/champs',
  component: lazyRouteComponent(() => import('./gestion/parametrage/PageChamps.tsx'), 'PageChamps'),
})
const connecteurs = createRoute({
  getParentRoute: () => gestion,
  path: '/parametrage/connecteurs',
  component: lazyRouteComponent(() => import('./gestion/connecteurs/PageConnecteurs.tsx'), 'PageConnecteurs'),
})
const connecteur = createRoute({
  getParentRoute: () => gestion,
  path: '/parametrage/connecteurs/$code',
  component: lazyRouteComponent(() => import('./gestion/connecteurs/PageConnecteur.tsx'), 'PageConnecteur'),
})
const services = createRoute({
  getParentRoute: () => gestion,
  path: '/parametrage/services',
  component: lazyRouteComponent(() => import('./gestion/parametrage/PageServices.tsx'), 'PageServices'),
})
const courriels = createRoute({
  getParentRoute: () => gestion,
  path: '/courriels',
  component: lazyRouteComponent(() => import('./gestion/messagerie/PageCourriels.tsx'), 'PageCourriels'),
})
const courriel = createRoute({
  getParentRoute: () => gestion,
  path: '/courriels/$id',
  component: lazyRouteComponent(() => import('./gestion/messagerie/PageCourriel.tsx'), 'PageCourriel'),
})
const alertes = createRoute({
  getParentRoute: () => gestion,
  path: '/notifications',
  component: lazyRouteComponent(() => import('./portail/messagerie/PageNotifications.tsx'), 'PageNotifications'),
})
const executions = createRoute({
  getParentRoute: () => gestion,
  path: '/integrations',
  component: lazyRouteComponent(() => import('./gestion/integration/PageIntegrations.tsx'), 'PageIntegrations'),
})
const execution = createRoute({
  getParentRoute: () => gestion,
  path: '/integrations/$id',
  component: lazyRouteComponent(() => import('./gestion/integration/PageExecution.tsx'), 'PageExecution'),
})
const sourceDuReferentiel = createRoute({
  getParentRoute: () => gestion,
  path: '/integrations/sources/$source',
  component: lazyRouteComponent(() => import('./gestion/integration/PageSource.tsx'), 'PageSource'),
})
const correspondance = createRoute({
  getParentRoute: () => gestion,
  path: '/integrations/sources/$source/correspondance',
  component: lazyRouteComponent(() => import('./gestion/integration/PageCorrespondance.tsx'), 'PageCorrespondance'),
})
const application = createRoute({
  getParentRoute: () => gestion,
  path: '/integrations/applications/$id',
  component: lazyRouteComponent(() => import('./gestion/integration/PageApplication.tsx'), 'PageApplication'),
})

export const router = createRouter({
  routeTree: racine.addChildren([
    portail.addChildren([
      accueil,
      catalogue,
      fiche,
      ...routesHorsCompte(portail),
      mesDossiers,
      monDossier,
      remplir,
      monEtablissement,
      notifications,
      ...routesComptes(portail),
      accessibilite,
    ]),
    gestion.addChildren([
      tableau,
      portefeuille,
      instruire,
      etablissements,
      qualite,
      taches,
      etablissement,
      ...routesFusions(gestion),
      ...routesFormulaires(gestion),
      ...routesValidation(gestion),
      champsDeLaFiche,
      services,
      connecteurs,
      connecteur,
      courriels,
      courriel,
      alertes,
      executions,
      execution,
      sourceDuReferentiel,
      correspondance,
      application,
    ]),
  ]),
  scrollRestoration: true,
  parseSearch: lireAdresse,
  stringifySearch: ecrireAdresse,
  defaultPreload: 'intent',
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
