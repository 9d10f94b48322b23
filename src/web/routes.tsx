import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import { ErreurDePage } from './ErreurDePage.tsx'
import { routesFusions } from './gestion/referentiel/fusions/routes.ts'
import { PageIntrouvable } from './PageIntrouvable.tsx'
import { CadrePortail } from './portail/Cadre.tsx'

/** Search params as they come: each page reads those it knows, as text. */
const recherche = (brut: Record<string, unknown>): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(brut).map(([cle, valeur]) => [cle, valeur === undefined ? undefined : String(valeur)]),
  )

/** Addresses stay readable and typed by hand: `?page=2&departement=31`, without the JSON quotes of the router. */
const lireAdresse = (texte: string): Record<string, string> => Object.fromEntries(new URLSearchParams(texte))
const ecrireAdresse = (valeurs: Record<string, unknown>): string => {
  const dites = Object.entries(valeurs).filter(([, v]) => v !== undefined && v !== null && v !== '')
  const texte = new URLSearchParams(dites.map(([cle, v]) => [cle, String(v)])).toString()
  return texte && `?${texte}`
}

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
const connexion = createRoute({
  getParentRoute: () => portail,
  path: '/connexion',
  component: lazyRouteComponent(() => import('./portail/comptes/PageConnexion.tsx'), 'PageConnexion'),
})
const oubli = createRoute({
  getParentRoute: () => portail,
  path: '/mot-de-passe',
  component: lazyRouteComponent(() => import('./portail/comptes/PageOubli.tsx'), 'PageOubli'),
})
const nouveau = createRoute({
  getParentRoute: () => portail,
  path: '/mot-de-passe/nouveau',
  component: lazyRouteComponent(() => import('./portail/comptes/PageNouveauMotDePasse.tsx'), 'PageNouveauMotDePasse'),
})
const compte = createRoute({
  getParentRoute: () => portail,
  path: '/compte',
  component: lazyRouteComponent(() => import('./portail/comptes/PageCompte.tsx'), 'PageCompte'),
})
const premier = createRoute({
  getParentRoute: () => portail,
  path: '/premier-administrateur',
  component: lazyRouteComponent(
    () => import('./portail/comptes/PagePremierAdministrateur.tsx'),
    'PagePremierAdministrateur',
  ),
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
const formulaires = createRoute({
  getParentRoute: () => gestion,
  path: '/formulaires',
  component: lazyRouteComponent(() => import('./gestion/formulaires/PageFormulaires.tsx'), 'PageFormulaires'),
})
const modelesDeTeleservices = createRoute({
  getParentRoute: () => gestion,
  path: '/formulaires/modeles',
  component: lazyRouteComponent(() => import('./gestion/formulaires/PageModeles.tsx'), 'PageModeles'),
})
const modeleDeTeleservice = createRoute({
  getParentRoute: () => gestion,
  path: '/formulaires/modeles/$modele',
  component: lazyRouteComponent(() => import('./gestion/formulaires/PageModele.tsx'), 'PageModele'),
})
const importDeFormulaire = createRoute({
  getParentRoute: () => gestion,
  path: '/formulaires/import',
  component: lazyRouteComponent(() => import('./gestion/formulaires/PageImport.tsx'), 'PageImport'),
})
const atelier = createRoute({
  getParentRoute: () => gestion,
  path: '/formulaires/$code',
  component: lazyRouteComponent(() => import('./gestion/formulaires/PageAtelier.tsx'), 'PageAtelier'),
})
const ficheDeFormulaire = createRoute({
  getParentRoute: () => gestion,
  path: '/formulaires/$code/fiche',
  component: lazyRouteComponent(() => import('./gestion/formulaires/PageFiche.tsx'), 'PageFiche'),
})
const essaiDeFormulaire = createRoute({
  getParentRoute: () => gestion,
  path: '/formulaires/$code/essais/$essai',
  component: lazyRouteComponent(() => import('./gestion/formulaires/PageEssai.tsx'), 'PageEssai'),
})

export const router = createRouter({
  routeTree: racine.addChildren([
    portail.addChildren([
      accueil,
      catalogue,
      fiche,
      mesDossiers,
      monDossier,
      remplir,
      monEtablissement,
      notifications,
      connexion,
      oubli,
      nouveau,
      compte,
      premier,
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
      champsDeLaFiche,
      connecteurs,
      connecteur,
      formulaires,
      ficheDeFormulaire,
      essaiDeFormulaire,
      modelesDeTeleservices,
      modeleDeTeleservice,
      importDeFormulaire,
      atelier,
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
