import { useState } from 'react'
import { etendre } from '#domain/referentiel/fusion.ts'
import type { ChampCompare, PlanDeFusion } from '#domain/referentiel/fusion-api.ts'
import { Card } from '#web/ui/Card.tsx'
import { CheckboxField } from '#web/ui/champs.tsx'
import { date, pluriel } from '#web/ui/format.ts'
import css from './Fusions.module.css'

/** Side by side, champ by champ: the value kept is the one that is ticked, with the reason of the default. */
export function ChampsDuPlan({
  plan,
  choix,
  choisir,
}: {
  plan: PlanDeFusion
  choix: Record<string, string>
  choisir: (champ: string, uai: string) => void
}) {
  const [tous, setTous] = useState(false)
  const differents = plan.champs.filter((c) => c.differe)
  const montres = tous ? plan.champs : differents.filter((c) => c.se_choisit)
  const etendus = etendre(choix)
  const noms = new Map([plan.survivant, ...plan.absorbes].map((e) => [e.uai, e.nom]))
  return (
    <Card
      title="Valeurs gardées"
      actions={<span className="discret petit">{pluriel(differents.length, 'champ diffère', 'champs diffèrent')}</span>}
    >
      <CheckboxField
        label="Montrer aussi les champs identiques et ceux qui ne se choisissent pas"
        checked={tous}
        onChange={(e) => setTous(e.target.checked)}
      />
      {montres.length === 0 && <p>Rien à choisir : les deux fiches disent la même chose.</p>}
      <div>
        {montres.map((c) => (
          <Ligne
            key={c.champ}
            champ={c}
            noms={noms}
            choisi={etendus[c.champ] ?? c.defaut}
            choisir={(u) => choisir(c.champ, u)}
          />
        ))}
      </div>
    </Card>
  )
}

function Ligne({
  champ: c,
  noms,
  choisi,
  choisir,
}: {
  champ: ChampCompare
  noms: Map<string, string>
  choisi: string
  choisir: (uai: string) => void
}) {
  const titre = `champ-${c.champ}`
  return (
    <div className={css.ligne}>
      <div id={titre}>
        <strong>{c.libelle}</strong>
        <p className="discret petit">{c.raison}</p>
      </div>
      {c.se_choisit ? (
        <fieldset className={css.choix} aria-labelledby={titre}>
          {c.valeurs.map((v) => (
            <label key={v.uai}>
              <input
                type="radio"
                name={`choix-${c.champ}`}
                checked={choisi === v.uai}
                onChange={() => choisir(v.uai)}
              />
              <span>
                {v.texte || 'Rien'}
                <span className="discret petit">
                  {' '}
                  · {[noms.get(v.uai), v.source, v.date && date(v.date)].filter(Boolean).join(', ')}
                </span>
              </span>
            </label>
          ))}
        </fieldset>
      ) : (
        <ul className="sans-puce">
          {c.valeurs.map((v) => (
            <li key={v.uai}>
              {v.texte || 'Rien'} <span className="discret petit">· {noms.get(v.uai)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
