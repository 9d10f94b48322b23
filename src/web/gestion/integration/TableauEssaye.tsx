import { useId } from 'react'
import type { TableauEssaye as Tableau } from '#domain/integration/api-correspondances.ts'
import { LIBELLES_TYPE } from '#domain/integration/essai.ts'
import { LIBELLES_ENCODAGE, LIBELLES_SEPARATEUR } from '#domain/integration/reniflage.ts'
import { Alert } from '../../ui/Alert.tsx'
import { StatusBadge } from '../../ui/Badge.tsx'
import { Card } from '../../ui/Card.tsx'
import { nombre } from '../../ui/format.ts'
import { Table } from '../../ui/Table.tsx'

type Props = {
  tableau: Tableau
  attendues: string[]
  colonnes: Record<string, string>
  nommer: (entete: string, attendue: string) => void
}

/** One table of the file: how it is written, what its columns are, and what the source makes of them. */
export function TableauEssaye({ tableau: t, attendues, colonnes, nommer }: Props) {
  const liste = useId()
  return (
    <Card title={t.feuille ? `Feuille « ${t.feuille} »` : 'Ce que Préau lit'}>
      <div className="pile">
        <p>{ecriture(t)}</p>
        {t.refus === null ? (
          <Alert
            kind={t.retenues > 0 ? 'succes' : 'alerte'}
            title={`${nombre(t.retenues)} lignes retenues sur ${nombre(t.vues)} vues`}
          >
            {nombre(t.hors_champ)} hors champ, {nombre(t.rejetees)} écartées.
            {t.raisons.length > 0 && (
              <ul>
                {t.raisons.map((r) => (
                  <li key={r}>{r}</li>
                ))}
              </ul>
            )}
          </Alert>
        ) : (
          <Alert kind="danger" title="Ce tableau ne peut pas être lu ainsi">
            {t.refus}
          </Alert>
        )}
        <datalist id={liste}>
          {attendues.map((a) => (
            <option key={a} value={a} />
          ))}
        </datalist>
        <Table
          caption="Colonnes du fichier"
          captionHidden
          columns={[
            { key: 'entete', title: 'Colonne', header: true, cell: (c) => c.entete || '(sans nom)' },
            { key: 'type', title: 'Type', cell: (c) => LIBELLES_TYPE[c.type] },
            {
              key: 'exemples',
              title: 'Exemples',
              cell: (c) => <span style={{ overflowWrap: 'anywhere' }}>{c.exemples.join(' · ') || '—'}</span>,
            },
            {
              key: 'utilisee',
              title: 'Reconnue',
              cell: (c) =>
                c.utilisee ? (
                  <StatusBadge couleur="vert" icone="coche" libelle="Sert" />
                ) : (
                  <span className="discret">Ignorée</span>
                ),
            },
            {
              key: 'attendue',
              title: 'Lire comme',
              cell: (c) => (
                <input
                  type="text"
                  list={liste}
                  aria-label={`Lire « ${c.entete} » comme`}
                  placeholder="son propre nom"
                  style={{ width: '100%', minWidth: '9rem' }}
                  value={colonnes[c.entete] ?? ''}
                  onChange={(e) => nommer(c.entete, e.target.value)}
                />
              ),
            },
          ]}
          rows={t.colonnes.map((c, rang) => ({ ...c, rang }))}
          rowKey={(c) => c.rang}
        />
      </div>
    </Card>
  )
}

function ecriture({ encodage, separateur, colonnes }: Tableau): string {
  const libelle = (choix: Record<string, string>, code: string | null) => (code ? (choix[code] ?? code) : undefined)
  const dits = [
    `${nombre(colonnes.length)} colonnes`,
    libelle(LIBELLES_ENCODAGE, encodage) && `encodage ${libelle(LIBELLES_ENCODAGE, encodage)}`,
    libelle(LIBELLES_SEPARATEUR, separateur) &&
      `séparateur : ${libelle(LIBELLES_SEPARATEUR, separateur)?.toLowerCase()}`,
  ]
  return `${dits.filter(Boolean).join(', ')}.`
}
