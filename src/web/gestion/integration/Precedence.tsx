import { useState } from 'react'
import type { Answer } from '#domain/endpoint.ts'
import { lirePrecedence, poserPrecedence } from '#domain/integration/api-precedence.ts'
import { useAct, useRead } from '../../call.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { SelectField, TextField } from '../../ui/champs.tsx'
import { Reading } from '../../ui/etats.tsx'
import { nombre } from '../../ui/format.ts'
import { useToast } from '../../ui/toasts.tsx'
import css from './correspondance/Correspondance.module.css'
import { useRegleIntegrations } from './droits.ts'

type Lue = Answer<typeof lirePrecedence>

/** For which champs this source passes before or after its usual rank. */
export function Precedence({ source }: { source: string }) {
  const lecture = useRead(lirePrecedence, { params: { source } })
  return (
    <section className="pile" aria-labelledby="precedence">
      <h2 id="precedence" style={{ margin: 0, fontSize: '1.1rem' }}>
        Rang champ par champ
      </h2>
      <Reading query={lecture}>{(lue) => <Rangs key={JSON.stringify(lue.rangs)} source={source} lue={lue} />}</Reading>
    </section>
  )
}

function Rangs({ source, lue }: { source: string; lue: Lue }) {
  const [rangs, setRangs] = useState(lue.rangs)
  const poser = useAct(poserPrecedence)
  const dire = useToast()
  const regle = useRegleIntegrations()
  const libelle = (code: string) => lue.champs.find((c) => c.code === code)?.libelle ?? code
  const libres = lue.champs.filter((c) => !rangs.some((r) => r.champ === c.code))
  const garder = async () => {
    if (await poser.run({ params: { source }, body: { rangs } })) dire('Rangs enregistrés : les fiches suivent.')
  }
  return (
    <>
      <p className="discret">
        Quand plusieurs sources disent un champ, le plus petit rang l’emporte. Le rang de cette source est{' '}
        {nombre(lue.priorite)}, sauf pour les champs ci-dessous.
      </p>
      {poser.failure && <Alert kind="danger">{poser.failure.message}</Alert>}
      {rangs.length === 0 && <p>Aucun champ n’a de rang à lui.</p>}
      {rangs.map((r, i) => (
        <div key={r.champ} className={css.reunir}>
          <TextField
            label={`Rang pour « ${libelle(r.champ)} »`}
            short
            type="number"
            min={1}
            max={1000}
            disabled={!regle}
            value={r.rang || ''}
            onChange={(e) => setRangs(rangs.with(i, { ...r, rang: Number(e.target.value) }))}
          />
          {regle && (
            <Button
              icon="supprimer"
              aria-label={`Ôter le rang de « ${libelle(r.champ)} »`}
              onClick={() => setRangs(rangs.toSpliced(i, 1))}
            >
              Ôter
            </Button>
          )}
        </div>
      ))}
      {regle && (
        <>
          <SelectField
            label="Donner un rang à un champ"
            empty="Choisir un champ"
            options={libres.map((c) => ({ value: c.code, label: c.libelle }))}
            value=""
            onChange={(e) => e.target.value && setRangs([...rangs, { champ: e.target.value, rang: lue.priorite }])}
          />
          <div>
            <Button kind="principal" busy={poser.pending} onClick={() => void garder()}>
              Enregistrer les rangs
            </Button>
          </div>
        </>
      )}
    </>
  )
}
