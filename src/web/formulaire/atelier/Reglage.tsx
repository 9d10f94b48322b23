import type { Champ } from '#domain/formulaire/definition.ts'
import type { Formule } from '#domain/formulaire/formules.ts'
import { grandeurDuChamp } from '#domain/formulaire/plan.ts'
import type { Propriete } from '#domain/formulaire/propriete.ts'
import type { ChampBlocRepetable } from '#domain/formulaire/types/bloc_repetable.ts'
import type { Branche } from '#domain/formulaire/types/choix_lies.ts'
import type { Option } from '#domain/formulaire/types/options.ts'
import { FORMATS } from '#domain/formulaire/types/piece.ts'
import type { Colonne } from '#domain/formulaire/types/tableau.ts'
import { CheckboxField, CheckboxGroup, SelectField, TextAreaField, TextField } from '#web/ui/champs.tsx'
import { EditeurDeFormule } from './Formule.tsx'
import { MinimumSi } from './MinimumSi.tsx'
import { Options } from './Options.tsx'
import { Arbre, ChoixDeNomenclature, ChoixDImage, Niveaux } from './ReglagesComposes.tsx'
import { Colonnes, Lignes } from './ReglagesTableau.tsx'
import css from './reglages.module.css'

type Props = {
  propriete: Propriete
  champ: Champ
  /** The questions placed before. */
  sources: readonly Champ[]
  /** `undefined` takes the property away. */
  onChange: (valeur: unknown) => void
}

/** One property of a type, edited as the palette says. */
export function Reglage({ propriete: p, champ, sources, onChange }: Props) {
  const valeur = (champ as Record<string, unknown>)[p.cle]
  const autour = { label: p.libelle, help: p.aide, optional: p.facultatif }
  const texte = typeof valeur === 'string' ? valeur : ''
  const ecrit = (v: string) => onChange(v === '' && p.facultatif ? undefined : v)
  switch (p.genre) {
    case 'texte':
      return <TextField {...autour} value={texte} onChange={(e) => ecrit(e.target.value)} />
    case 'texte_long':
      return <TextAreaField {...autour} rows={4} value={texte} onChange={(e) => ecrit(e.target.value)} />
    case 'nombre':
      return <Entier {...autour} valeur={valeur} onChange={onChange} />
    case 'taille':
      return (
        <Entier
          {...autour}
          unit="Mo"
          facteur={1_000_000}
          valeur={valeur}
          onChange={(v) => v !== undefined && onChange(v)}
        />
      )
    case 'oui_non':
      return (
        <CheckboxField
          {...autour}
          optional={false}
          checked={valeur === true}
          onChange={(e) => onChange(e.target.checked || (p.facultatif ? undefined : false))}
        />
      )
    case 'choix':
      return (
        <SelectField
          {...autour}
          empty={p.facultatif ? 'au mieux' : undefined}
          options={p.choix.map(([value, label]) => ({ value, label }))}
          value={texte}
          onChange={(e) => ecrit(e.target.value)}
        />
      )
    case 'options':
      return <Options options={(valeur as Option[] | undefined) ?? []} onChange={onChange} />
    case 'formats':
      return (
        <CheckboxGroup
          {...autour}
          name={p.cle}
          options={FORMATS.map((f) => ({ value: f, label: f.toUpperCase() }))}
          value={(valeur as string[] | undefined) ?? []}
          onChange={onChange}
        />
      )
    case 'formule':
      return <EditeurDeFormule formule={valeur as Formule} sources={sources} onChange={onChange} />
    case 'borne':
      return <Borne {...autour} champ={champ} sources={sources} valeur={valeur} onChange={onChange} />
    case 'lien':
      return <Lien {...autour} valeur={valeur as { libelle: string; url: string } | undefined} onChange={onChange} />
    case 'min_si':
      return <MinimumSi regles={(valeur as ChampBlocRepetable['min_si']) ?? []} sources={sources} onChange={onChange} />
    case 'niveaux':
      return <Niveaux niveaux={(valeur as string[] | undefined) ?? []} onChange={onChange} />
    case 'arbre':
      return <Arbre arbre={(valeur as Branche[] | undefined) ?? []} onChange={onChange} />
    case 'colonnes':
      return <Colonnes colonnes={(valeur as Colonne[] | undefined) ?? []} onChange={onChange} />
    case 'lignes':
      return <Lignes lignes={(valeur as { id: string; libelle: string }[] | undefined) ?? []} onChange={onChange} />
    case 'nomenclature':
      return <ChoixDeNomenclature code={texte} onChange={onChange} />
    case 'image':
      return <ChoixDImage url={texte} onChange={onChange} />
  }
}

