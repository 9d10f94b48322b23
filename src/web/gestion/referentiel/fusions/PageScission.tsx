import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { RegleDeRangement } from '#domain/referentiel/scission.ts'
import { lirePlanDeScission, type PlanDeScission, scinder } from '#domain/referentiel/scission-api.ts'
import { useAct } from '#web/call.ts'
import { Alert, ErrorSummary } from '#web/ui/Alert.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { DateField, RadioGroup, TextField } from '#web/ui/champs.tsx'
import { euros, nombre } from '#web/ui/format.ts'
import { Page } from '#web/ui/Page.tsx'
import { ChoisirEtablissement } from './ChoisirEtablissement.tsx'
import { DonsDeScission } from './DonsDeScission.tsx'
import css from './Fusions.module.css'
import { useNomDe } from './nom.ts'
import { Niveaux, nommerEffectif, Partage } from './PartsDeScission.tsx'

type Part = { uai: string; nom: string; pourcent: number }

/** Splits an établissement: to whom, by which shares; the plan shows the figures before anything is written. */
export function PageScission() {
  const { uai = '' } = useParams({ strict: false })
  const naviguer = useNavigate()
  const apercu = useAct(lirePlanDeScission, { quiet: true })
  const acte = useAct(scinder)
  const [parts, setParts] = useState<Part[]>([{ uai, nom: 'Lui-même, qui continue', pourcent: 50 }])
  const [principal, setPrincipal] = useState(uai)
  const [date_effet, setDate] = useState('')
  const [niveaux, setNiveaux] = useState<Record<string, string>>({})
  const [donnes, setDonnes] = useState<Record<string, string>>({})
  const [regles, setRegles] = useState<RegleDeRangement[]>([])
  const [plan, setPlan] = useState<PlanDeScission>()
  const nom = useNomDe(uai)
  const regle = () => ({
    date_effet,
    principal,
    parts: parts.map(({ uai: u, pourcent }) => ({ uai: u, pourcent })),
    niveaux,
    regles,
    enregistrements: Object.entries(donnes).map(([cle, vers]) => ({
      nom: cle.split('/')[0] ?? '',
      id: Number(cle.split('/')[1]),
      uai: vers,
    })),
  })
  const changer = (nouvelles: Part[]) => {
    setParts(nouvelles)
    setPlan(undefined)
  }
  const voir = async () => {
    const lu = await apercu.run({ params: { uai }, body: regle() })
    if (lu) setPlan(lu)
  }
  const faire = async () => {
    const faite = await acte.run({ params: { uai }, body: regle() })
    if (faite) void naviguer({ to: '/gestion/fusions/$id', params: { id: String(faite.id) } })
  }
  const choixUai = parts.map((p) => ({ value: p.uai, label: `${p.nom} (${p.uai})` }))
  return (
    <Page
      title="Diviser un établissement"
      crumbs={[
        { label: 'Établissements', to: '/gestion/etablissements' },
        { label: nom ?? uai, to: '/gestion/etablissements/$uai', params: { uai } },
      ]}
      intro={`${nom ? `${nom} (${uai}). ` : ''}Le principal reçoit le reste de chaque partage : le total est conservé. Les années passées ne bougent pas.`}
    >
      <form
        className="pile"
        onSubmit={(e) => {
          e.preventDefault()
          void voir()
        }}
      >
        {apercu.failure && (
          <Alert kind="danger">
            {parts.length < 2 ? 'Ajoutez au moins un autre établissement issu de la scission.' : apercu.failure.message}
          </Alert>
        )}
        <Card title="Établissements issus de la scission">
          <ul className="sans-puce pile">
            {parts.map((p) => (
              <li key={p.uai} className={css.parts}>
                <span>
                  {p.nom} ({p.uai})
                </span>
                <TextField
                  label={`Part de ${p.uai}`}
                  type="number"
                  min={0}
                  max={100}
                  unit="%"
                  value={p.pourcent}
                  onChange={(e) =>
                    changer(parts.map((x) => (x.uai === p.uai ? { ...x, pourcent: Number(e.target.value) } : x)))
                  }
                />
                <Button
                  small
                  kind="discret"
                  icon="effacer"
                  onClick={() => changer(parts.filter((x) => x.uai !== p.uai))}
                >
                  Retirer
                </Button>
              </li>
            ))}
          </ul>
          <ChoisirEtablissement
            label="Ajouter un établissement issu de la scission"
            sauf={parts.map((p) => p.uai)}
            onChoose={(e) =>
              changer([...parts, { ...e, pourcent: Math.max(0, 100 - parts.reduce((s, p) => s + p.pourcent, 0)) }])
            }
          />
          <RadioGroup
            name="principal"
            label="Principal"
            help="Reçoit le reste, et tout ce qui n’est pas donné à un autre."
            value={principal}
            options={choixUai}
            onChange={(v) => {
              setPrincipal(v)
              setPlan(undefined)
            }}
          />
          <DateField
            label="Date d’effet"
            required
            value={date_effet}
            onChange={(e) => setDate(e.target.value)}
            help="En général, un 1er septembre."
          />
          <div>
            <Button type="submit" kind={plan ? 'secondaire' : 'principal'} busy={apercu.pending}>
              Voir le partage
            </Button>
          </div>
        </Card>
      </form>
      {plan && (
        <>
          <ErrorSummary
            title="Cette scission n’est pas possible ainsi"
            errors={plan.obstacles.map((o) => ({ ...o, champ: '' }))}
          />
          <Partage titre="Élèves" lignes={plan.effectifs} parts={parts} ecrire={nombre} nommer={nommerEffectif} />
          <Niveaux plan={plan} choix={choixUai} niveaux={niveaux} donner={(n, u) => setNiveaux(sans(niveaux, n, u))} />
          <Partage titre="Comptes" lignes={plan.comptes} parts={parts} ecrire={(n) => euros(n / 100)} />
          {plan.enregistrements.map((g) => (
            <DonsDeScission
              key={g.nom}
              groupe={g}
              choix={choixUai}
              regles={regles}
              mains={donnes}
              regler={(r) => setRegles([...regles.filter((x) => !memeRegle(x, r)), ...(r.uai ? [r] : [])])}
              donner={(cle, u) => setDonnes(sans(donnes, cle, u))}
            />
          ))}
          {acte.failure && <Alert kind="danger">{acte.failure.message}</Alert>}
          {plan.obstacles.length === 0 && (
            <div className="rang">
              <Button kind="principal" busy={acte.pending} onClick={() => void faire()}>
                Diviser l’établissement
              </Button>
              <Button busy={apercu.pending} onClick={() => void voir()}>
                Recalculer le partage
              </Button>
            </div>
          )}
        </>
      )}
    </Page>
  )
}

const memeRegle = (a: RegleDeRangement, b: RegleDeRangement): boolean =>
  a.nom === b.nom && a.critere === b.critere && a.valeur === b.valeur

/** The same table with one entry changed, or taken out when empty. */
const sans = (table: Record<string, string>, cle: string, valeur: string): Record<string, string> =>
  valeur ? { ...table, [cle]: valeur } : Object.fromEntries(Object.entries(table).filter(([c]) => c !== cle))
