import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** Runs the journeys and leaves their counts in `var/test/e2e.json`. Extra arguments choose files. */
const racine = join(import.meta.dirname, '..')
const vitest = spawn(
  join(racine, 'node_modules/.bin/vitest'),
  [
    'run',
    '--config',
    join(import.meta.dirname, 'vitest.config.ts'),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${join(racine, 'var/test/e2e.json')}`,
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit' },
)
vitest.on('exit', (code) => process.exit(code ?? 1))
