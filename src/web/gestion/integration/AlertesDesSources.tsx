import { listerReglages } from '#domain/integration/api-connecteurs.ts'
import { useRead } from '../../call.ts'
import { Alertes } from './Alertes.tsx'

/** On the dashboard of administrators: only what nobody has taken note of. */
export function AlertesDesSources() {
  const lecture = useRead(listerReglages, {})
  const vives = (lecture.data?.elements ?? []).flatMap((r) => r.alertes).filter((a) => !a.acquittee_le)
  return <Alertes alertes={vives} />
}
