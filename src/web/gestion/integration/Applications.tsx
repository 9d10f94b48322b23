import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { listerSources } from '#domain/integration/api.ts'
import { type Application, creerApplication, listerApplications } from '#domain/integration/api-applications.ts'
import { useAct, useRead } from '../../call.ts'
import { Alert } from '../../ui/Alert.tsx'
import { StatusBadge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { CheckboxGroup, TextField } from '../../ui/champs.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Empty, Reading } from '../../ui/etats.tsx'
import { nombre, pluriel } from '../../ui/format.ts'
import { Table } from '../../ui/Table.tsx'
import { CleMontree } from './CleMontree.tsx'
import { useRegleIntegrations } from './droits.ts'

/** The business systems that send their files with a key. */
export function Applications() {
  const liste = useRead(listerApplications, {})
  const [ouvert, setOuvert] = useState(false)
  const regle = useRegleIntegrations()
  const autoriser = regle && (
    <Button icon="ajouter" onClick={() => setOuvert(true)}>
      Autoriser une application
    </Button>
  )
  return (
    <div className="pile">
      <Reading
        query={liste}
        isEmpty={(d) => d.elements.length === 0}
        empty={
          <Empty icon="ecran" title="Aucune application métier n’est autorisée.">
            <p>Une application métier envoie ses fichiers par l’API, avec une clé qui n’ouvre que ses sources.</p>
            {autoriser}
          </Empty>
        }
      >
        {(data) => (
          <>
            <div>{autoriser}</div>
            <Table<Application>
              caption="Applications métier"
              captionHidden
              columns={[
                {
                  key: 'nom',
                  title: 'Application',
                  header: true,
                  cell: (a) => (
                    <Link to="/gestion/integrations/applications/$id" params={{ id: String(a.id) }}>
                      {a.nom}
                    </Link>
                  ),
                },
                { key: 'etat', title: 'État', cell: (a) => <EtatApplication active={a.active} /> },
                { key: 'sources', title: 'Sources', cell: (a) => a.sources.join(', ') },
                {
                  key: 'echanges',
                  title: 'Échanges sur 30 jours',
                  cell: (a) => `${nombre(a.echanges)}${a.echecs ? `, dont ${pluriel(a.echecs, 'échec')}` : ''}`,
                },
                {
                  key: 'appairages',
                  title: 'Appairages',
                  cell: (a) =>
                    `${nombre(a.appairages)}${a.appairages_en_erreur ? `, dont ${nombre(a.appairages_en_erreur)} en erreur` : ''}`,
                },
              ]}
              rows={data.elements}
              rowKey={(a) => a.id}
            />
          </>
        )}
      </Reading>
      <Dialog title="Autoriser une application" open={ouvert} onClose={() => setOuvert(false)}>
        <Nouvelle />
      </Dialog>
    </div>
  )
}

export const EtatApplication = ({ active }: { active: boolean }) =>
  active ? (
    <StatusBadge couleur="vert" icone="coche" libelle="Autorisée" />
  ) : (
    <StatusBadge couleur="gris" icone="barre" libelle="Suspendue" />
  )

function Nouvelle() {
  const acte = useAct(creerApplication)
  const sources = useRead(listerSources, {})
  const [nom, setNom] = useState('')
  const [choisies, setChoisies] = useState<string[]>([])
  const [cle, setCle] = useState<string>()
  if (cle) return <CleMontree cle={cle} source={choisies[0] ?? ''} />
  const envoyer = async () => {
    const fait = await acte.run({ body: { nom, sources: choisies } })
    if (fait) setCle(fait.cle)
  }
  return (
    <form
      className="pile"
      onSubmit={(e) => {
        e.preventDefault()
        void envoyer()
      }}
    >
      <TextField
        label="Nom de l’application"
        value={nom}
        maxLength={100}
        required
        error={acte.error('nom')}
        onChange={(e) => setNom(e.target.value)}
      />
      <CheckboxGroup
        name="sources"
        label="Sources qu’elle peut envoyer"
        options={(sources.data?.elements ?? [])
          .filter((s) => s.importable)
          .map((s) => ({ value: s.code, label: s.libelle }))}
        value={choisies}
        error={acte.error('sources')}
        onChange={setChoisies}
      />
      {acte.failure && acte.failure.erreurs.length === 0 && <Alert kind="danger">{acte.failure.message}</Alert>}
      <div>
        <Button type="submit" kind="principal" busy={acte.pending}>
          Autoriser et donner la clé
        </Button>
      </div>
    </form>
  )
}
