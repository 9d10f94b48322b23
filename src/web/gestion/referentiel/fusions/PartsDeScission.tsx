import { libelleNiveau } from '#domain/referentiel/indicateurs.ts'
import type { PlanDeScission } from '#domain/referentiel/scission-api.ts'
import { Card } from '#web/ui/Card.tsx'
import { SelectField } from '#web/ui/champs.tsx'
import { Table } from '#web/ui/Table.tsx'
import css from './Fusions.module.css'

/** « 2de_gt, interne » as people say it. */
export const nommerEffectif = (libelle: string): string => {
  const [niveau = '', ...suite] = libelle.split(', ')
  return [libelleNiveau(niveau), ...suite].join(', ')
}

/** The shares of what is counted, line by line, before anything is written. */
export function Partage({
  titre,
  lignes,
  parts,
  ecrire,
  nommer = (l) => l,
}: {
  titre: string
  lignes: PlanDeScission['effectifs']
  parts: readonly { uai: string }[]
  ecrire: (n: number) => string
  /** What a line is called. */
  nommer?: (libelle: string) => string
}) {
  return (
    <Card title={titre}>
      {lignes.length === 0 ? (
        <p className="discret">Rien à partager à partir de cette date.</p>
      ) : (
        <Table
          caption={`Partage : ${titre}`}
          captionHidden
          rows={lignes}
          rowKey={(l) => `${l.annee}-${l.libelle}`}
          columns={[
            { key: 'quoi', title: 'Ligne', header: true, cell: (l) => `${l.annee} · ${nommer(l.libelle)}` },
            { key: 'total', title: 'Total', numeric: true, cell: (l) => ecrire(l.total) },
            ...parts.map((p, i) => ({
              key: p.uai,
              title: p.uai,
              numeric: true,
              cell: (l: PlanDeScission['effectifs'][number]) => ecrire(l.parts[i] ?? 0),
            })),
          ]}
        />
      )}
    </Card>
  )
}

/** Levels that go whole to one établissement. */
export function Niveaux({
  plan,
  choix,
  niveaux,
  donner,
}: {
  plan: PlanDeScission
  choix: { value: string; label: string }[]
  niveaux: Record<string, string>
  donner: (niveau: string, uai: string) => void
}) {
  const connus = [...new Set(plan.effectifs.map((e) => e.libelle.split(',')[0] ?? ''))].filter(
    (n) => n && n !== 'total',
  )
  if (!connus.length) return null
  return (
    <Card title="Niveaux donnés en entier">
      <div className={css.regles}>
        {connus.map((n) => (
          <SelectField
            key={n}
            label={libelleNiveau(n)}
            empty="Partagé selon les parts"
            value={niveaux[n] ?? ''}
            options={choix}
            onChange={(e) => donner(n, e.target.value)}
          />
        ))}
      </div>
    </Card>
  )
}
