import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'

/** The pages of fusions, rapprochements and regroupements, below the frame of the back office. */
export const routesFusions = <P extends AnyRoute>(gestion: P) =>
  [
    createRoute({
      getParentRoute: () => gestion,
      path: '/rapprochements',
      component: lazyRouteComponent(() => import('./PageRapprochements.tsx'), 'PageRapprochements'),
    }),
    createRoute({
      getParentRoute: () => gestion,
      path: '/etablissements/$uai/fusion',
      component: lazyRouteComponent(() => import('./PageFusion.tsx'), 'PageFusion'),
    }),
    createRoute({
      getParentRoute: () => gestion,
      path: '/etablissements/$uai/scission',
      component: lazyRouteComponent(() => import('./PageScission.tsx'), 'PageScission'),
    }),
    createRoute({
      getParentRoute: () => gestion,
      path: '/fusions/$id',
      component: lazyRouteComponent(() => import('./PageResultat.tsx'), 'PageResultat'),
    }),
    createRoute({
      getParentRoute: () => gestion,
      path: '/regroupements',
      component: lazyRouteComponent(() => import('./PageRegroupements.tsx'), 'PageRegroupements'),
    }),
    createRoute({
      getParentRoute: () => gestion,
      path: '/regroupements/$id',
      component: lazyRouteComponent(() => import('./PageRegroupement.tsx'), 'PageRegroupement'),
    }),
  ] as const
