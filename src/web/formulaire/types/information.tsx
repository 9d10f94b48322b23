import type { ChampInformation } from '#domain/formulaire/types/information.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { Paragraphes } from '../Paragraphes.tsx'
import type { Saisie } from './saisie.ts'

const TONS = { neutre: 'info', attention: 'alerte', danger: 'danger' } as const

/** Words to read; a danger that appears is read aloud at once. */
export function Information({ champ }: Saisie<ChampInformation>) {
  return (
    <Alert kind={TONS[champ.ton ?? 'neutre']} title={champ.libelle}>
      <Paragraphes texte={champ.texte} />
    </Alert>
  )
}
