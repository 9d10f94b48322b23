import { useState } from 'react'
import type { Comparaison, Scalaire } from '#domain/formulaire/conditions.ts'
import type { Champ } from '#domain/formulaire/definition.ts'
import { grandeurDuChamp } from '#domain/formulaire/plan.ts'

type Avec = Extract<Comparaison, { valeur: unknown }>

/** What a condition compares to, in the input of its type. */
export function SaisieValeur({
  champ,
  comparaison,
  onChange,
}: {
  champ: Champ
  comparaison: Avec
  onChange: (c: Comparaison) => void
}) {
  if (comparaison.op === 'parmi') return <Plusieurs champ={champ} comparaison={comparaison} onChange={onChange} />
  const { valeur } = comparaison
  const poser = (v: Scalaire) => onChange({ ...comparaison, valeur: v })
  if (typeof valeur === 'boolean')
    return (
      <select aria-label="Réponse" value={String(valeur)} onChange={(e) => poser(e.target.value === 'true')}>
        <option value="true">Oui</option>
        <option value="false">Non</option>
      </select>
    )
  if ('options' in champ)
    return (
      <select aria-label="Réponse" value={String(valeur)} onChange={(e) => poser(e.target.value)}>
        {optionsDe(champ, [String(valeur)]).map((o) => (
          <option key={o.valeur} value={o.valeur}>
            {o.libelle}
          </option>
        ))}
      </select>
    )
  const grandeur = grandeurDuChamp(champ)
  if (grandeur) return <Nombre valeur={Number(valeur)} euros={grandeur === 'montant'} onChange={poser} />
  return (
    <input
      aria-label="Réponse"
      type={champ.type === 'date' ? 'date' : 'text'}
      value={String(valeur)}
      onChange={(e) => poser(e.target.value)}
    />
  )
}

/** Euros are typed, cents are kept. What is half-typed waits here. */
export function Nombre({
  valeur,
  euros,
  label = 'Réponse',
  onChange,
}: {
  valeur: number
  euros: boolean
  label?: string
  onChange: (n: number) => void
}) {
  const facteur = euros ? 100 : 1
  const [brut, setBrut] = useState(String(valeur / facteur).replace('.', ','))
  return (
    <>
      <input
        aria-label={euros ? `${label}, en euros` : label}
        inputMode="decimal"
        size={8}
        value={brut}
        onChange={(e) => {
          setBrut(e.target.value)
          const lu = Number(e.target.value.replace(/\s/g, '').replace(',', '.'))
          if (e.target.value.trim() !== '' && Number.isFinite(lu)) onChange(euros ? Math.round(lu * 100) : lu)
        }}
      />
      {euros && <span aria-hidden>€</span>}
    </>
  )
}

type Option = { valeur: string; libelle: string }

/** The options of the champ, and the values that have gone, still named. */
function optionsDe(champ: Champ, valeurs: readonly string[]): Option[] {
  const options = ('options' in champ ? champ.options : []) as readonly Option[]
  const perdues = valeurs.filter((v) => !options.some((o) => o.valeur === v))
  return [...options, ...perdues.map((v) => ({ valeur: v, libelle: `${v || 'vide'} (n’existe plus)` }))]
}

function Plusieurs({
  champ,
  comparaison,
  onChange,
}: {
  champ: Champ
  comparaison: Extract<Avec, { op: 'parmi' }>
  onChange: (c: Comparaison) => void
}) {
  const valeurs = comparaison.valeur.map(String)
  if (!('options' in champ))
    return (
      <input
        aria-label="Réponses, séparées par des virgules"
        defaultValue={valeurs.join(', ')}
        onBlur={(e) => {
          const mots = e.target.value.split(',').map((m) => m.trim())
          const lues = mots.filter(Boolean).map((m) => (grandeurDuChamp(champ) ? Number(m) : m))
          if (lues.length > 0) onChange({ ...comparaison, valeur: lues })
        }}
      />
    )
  return (
    <span>
      {optionsDe(champ, valeurs).map((o) => (
        <label key={o.valeur} className="petit" style={{ display: 'block' }}>
          <input
            type="checkbox"
            checked={valeurs.includes(o.valeur)}
            onChange={(e) => {
              const suite = e.target.checked ? [...valeurs, o.valeur] : valeurs.filter((v) => v !== o.valeur)
              // One at least stays: a condition on nothing says nothing.
              if (suite.length > 0) onChange({ ...comparaison, valeur: suite })
            }}
          />{' '}
          {o.libelle}
        </label>
      ))}
    </span>
  )
}
