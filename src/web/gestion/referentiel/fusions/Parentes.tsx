import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import type { Fiche } from '#domain/referentiel/api.ts'
import { LIBELLES_FUSION } from '#domain/referentiel/fusion.ts'
import { listerRegroupements } from '#domain/referentiel/regroupement-api.ts'
import { useRead } from '#web/call.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { ButtonLink } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { date } from '#web/ui/format.ts'
import { useVoitTout } from './droit.ts'

/** Says that the UAI asked leads here, or that another établissement has taken over. */
export function BandeauRedirection({ fiche }: { fiche: Fiche }) {
  if (fiche.redirige_de)
    return (
      <Alert title={`L’UAI ${fiche.redirige_de.ancien} mène ici`}>
        C’était le même établissement, écrit deux fois : les deux fiches ont fusionné le{' '}
        {date(fiche.redirige_de.depuis)}.
      </Alert>
    )
  if (!fiche.remplace_par) return null
  const { uai, nom, depuis } = fiche.remplace_par
  return (
    <Alert kind="alerte" title={`Remplacé depuis le ${date(depuis)}`}>
      {nom ? (
        <Link to="/gestion/etablissements/$uai" params={{ uai }}>
          {nom} ({uai})
        </Link>
      ) : (
        uai
      )}{' '}
      a pris la suite ; cette fiche garde le passé.
    </Alert>
  )
}

const ROLES = {
  reste: 'Prendra la suite de',
  absorbe: 'Fermera au profit de',
  divise: 'Sera divisé entre',
  issu: 'Recevra une part avec',
} as const

/** What is planned for this établissement, with the day and the way to see it or give it up. */
export function FusionsPrevues({ fiche }: { fiche: Fiche }) {
  const permis = useVoitTout()
  return fiche.prevues.map((p) => (
    <Alert
      key={p.id}
      kind={p.empechement ? 'alerte' : 'info'}
      title={`${LIBELLES_FUSION[p.genre]}, prévue le ${date(p.date_effet)}`}
    >
      <p>
        {ROLES[p.role]}{' '}
        {p.avec.map((a, i) => (
          <Fragment key={a.uai}>
            {i > 0 && ', '}
            {a.nom ? (
              <Link to="/gestion/etablissements/$uai" params={{ uai: a.uai }}>
                {a.nom} ({a.uai})
              </Link>
            ) : (
              a.uai
            )}
          </Fragment>
        ))}
        .
      </p>
      {p.empechement && <p>Elle n’a pas pu se faire à sa date : {p.empechement}</p>}
      {permis && (
        <p>
          <Link to="/gestion/fusions/$id" params={{ id: String(p.id) }}>
            Voir ou ne plus prévoir
          </Link>
        </p>
      )}
    </Alert>
  ))
}

/** When it was open, if it has closed and opened again. */
function Periodes({ fiche }: { fiche: Fiche }) {
  if (fiche.periodes.length < 2) return null
  return (
    <ul className="sans-puce">
      {fiche.periodes.map((p) => (
        <li key={p.depuis}>
          {p.jusque
            ? `Ouvert du ${p.depuis ? date(p.depuis) : '…'} au ${date(p.jusque)}`
            : `Ouvert depuis le ${p.depuis ? date(p.depuis) : '…'}`}
        </li>
      ))}
    </ul>
  )
}

/** Former UAI, regroupements, and the ways to merge or split; nothing for those who may not. */
export function Parentes({ fiche }: { fiche: Fiche }) {
  const permis = useVoitTout()
  const regroupements = useRead(listerRegroupements, { query: { uai: fiche.uai } }, { enabled: permis })
  const groupes = regroupements.data?.elements ?? []
  if (!permis && fiche.anciens.length === 0 && fiche.periodes.length < 2) return null
  // On paper, a card of mere buttons says nothing.
  const dit = fiche.anciens.length > 0 || fiche.periodes.length > 1 || groupes.length > 0
  return (
    <div data-impression={dit ? undefined : 'non'}>
      <Card title="Fusions et regroupements">
        <Periodes fiche={fiche} />
        {fiche.anciens.length > 0 && (
          <ul className="sans-puce">
            {fiche.anciens.map((a) => (
              <li key={a.ancien}>
                A repris {a.ancien} le {date(a.depuis)}
              </li>
            ))}
          </ul>
        )}
        {groupes.length > 0 && (
          <ul className="sans-puce">
            {groupes.map((g) => (
              <li key={g.id}>
                Membre de{' '}
                <Link to="/gestion/regroupements/$id" params={{ id: String(g.id) }}>
                  {g.nom}
                </Link>
              </li>
            ))}
          </ul>
        )}
        {permis && !fiche.remplace_par && (
          <div className="rang" data-impression="non">
            <ButtonLink small to="/gestion/etablissements/$uai/fusion" params={{ uai: fiche.uai }}>
              Fusionner…
            </ButtonLink>
            <ButtonLink small to="/gestion/etablissements/$uai/scission" params={{ uai: fiche.uai }}>
              Diviser…
            </ButtonLink>
          </div>
        )}
      </Card>
    </div>
  )
}
