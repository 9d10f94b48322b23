import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'

/** Signing in, one's account, and the first administrator, in the frame of the portal. */
export const routesComptes = <P extends AnyRoute>(portail: P) =>
  [
    createRoute({
      getParentRoute: () => portail,
      path: '/connexion',
      component: lazyRouteComponent(() => import('./PageConnexion.tsx'), 'PageConnexion'),
    }),
    createRoute({
      getParentRoute: () => portail,
      path: '/mot-de-passe',
      component: lazyRouteComponent(() => import('./PageOubli.tsx'), 'PageOubli'),
    }),
    createRoute({
      getParentRoute: () => portail,
      path: '/mot-de-passe/nouveau',
      component: lazyRouteComponent(() => import('./PageNouveauMotDePasse.tsx'), 'PageNouveauMotDePasse'),
    }),
    createRoute({
      getParentRoute: () => portail,
      path: '/compte',
      component: lazyRouteComponent(() => import('./PageCompte.tsx'), 'PageCompte'),
    }),
    createRoute({
      getParentRoute: () => portail,
      path: '/premier-administrateur',
      component: lazyRouteComponent(() => import('./PagePremierAdministrateur.tsx'), 'PagePremierAdministrateur'),
    }),
  ] as const
