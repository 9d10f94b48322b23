import { Link } from '@tanstack/react-router'
import { listerConnecteurs } from '#domain/connecteurs/api-reglages.ts'
import { useRead } from '#web/call.ts'
import { Alert } from '#web/ui/Alert.tsx'

/** On the dashboard of administrators: tokens that end within 90 days, or have ended. */
export function AlertesDesJetons() {
  const liste = useRead(listerConnecteurs, {})
  return (liste.data?.elements ?? [])
    .filter((c) => c.cle.alerte)
    .map((c) => (
      <Alert key={c.code} kind="alerte" title={c.cle.alerte}>
        <Link to="/gestion/parametrage/connecteurs/$code" params={{ code: c.code }}>
          Régler ce connecteur
        </Link>
      </Alert>
    ))
}
