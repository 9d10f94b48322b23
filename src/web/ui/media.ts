import { useSyncExternalStore } from 'react'

/** Does this media query hold now? Follows it as the window changes. */
export const useMedia = (query: string): boolean =>
  useSyncExternalStore(
    (notify) => {
      const list = matchMedia(query)
      list.addEventListener('change', notify)
      return () => list.removeEventListener('change', notify)
    },
    () => matchMedia(query).matches,
  )

/** Too narrow for a table of more than a few columns. */
export const useNarrow = (): boolean => useMedia('(max-width: 719px)')
