import { listerAppairagesDe } from '#domain/integration/api-applications.ts'
import { useRead } from '../../call.ts'
import { Termes } from '../../referentiel/Identite.tsx'
import { Card } from '../../ui/Card.tsx'

/** In the fiche: under which identifiers business systems know this établissement. Nothing when none does. */
export function AppairagesDe({ uai }: { uai: string }) {
  const lecture = useRead(listerAppairagesDe, { params: { uai } })
  const liste = lecture.data?.elements ?? []
  if (liste.length === 0) return null
  const parApplication = Map.groupBy(liste, (a) => a.nom_application)
  return (
    <Card title="Identifiants dans les applications métier">
      <Termes lignes={[...parApplication].map(([nom, a]) => [nom, a.map((x) => x.identifiant).join(', ')])} />
    </Card>
  )
}
