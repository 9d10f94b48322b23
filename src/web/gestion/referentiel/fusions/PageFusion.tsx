import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { AIDES_FUSION, GENRES_FUSION, type GenreFusion, LIBELLES_FUSION } from '#domain/referentiel/fusion.ts'
import { fusionner, lirePlanDeFusion, type PlanDeFusion } from '#domain/referentiel/fusion-api.ts'
import { estUai } from '#domain/referentiel/uai.ts'
import { useAct, useRead } from '#web/call.ts'
import { Alert, ErrorSummary } from '#web/ui/Alert.tsx'
import { Button, ButtonLink } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { CheckboxGroup, DateField, RadioGroup, TextAreaField } from '#web/ui/champs.tsx'
import { Empty, Reading } from '#web/ui/etats.tsx'
import { date, nombre } from '#web/ui/format.ts'
import { Page } from '#web/ui/Page.tsx'
import { ChampsDuPlan } from './ChampsDuPlan.tsx'
import { ChoisirEtablissement } from './ChoisirEtablissement.tsx'
import { NouvelEtablissement, NouvelUai } from './NouvelEtablissement.tsx'
import { useNomDe } from './nom.ts'

const aujourdhui = () => new Date().toLocaleDateString('fr-CA', { timeZone: 'Europe/Paris' })

/** Prepares a fusion: the other établissement, its kind and its day, then the plan. All of it in the address. */
export function PageFusion() {
  const { uai = '' } = useParams({ strict: false })
  const { avec, genre = 'absorption', date_effet = aujourdhui(), nouveau = '' } = useSearch({ strict: false })
  const naviguer = useNavigate()
  const changer = (patch: Record<string, string | undefined>) =>
    void naviguer({ to: '.', search: (s) => ({ ...s, ...patch }), replace: true, resetScroll: false })
  const nom = useNomDe(uai)
  const autres = (avec ?? '').split(',').filter(Boolean)
  const connu = GENRES_FUSION.find((g) => g === genre) ?? 'absorption'
  // A replacement may create the new UAI: the one of the address is then the first that it replaces.
  const creer = connu === 'remplacement' && estUai(nouveau)
  const remplaces = creer ? [uai, ...autres] : autres
  const plan = useRead(
    lirePlanDeFusion,
    {
      params: { uai: creer ? nouveau : uai },
      query: { avec: remplaces.join(','), genre: connu, date_effet, nouveau: creer ? 'oui' : undefined },
    },
    { enabled: remplaces.length > 0, keep: true },
  )
  return (
    <Page
      title="Préparer une fusion"
      crumbs={[
        { label: 'Établissements', to: '/gestion/etablissements' },
        { label: nom ?? uai, to: '/gestion/etablissements/$uai', params: { uai } },
      ]}
      intro={introduction(nom ? `${nom} (${uai})` : uai, creer ? nouveau : undefined, plan.data)}
      actions={
        autres.length === 1 &&
        !creer && (
          <ButtonLink
            small
            icon="recharger"
            to="/gestion/etablissements/$uai/fusion"
            params={{ uai: autres[0] ?? '' }}
            search={{ avec: uai, genre: connu, date_effet }}
          >
            Garder l’autre
          </ButtonLink>
        )
      }
    >
      <Card title="Avec qui, comment, quand">
        <Autres
          autres={autres}
          plan={plan.data}
          retirer={(u) => changer({ avec: autres.filter((a) => a !== u).join(',') })}
        />
        {(autres.length === 0 || connu === 'remplacement') && (
          <ChoisirEtablissement
            label={
              autres.length ? 'Ajouter un établissement remplacé' : 'Chercher l’établissement à fusionner dans celui-ci'
            }
            sauf={[uai, ...autres]}
            onChoose={(e) => changer({ avec: [...autres, e.uai].join(',') })}
          />
        )}
        <RadioGroup
          name="genre"
          label="Ce que c’est"
          value={connu}
          options={GENRES_FUSION.map((g) => ({ value: g, label: LIBELLES_FUSION[g], help: AIDES_FUSION[g] }))}
          onChange={(g) => changer({ genre: g })}
        />
        {connu === 'remplacement' && <NouvelUai uai={nouveau} changer={(n) => changer({ nouveau: n || undefined })} />}
        <DateField
          id="date_effet"
          label="Date d’effet"
          help="En général, le 1er septembre. À une date future, la fusion attend son jour."
          value={date_effet}
          onChange={(e) => e.target.value && changer({ date_effet: e.target.value })}
        />
      </Card>
      {remplaces.length === 0 ? (
        <Empty icon="groupe" title="Choisissez l’autre établissement : le plan s’affichera ici." />
      ) : (
        <Reading query={plan} lines={8}>
          {(p) => <Plan key={p.jeton} plan={p} relire={() => void plan.refetch()} />}
        </Reading>
      )}
    </Page>
  )
}

const introduction = (reste: string, nouveau: string | undefined, plan?: PlanDeFusion): string => {
  if (nouveau) return `Nouvel UAI : ${nouveau}, à la place de ${plan?.absorbes.map((a) => a.nom).join(', ') ?? reste}`
  return `Reste : ${reste}`
}

