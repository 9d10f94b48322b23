import { anomaliesDe } from '#domain/referentiel/api-qualite.ts'
import { useRead } from '#web/call.ts'
import { Card } from '#web/ui/Card.tsx'
import { Reading } from '#web/ui/etats.tsx'
import { Acceptation } from './Acceptation.tsx'
import { Niveau } from './colonnes.tsx'
import css from './Qualite.module.css'
import { Remede } from './Remede.tsx'

/** What the checks found on one établissement; nothing when there is nothing. */
export function AnomaliesDe({ uai }: { uai: string }) {
  const anomalies = useRead(anomaliesDe, { params: { uai } })
  if (anomalies.data?.total === 0) return null
  return (
    <Card title="Qualité des données">
      <Reading query={anomalies}>
        {({ elements }) => (
          <ul className={css.liste}>
            {elements.map((a) => (
              <li key={a.id}>
                <Niveau niveau={a.niveau} />
                <strong>{a.libelle}</strong>
                <span>
                  {a.detail} <span className="discret">{a.conseil}</span> <Remede anomalie={a} />
                </span>
                <Acceptation anomalie={a} />
              </li>
            ))}
          </ul>
        )}
      </Reading>
    </Card>
  )
}
