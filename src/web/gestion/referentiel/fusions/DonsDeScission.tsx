import type { RegleDeRangement } from '#domain/referentiel/scission.ts'
import type { PlanDeScission } from '#domain/referentiel/scission-api.ts'
import { Card } from '#web/ui/Card.tsx'
import { SelectField } from '#web/ui/champs.tsx'
import { pluriel } from '#web/ui/format.ts'
import css from './Fusions.module.css'

type Groupe = PlanDeScission['enregistrements'][number]
type Choix = { value: string; label: string }[]

/** Above, a list of lines is folded: rules are the way. */
const MONTREES = 8

/** What is given of one kind (dossiers, contacts, works): first by rule, then line by line; the rest goes to the principal. */
export function DonsDeScission({
  groupe: g,
  choix,
  regles,
  mains,
  regler,
  donner,
}: {
  groupe: Groupe
  choix: Choix
  regles: RegleDeRangement[]
  mains: Record<string, string>
  regler: (regle: RegleDeRangement) => void
  donner: (cle: string, uai: string) => void
}) {
  const lignes = g.lignes.map((l) => (
    <SelectField
      key={l.id}
      label={l.libelle}
      empty={l.raison === 'regle' ? `Selon la règle : ${l.uai}` : 'Selon la règle, sinon au principal'}
      value={mains[`${g.nom}/${l.id}`] ?? ''}
      options={choix}
      onChange={(e) => donner(`${g.nom}/${l.id}`, e.target.value)}
    />
  ))
  return (
    <Card title={g.libelle} actions={<span className="discret petit">{pluriel(g.lignes.length, 'ligne')}</span>}>
      {g.criteres.map((c) => (
        <fieldset key={c.nom} className={css.regles}>
          <legend>Règle par {c.libelle.toLowerCase()}</legend>
          {c.valeurs.map((v) => (
            <SelectField
              key={v.valeur}
              label={`${v.texte} (${v.nombre})`}
              empty="Au principal"
              value={regles.find((r) => r.nom === g.nom && r.critere === c.nom && r.valeur === v.valeur)?.uai ?? ''}
              options={choix}
              onChange={(e) => regler({ nom: g.nom, critere: c.nom, valeur: v.valeur, uai: e.target.value })}
            />
          ))}
        </fieldset>
      ))}
      {g.lignes.length <= MONTREES ? (
        lignes
      ) : (
        <details>
          <summary>Choisir ligne par ligne ({g.lignes.length})</summary>
          <div className="pile">{lignes}</div>
        </details>
      )}
    </Card>
  )
}
