import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'

/** The pages where forms are drawn, tried and taken from elsewhere, below the frame of the back office. */
export const routesFormulaires = <P extends AnyRoute>(gestion: P) =>
  [
    createRoute({
      getParentRoute: () => gestion,
      path: '/formulaires',
      component: lazyRouteComponent(() => import('./PageFormulaires.tsx'), 'PageFormulaires'),
    }),
    createRoute({
      getParentRoute: () => gestion,
      path: '/formulaires/modeles',
      component: lazyRouteComponent(() => import('./PageModeles.tsx'), 'PageModeles'),
    }),
    createRoute({
      getParentRoute: () => gestion,
      path: '/formulaires/modeles/$modele',
      component: lazyRouteComponent(() => import('./PageModele.tsx'), 'PageModele'),
    }),
    createRoute({
      getParentRoute: () => gestion,
      path: '/formulaires/import',
      component: lazyRouteComponent(() => import('./PageImport.tsx'), 'PageImport'),
    }),
    createRoute({
      getParentRoute: () => gestion,
      path: '/formulaires/$code',
      component: lazyRouteComponent(() => import('./PageAtelier.tsx'), 'PageAtelier'),
    }),
    createRoute({
      getParentRoute: () => gestion,
      path: '/formulaires/$code/fiche',
      component: lazyRouteComponent(() => import('./PageFiche.tsx'), 'PageFiche'),
    }),
    createRoute({
      getParentRoute: () => gestion,
      path: '/formulaires/$code/essais/$essai',
      component: lazyRouteComponent(() => import('./PageEssai.tsx'), 'PageEssai'),
    }),
  ] as const
