import { Alert } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { useToast } from '../../ui/toasts.tsx'
import css from './Integration.module.css'

/** A key, the only time that it can be read, and the call that it serves for. */
export function CleMontree({ cle, source }: { cle: string; source: string }) {
  const dire = useToast()
  const copier = async () => {
    await navigator.clipboard.writeText(cle)
    dire('Clé copiée.')
  }
  return (
    <div className="pile">
      <Alert kind="alerte" title="Copiez cette clé maintenant">
        Elle ne sera plus jamais montrée. Perdue, elle se remplace par une nouvelle.
      </Alert>
      <code className={css.cle}>{cle}</code>
      <div>
        <Button icon="document" onClick={() => void copier()}>
          Copier la clé
        </Button>
      </div>
      <p>Pour envoyer un fichier :</p>
      <code className={css.cle}>
        curl -H "Authorization: Bearer LA_CLE" -F fichier=@fichier.csv {location.origin}/api/v1/sources/{source}
        /executions
      </code>
    </div>
  )
}
