import { useId } from 'react'
import { listerServices } from '#domain/comptes/api-services.ts'
import { useRead } from '#web/call.ts'
import { TextField } from '#web/ui/champs.tsx'

type Props = { rang: number; service: string; faute?: string; onChange: (service: string) => void }

/** Which service a rule names: those of the collectivité are proposed, a name that none bears is told. */
export function ServiceDeLaRegle({ rang, service, faute, onChange }: Props) {
  const liste = useId()
  const { data } = useRead(listerServices, {})
  const ouverts = data?.elements.filter((s) => !s.ferme) ?? []
  const nomme = service.trim().toLowerCase()
  const connu = ouverts.some((s) => s.nom.toLowerCase() === nomme || s.anciens_noms.includes(nomme))
  return (
    <>
      <TextField
        label={`Orientation ${rang + 1} : service`}
        help="La première règle remplie l’emporte."
        error={faute}
        value={service}
        list={liste}
        onChange={(e) => onChange(e.target.value)}
      />
      <datalist id={liste}>
        {ouverts.map((s) => (
          <option key={s.id} value={s.nom} />
        ))}
      </datalist>
      {data && nomme !== '' && !connu && (
        <p className="petit discret">
          Aucun service ouvert ne porte ce nom : les dossiers de cette règle n’en auront pas.
        </p>
      )}
    </>
  )
}
