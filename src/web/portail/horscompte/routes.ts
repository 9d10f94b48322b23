import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'

/** The pages of who has no account, in the frame of the portal. */
export const routesHorsCompte = <P extends AnyRoute>(portail: P) =>
  [
    createRoute({
      getParentRoute: () => portail,
      path: '/teleservices/$code/sans-compte',
      component: lazyRouteComponent(() => import('./PageSansCompte.tsx'), 'PageSansCompte'),
    }),
    createRoute({
      getParentRoute: () => portail,
      path: '/suivi',
      component: lazyRouteComponent(() => import('./PageSuivi.tsx'), 'PageSuivi'),
    }),
  ] as const
