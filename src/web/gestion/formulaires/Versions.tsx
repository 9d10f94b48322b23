import { useState } from 'react'
import { exporterFormulaire } from '#domain/teleservices/api-document.ts'
import { type Atelier, comparerVersions, type VersionPubliee } from '#domain/teleservices/api-formulaires.ts'
import { exporterTeleservice } from '#domain/teleservices/api-import.ts'
import { adresseDe, useRead } from '#web/call.ts'
import { Button, ButtonAnchor } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Reading } from '#web/ui/etats.tsx'
import { dateHeure } from '#web/ui/format.ts'
import { type Column, Table } from '#web/ui/Table.tsx'
import { Changements } from './Changements.tsx'

type Paire = { de: number; a: number | 'brouillon' }
type Props = { donnees: Atelier; brouillon: boolean; onRepartir: (version: number) => void }

/** The published versions: each compared with the one before or with the draft, each a place to start again from. */
export function Versions({ donnees: { code, versions }, brouillon, onRepartir }: Props) {
  const [paire, setPaire] = useState<Paire>()
  if (versions.length === 0) return null
  const colonnes: Column<VersionPubliee>[] = [
    { key: 'numero', title: 'Version', header: true, cell: (v) => `Version ${v.numero}` },
    {
      key: 'publiee',
      title: 'Publiée',
      cell: (v) => `le ${dateHeure(v.publiee_le)}${v.publiee_par ? ` par ${v.publiee_par}` : ''}`,
    },
    { key: 'note', title: 'Ce qui change', cell: (v) => v.note ?? 'Non précisé' },
    {
      key: 'gestes',
      title: 'Actions',
      cell: (v) => (
        <span className="rang">
          {v.numero > 1 && (
            <Button small onClick={() => setPaire({ de: v.numero - 1, a: v.numero })}>
              Comparer à la version {v.numero - 1}
            </Button>
          )}
          {brouillon ? (
            <Button small onClick={() => setPaire({ de: v.numero, a: 'brouillon' })}>
              Comparer au brouillon<span className="lecteur-seul"> la version {v.numero}</span>
            </Button>
          ) : (
            <Button small onClick={() => onRepartir(v.numero)}>
              Repartir de la version {v.numero}
            </Button>
          )}
        </span>
      ),
    },
  ]
  return (
    <Card
      title="Versions publiées"
      actions={
        <span className="rang">
          <ButtonAnchor small icon="telecharger" href={adresseDe(exporterFormulaire, { params: { code } })} download>
            Exporter le formulaire
          </ButtonAnchor>
          <ButtonAnchor small icon="telecharger" href={adresseDe(exporterTeleservice, { params: { code } })} download>
            Exporter tout le téléservice
          </ButtonAnchor>
        </span>
      }
    >
      <Table caption="Versions publiées" captionHidden columns={colonnes} rows={versions} rowKey={(v) => v.numero} />
      <Dialog
        title={
          paire
            ? `De la version ${paire.de} ${paire.a === 'brouillon' ? 'au brouillon' : `à la version ${paire.a}`}`
            : ''
        }
        open={paire !== undefined}
        onClose={() => setPaire(undefined)}
      >
        {paire && <Comparaison code={code} paire={paire} />}
      </Dialog>
    </Card>
  )
}

function Comparaison({ code, paire }: { code: string; paire: Paire }) {
  const lecture = useRead(comparerVersions, { params: { code }, query: paire })
  return <Reading query={lecture}>{({ changements }) => <Changements changements={changements} />}</Reading>
}
