import { type FormEvent, useState } from 'react'
import {
  type Condition,
  LIBELLES_OPERATEUR,
  nombreDeValeurs,
  OPERATEURS,
  type Operateur,
  type ValeurDeFiltre,
  verifierFiltre,
} from '#domain/referentiel/liste.ts'
import { Button } from '#web/ui/Button.tsx'
import { RadioGroup, SelectField, TextField } from '#web/ui/champs.tsx'
import { ChoixDeValeurs } from './ChoixDeValeurs.tsx'
import type { Catalogue, Colonne, Colonnes } from './etat.ts'

type Props = {
  depart: Condition | undefined
  colonnes: Colonnes
  catalogue: Catalogue
  onValider: (condition: Condition) => void
}

/** One condition: a champ, what is asked of it, and the values that its kind takes. */
export function FenetreCondition({ depart, colonnes, catalogue, onValider }: Props) {
  const [champ, setChamp] = useState(depart?.[0] ?? '')
  const [operateur, setOperateur] = useState<Operateur | undefined>(depart?.[1])
  const [valeurs, setValeurs] = useState<string[]>(() =>
    (depart?.slice(2) ?? []).map((v) => enSaisie(v, catalogue.get(depart?.[0] ?? ''))),
  )
  const [faute, setFaute] = useState<string>()
  const colonne = catalogue.get(champ)
  const possibles = colonne ? OPERATEURS[colonne.genre] : []
  const choisi = operateur && possibles.includes(operateur) ? operateur : possibles[0]
  const envoyer = (e: FormEvent) => {
    e.preventDefault()
    if (!colonne || !choisi) return setFaute('Choisissez un champ.')
    const attendu = nombreDeValeurs(choisi)
    const gardees = attendu === 'liste' ? valeurs : valeurs.slice(0, attendu)
    const condition = [champ, choisi, ...gardees.map((v) => enValeur(v, colonne))]
    try {
      verifierFiltre(condition, catalogue)
      onValider(condition as Condition)
    } catch (erreur) {
      setFaute(erreur instanceof Error ? erreur.message : String(erreur))
    }
  }
  return (
    <form className="pile" onSubmit={envoyer} noValidate>
      <SelectField
        label="Champ"
        empty="Choisissez un champ"
        value={champ}
        error={!champ ? faute : undefined}
        groups={colonnes.familles.map((f) => ({
          label: f.libelle,
          options: colonnes.colonnes
            .filter((c) => c.famille === f.code)
            .map((c) => ({ value: c.code, label: c.libelle })),
        }))}
        onChange={(e) => {
          setChamp(e.target.value)
          setOperateur(undefined)
          setValeurs([])
          setFaute(undefined)
        }}
      />
      {colonne && choisi && (
        <>
          <SelectField
            label="Condition"
            value={choisi}
            options={possibles.map((o) => ({ value: o, label: LIBELLES_OPERATEUR[o] }))}
            onChange={(e) => setOperateur(e.target.value as Operateur)}
          />
          <Valeurs colonne={colonne} operateur={choisi} valeurs={valeurs} onChange={setValeurs} faute={faute} />
        </>
      )}
      <div className="rang">
        <Button kind="principal" type="submit">
          Appliquer
        </Button>
      </div>
    </form>
  )
}

type PropsDeValeurs = {
  colonne: Colonne
  operateur: Operateur
  valeurs: string[]
  onChange: (valeurs: string[]) => void
  faute?: string
}

function Valeurs({ colonne, operateur, valeurs, onChange, faute }: PropsDeValeurs) {
  const attendu = nombreDeValeurs(operateur)
  if (attendu === 0) return null
  if (attendu === 'liste')
    return <ChoixDeValeurs champ={colonne.code} valeurs={valeurs} onChange={onChange} faute={faute} />
  if (colonne.genre === 'booleen')
    return (
      <RadioGroup
        name="valeur"
        label="Réponse"
        error={faute}
        value={valeurs[0]}
        options={[
          { value: 'oui', label: 'Oui' },
          { value: 'non', label: 'Non' },
        ]}
        onChange={(v) => onChange([v])}
      />
    )
  const type = colonne.genre === 'jour' ? 'date' : 'text'
  const chiffre = colonne.genre !== 'jour' && colonne.genre !== 'texte'
  const unite = colonne.genre === 'montant' ? '€' : colonne.unite
  const noms = attendu === 2 ? ['Du', 'Au'] : ['Valeur']
  return noms.map((nom, i) => (
    <TextField
      key={nom}
      label={attendu === 2 && chiffre ? ['De', 'À'][i] : nom}
      type={type}
      inputMode={chiffre ? 'decimal' : undefined}
      unit={chiffre ? unite : undefined}
      short={type === 'date' || chiffre}
      value={valeurs[i] ?? ''}
      error={i === 0 ? faute : undefined}
      onChange={(e) => onChange(noms.map((_, j) => (j === i ? e.target.value : (valeurs[j] ?? ''))))}
    />
  ))
}

/** As typed, from what the filter holds: decimal comma, euros. */
function enSaisie(valeur: ValeurDeFiltre, colonne: Colonne | undefined): string {
  if (typeof valeur === 'boolean') return valeur ? 'oui' : 'non'
  if (typeof valeur === 'number') return String(colonne?.genre === 'montant' ? valeur / 100 : valeur).replace('.', ',')
  return valeur
}

function enValeur(saisie: string, { genre }: Colonne): ValeurDeFiltre {
  if (genre === 'booleen') return saisie === 'oui'
  if (genre === 'texte' || genre === 'choix' || genre === 'jour') return saisie.trim()
  const compact = saisie.replace(/\s/g, '').replace(',', '.')
  const lu = compact === '' ? Number.NaN : Number(compact)
  return genre === 'montant' ? Math.round(lu * 100) : lu
}
