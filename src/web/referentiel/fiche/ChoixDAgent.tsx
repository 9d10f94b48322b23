import { listerCollegues } from '#domain/referentiel/api-taches.ts'
import { useRead } from '#web/call.ts'
import { useMoi } from '#web/session.ts'
import { SelectField } from '#web/ui/champs.tsx'

export const MOI = 'moi'
export const PERSONNE = 'personne'

/** What the doors take: oneself is said by saying nothing. */
export const enPersonne = (choix: string): { personne?: number | null } =>
  choix === MOI ? {} : { personne: choix === PERSONNE ? null : Number(choix) }

/** Oneself, a colleague who sees the établissement when one is named, or nobody. */
export function ChoixDAgent({
  uai,
  value,
  onChange,
  error,
}: {
  uai?: string
  value: string
  onChange: (choix: string) => void
  error?: string
}) {
  const moi = useMoi()
  const agents = useRead(listerCollegues, { query: uai ? { uai } : {} })
  return (
    <SelectField
      id="personne"
      label="Pour"
      value={value}
      error={error}
      options={[
        { value: MOI, label: 'Moi' },
        ...(agents.data?.elements ?? [])
          .filter((a) => a.id !== moi?.id)
          .map((a) => ({ value: String(a.id), label: a.fonction ? `${a.nom}, ${a.fonction}` : a.nom })),
        { value: PERSONNE, label: 'Personne pour l’instant' },
      ]}
      onChange={(e) => onChange(e.target.value)}
    />
  )
}