type Autour = { label: string; help?: string; optional?: boolean }

function Entier({
  valeur,
  facteur = 1,
  onChange,
  ...autour
}: Autour & { unit?: string; valeur: unknown; facteur?: number; onChange: (v: number | undefined) => void }) {
  return (
    <TextField
      {...autour}
      short
      type="number"
      value={typeof valeur === 'number' ? valeur / facteur : ''}
      onChange={(e) => onChange(e.target.value === '' ? undefined : Math.round(Number(e.target.value) * facteur))}
    />
  )
}

/** What another day may bound. */
const DE_JOURS: readonly string[] = ['date', 'date_heure', 'periode']

/** A fixed value, or the answer of another question of the same kind placed before. */
function Borne({
  champ,
  sources,
  valeur,
  onChange,
  ...autour
}: Autour & { champ: Champ; sources: readonly Champ[]; valeur: unknown; onChange: (v: unknown) => void }) {
  const date = DE_JOURS.includes(champ.type)
  const euros = grandeurDuChamp(champ) === 'montant'
  const pareils = sources.filter((c) =>
    date ? c.type === 'date' : grandeurDuChamp(c) !== undefined && grandeurDuChamp(c) === grandeurDuChamp(champ),
  )
  const objet = typeof valeur === 'object' && valeur !== null ? (valeur as { champ?: string; aujourdhui?: number }) : {}
  const genre =
    objet.champ !== undefined
      ? objet.champ
      : objet.aujourdhui !== undefined
        ? '#jour'
        : valeur === undefined
          ? ''
          : '#fixe'
  const choisir = (v: string) => {
    if (v === '') return onChange(undefined)
    if (v === '#jour') return onChange({ aujourdhui: 0 })
    onChange(v === '#fixe' ? (date ? '2026-09-01' : 0) : { champ: v })
  }
  return (
    <div className="pile" style={{ gap: '0.35rem' }}>
      <SelectField
        {...autour}
        empty="sans limite"
        value={genre}
        options={[
          { value: '#fixe', label: date ? 'une date fixe' : 'une valeur fixe' },
          ...(date ? [{ value: '#jour', label: 'le jour du dépôt, à quelques jours près' }] : []),
          ...pareils.map((c) => ({ value: c.id, label: `la réponse à « ${c.libelle || c.id} »` })),
        ]}
        onChange={(e) => choisir(e.target.value)}
      />
      {genre === '#fixe' && date && (
        <TextField
          label={`${autour.label} : date`}
          type="date"
          short
          value={String(valeur)}
          onChange={(e) => e.target.value && onChange(e.target.value)}
        />
      )}
      {genre === '#fixe' && !date && (
        <Entier
          label={`${autour.label} : valeur`}
          unit={euros ? '€' : undefined}
          facteur={euros ? 100 : 1}
          valeur={valeur}
          onChange={(v) => onChange(v ?? 0)}
        />
      )}
      {genre === '#jour' && (
        <Entier
          label={`${autour.label} : jours après le dépôt (négatif : avant)`}
          valeur={objet.aujourdhui}
          onChange={(v) => onChange({ aujourdhui: v ?? 0 })}
        />
      )}
    </div>
  )
}

function Lien({
  valeur,
  onChange,
  ...autour
}: Autour & { valeur?: { libelle: string; url: string }; onChange: (v: unknown) => void }) {
  const poser = (libelle: string, url: string) => onChange(libelle === '' && url === '' ? undefined : { libelle, url })
  return (
    <fieldset className={css.groupe}>
      <legend>{autour.label}</legend>
      <TextField
        label="Nom du document"
        optional
        value={valeur?.libelle ?? ''}
        onChange={(e) => poser(e.target.value, valeur?.url ?? '')}
      />
      <TextField
        label="Adresse"
        optional
        value={valeur?.url ?? ''}
        onChange={(e) => poser(valeur?.libelle ?? '', e.target.value)}
      />
    </fieldset>
  )
}
