import { LIBELLES_SANS_COMPTE, SansCompte } from '#domain/teleservices/fiche.ts'
import { CheckboxGroup } from '#web/ui/champs.tsx'

type Props = {
  valeur: SansCompte[] | undefined
  erreur: string | undefined
  onChange: (valeur: SansCompte[] | undefined) => void
}

/** Who may ask without an account; nobody when nothing is ticked. */
export function OuvertSansCompte({ valeur, erreur, onChange }: Props) {
  return (
    <CheckboxGroup
      name="sans_compte"
      label="Ouvert sans compte"
      optional
      help="Ces personnes confirment leur adresse de courriel, nomment l’établissement concerné et suivent leur demande avec un code. L’établissement ne voit pas leur dossier : ni validation du chef, ni signature."
      error={erreur}
      options={SansCompte.options.map((value) => ({ value, label: LIBELLES_SANS_COMPTE[value] }))}
      value={valeur ?? []}
      onChange={(v) => onChange(v.length > 0 ? SansCompte.array().parse(v) : undefined)}
    />
  )
}
