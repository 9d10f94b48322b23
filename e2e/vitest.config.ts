import { defineConfig } from 'vitest/config'

/** Journeys: one server, one browser, one file after the other, on the demonstration's data. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.spec.ts'],
    globalSetup: ['serveur.ts'],
    fileParallelism: false,
    testTimeout: 150_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
  },
})
