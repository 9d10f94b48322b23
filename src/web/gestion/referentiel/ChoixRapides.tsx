import type { Nomenclatures } from '#domain/referentiel/api.ts'
import css from '../../referentiel/referentiel.module.css'
import { CheckboxField, SelectField } from '../../ui/champs.tsx'
import { nombre } from '../../ui/format.ts'

const FILTRES = [
  ['type', 'Type', 'types', 'Tous'],
  ['nature', 'Nature', 'natures', 'Toutes'],
  ['departement', 'Département', 'departements', 'Tous'],
  ['secteur', 'Statut', 'secteurs', 'Public et privé'],
] as const

type Filtres = Partial<Record<(typeof FILTRES)[number][0] | 'suivis' | 'fusionnes', string>>

/** The choices that everybody makes; any other champ is a condition. */
export function ChoixRapides({
  nomenclatures,
  filtres,
  changer,
}: {
  nomenclatures: Nomenclatures
  filtres: Filtres
  changer: (partie: Filtres) => void
}) {
  return (
    <form className={css.filtres} aria-label="Filtres" onSubmit={(e) => e.preventDefault()}>
      {FILTRES.map(([cle, libelle, liste, tous]) => (
        <SelectField
          key={cle}
          label={libelle}
          empty={tous}
          value={filtres[cle] ?? ''}
          options={nomenclatures[liste].map((c) => ({ value: c.code, label: `${c.libelle} (${nombre(c.total)})` }))}
          onChange={(e) => changer({ [cle]: e.target.value || undefined })}
        />
      ))}
      <div>
        <CheckboxField
          label="Ceux que je suis"
          checked={filtres.suivis === 'moi'}
          onChange={(e) => changer({ suivis: e.target.checked ? 'moi' : undefined })}
        />
        <CheckboxField
          label="Y compris fusionnés"
          checked={filtres.fusionnes === 'oui'}
          onChange={(e) => changer({ fusionnes: e.target.checked ? 'oui' : undefined })}
        />
      </div>
    </form>
  )
}
