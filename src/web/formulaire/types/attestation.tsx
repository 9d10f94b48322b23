import type { ChampAttestation } from '#domain/formulaire/types/attestation.ts'
import { CheckboxField } from '#web/ui/champs.tsx'
import css from '../formulaire.module.css'
import { autour, type Saisie } from './saisie.ts'

/** The exact words that one certifies, beside the box. */
export function Attestation(s: Saisie<ChampAttestation>) {
  return (
    <div className={css.attestation}>
      <p className={css.sousTitre}>{s.champ.libelle}</p>
      <CheckboxField
        {...autour(s)}
        label={s.champ.texte}
        checked={s.valeur === true}
        onChange={(e) => s.changer(e.target.checked, true)}
      />
    </div>
  )
}
