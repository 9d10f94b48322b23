import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'

/** The pages of propositions, below the frame of the back office. */
export const routesValidation = <P extends AnyRoute>(gestion: P) =>
  [
    createRoute({
      getParentRoute: () => gestion,
      path: '/propositions',
      component: lazyRouteComponent(() => import('./PagePropositions.tsx'), 'PagePropositions'),
    }),
    createRoute({
      getParentRoute: () => gestion,
      path: '/propositions/$id',
      component: lazyRouteComponent(() => import('./PageProposition.tsx'), 'PageProposition'),
    }),
  ] as const
