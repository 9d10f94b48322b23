import { useState } from 'react'
import { essayerConnecteur } from '#domain/connecteurs/api-reglages.ts'
import type { CodeConnecteur } from '#domain/connecteurs/liste.ts'
import { useAct } from '#web/call.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { Button } from '#web/ui/Button.tsx'

/** Really calls the service, with the saved setting, and says what it answers. */
export function Essai({ code }: { code: CodeConnecteur }) {
  const essayer = useAct(essayerConnecteur)
  const [fait, setFait] = useState<Awaited<ReturnType<typeof essayer.run>>>()
  return (
    <div className="pile">
      <div className="rang">
        <Button
          icon="loupe"
          busy={essayer.pending}
          onClick={async () => setFait(await essayer.run({ params: { code } }))}
        >
          Tester
        </Button>
        <span className="petit discret">Avec le réglage enregistré.</span>
      </div>
      <div role="status">
        {fait && (
          <Alert
            kind={fait.etat === 'trouve' ? 'succes' : fait.etat === 'introuvable' ? 'info' : 'alerte'}
            title={fait.message}
          >
            {fait.apercu.length > 0 && (
              <ul>
                {fait.apercu.map((ligne) => (
                  <li key={ligne}>{ligne}</li>
                ))}
              </ul>
            )}
          </Alert>
        )}
      </div>
      {essayer.failure && <Alert kind="danger">{essayer.failure.message}</Alert>}
    </div>
  )
}