function Autres({ autres, plan, retirer }: { autres: string[]; plan?: PlanDeFusion; retirer: (uai: string) => void }) {
  if (!autres.length) return null
  return (
    <ul className="sans-puce pile">
      {autres.map((u) => (
        <li key={u} className="rang entre">
          <span>
            À fusionner : <strong>{plan?.absorbes.find((a) => a.uai === u)?.nom ?? u}</strong> ({u})
          </span>
          <Button small kind="discret" icon="effacer" onClick={() => retirer(u)}>
            Choisir un autre
          </Button>
        </li>
      ))}
    </ul>
  )
}

function Plan({ plan, relire }: { plan: PlanDeFusion; relire: () => void }) {
  const naviguer = useNavigate()
  const fusion = useAct(fusionner)
  const [choix, setChoix] = useState<Record<string, string>>({})
  const [suivent, setSuivent] = useState(plan.mouvements.filter((m) => m.suit).map((m) => m.nom))
  const [motif, setMotif] = useState('')
  const [nom, setNom] = useState(plan.survivant.nom)
  const [siret, setSiret] = useState('')
  const future = plan.date_effet > aujourdhui()
  const envoyer = async () => {
    const vides = plan.mouvements.map((m) => m.nom)
    const faite = await fusion.run({
      params: { uai: plan.survivant.uai },
      body: {
        genre: plan.genre as GenreFusion,
        absorbes: plan.absorbes.map((a) => a.uai),
        date_effet: plan.date_effet,
        choix,
        suivent: suivent.filter((s) => vides.includes(s)),
        motif,
        nouveau: plan.nouveau ? { nom, siret: siret || undefined } : undefined,
        jeton: plan.jeton,
      },
    })
    if (faite) void naviguer({ to: '/gestion/fusions/$id', params: { id: String(faite.id) } })
  }
  return (
    <form
      className="pile"
      onSubmit={(e) => {
        e.preventDefault()
        void envoyer()
      }}
    >
      <ErrorSummary
        title="Cette fusion n’est pas possible ainsi"
        errors={plan.obstacles.map((o) => ({ ...o, champ: o.champ === 'date_effet' ? o.champ : '' }))}
      />
      {fusion.failure && (
        <Alert kind="danger" title="La fusion n’a pas été faite">
          <p>{fusion.failure.message}</p>
          {fusion.failure.code === 'plan_perime' && <Button onClick={relire}>Relire le plan</Button>}
        </Alert>
      )}
      {plan.nouveau && (
        <NouvelEtablissement
          plan={plan}
          saisie={{ nom, siret }}
          erreurs={{ nom: fusion.error('nouveau.nom'), siret: fusion.error('nouveau.siret') }}
          saisir={({ nom: n, siret: t }) => {
            setNom(n)
            setSiret(t)
          }}
        />
      )}
      <ChampsDuPlan plan={plan} choix={choix} choisir={(champ, uai) => setChoix((c) => ({ ...c, [champ]: uai }))} />
      <Card title="Ce qui suit">
        {plan.mouvements.length === 0 ? (
          <p>Rien d’autre n’est lié à l’établissement absorbé.</p>
        ) : (
          <CheckboxGroup
            name="suivent"
            label="Passe sur l’établissement gardé"
            help="Le reste demeure, lisible, sur la fiche fermée."
            value={suivent}
            onChange={setSuivent}
            options={plan.mouvements.map((m) => ({ value: m.nom, label: phraseMouvement(m) }))}
          />
        )}
      </Card>
      <Card title="Fusionner">
        <TextAreaField label="Motif" optional rows={2} value={motif} onChange={(e) => setMotif(e.target.value)} />
        <p className="discret">
          {plan.absorbes.map((a) => a.nom).join(', ')} {plan.genre === 'doublon' ? 'ne s’affichera plus' : 'fermera'} au{' '}
          {date(plan.date_effet)} ; {plan.absorbes.length > 1 ? 'leurs UAI mèneront' : 'son UAI mènera'} à{' '}
          {plan.survivant.nom}. Vous pourrez annuler.
        </p>
        {plan.obstacles.length === 0 && (
          <div>
            <Button type="submit" kind="principal" busy={fusion.pending}>
              {future ? `Prévoir la fusion au ${date(plan.date_effet)}` : 'Fusionner maintenant'}
            </Button>
          </div>
        )}
      </Card>
    </form>
  )
}

/** « Effectifs : 12 (2023, 2024), dont 3 que l’établissement gardé a déjà ». */
function phraseMouvement({ libelle, nombre: n, annees, bloques }: PlanDeFusion['mouvements'][number]): string {
  const quand = annees.length ? ` (${annees.slice(0, 4).join(', ')}${annees.length > 4 ? '…' : ''})` : ''
  return `${libelle} : ${nombre(n)}${quand}${bloques ? `, dont ${nombre(bloques)} que l’établissement gardé a déjà et qui ne bougent pas` : ''}`
}
