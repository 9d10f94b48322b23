import type { Changement } from '#domain/formulaire/difference.ts'
import { type ChoixDeReprise, suitesPossibles } from '#domain/formulaire/reprise.ts'
import { SelectField } from '#web/ui/champs.tsx'
import { Changements } from './Changements.tsx'

type Cible = { id: string; libelle: string }
type Props = {
  changements: Changement[]
  /** Questions of the new version that may take an answer up. */
  cibles: readonly Cible[]
  choix: readonly ChoixDeReprise[]
  onChange: (choix: ChoixDeReprise[]) => void
}

/** What changes, and for each change that touches answers, what they become. */
export function ChoixDesReponses({ changements, cibles, choix, onChange }: Props) {
  // One question may change in several ways: it is asked once, for the gravest.
  const vus = new Set<string>()
  const poser = (suivant: ChoixDeReprise) => onChange([...choix.filter((c) => c.champ !== suivant.champ), suivant])
  return (
    <ul className="sans-puce pile" style={{ gap: '0.9rem' }}>
      {changements.map((c) => {
        const suites = vus.has(c.id) ? [] : suitesPossibles(c)
        if (suites.length > 0) vus.add(c.id)
        const dit = choix.find((x) => x.champ === c.id)
        return (
          <li key={`${c.id}-${c.nature}-${c.detail}`}>
            <Changements changements={[c]} />
            {suites.length > 0 && (
              <div className="pile" style={{ gap: '0.4rem', marginTop: '0.4rem' }}>
                <SelectField
                  label={`« ${c.libelle || 'Sans libellé'} » : les réponses des dossiers en cours sont`}
                  value={dit?.suite ?? suites[0]?.suite ?? ''}
                  options={suites.map((s) => ({ value: s.suite, label: s.libelle }))}
                  onChange={(e) => {
                    const suite = suites.find((s) => s.suite === e.target.value)?.suite
                    if (suite) poser({ champ: c.id, suite })
                  }}
                />
                {c.nature === 'retire' && dit?.suite === 'convertir' && (
                  <SelectField
                    label={`« ${c.libelle || 'Sans libellé'} » : reprise dans`}
                    empty="Choisir une question…"
                    help="Une réponse qui n’y aurait pas le même sens est gardée comme ancienne question."
                    value={dit.vers ?? ''}
                    options={cibles.map((q) => ({ value: q.id, label: q.libelle || q.id }))}
                    onChange={(e) =>
                      poser({ champ: c.id, suite: 'convertir', ...(e.target.value && { vers: e.target.value }) })
                    }
                  />
                )}
              </div>
            )}
          </li>
        )
      })}
    </ul>
  )
}
