import type { RapportImport } from '#domain/teleservices/api-import.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { Card } from '#web/ui/Card.tsx'
import { type Column, Table } from '#web/ui/Table.tsx'

type Perte = RapportImport['approches'][number]
type Defaut = RapportImport['defauts'][number]

const GENRES: Record<NonNullable<RapportImport['genre']>, string> = {
  formulaire: 'Formulaire de Préau',
  teleservice: 'Téléservice entier de Préau : fiche, formulaire, guide',
  demarche: 'Démarche de demarches-simplifiees',
}

/** What the document gives, what it loses, or why it cannot be taken. */
export function RapportDImport({ nom, rapport }: { nom: string; rapport: RapportImport }) {
  const { genre, titre, etapes, questions, approches, absents, defauts } = rapport
  return (
    <Card title="Ce qu’il donnera">
      {defauts.length > 0 ? (
        <>
          <Alert kind="danger" title="Ce document ne peut pas être importé">
            {defauts.length === 1 ? 'Un point est à corriger' : `${defauts.length} points sont à corriger`} dans « {nom}{' '}
            ». Rien n’a été créé.
          </Alert>
          <Table
            caption="Points à corriger"
            captionHidden
            columns={COLONNES_DEFAUTS}
            rows={defauts}
            rowKey={(d) => `${d.chemin} ${d.message}`}
          />
        </>
      ) : (
        <>
          <p>
            <strong>{titre}</strong> <span className="discret">— {genre ? GENRES[genre] : nom}</span>
          </p>
          <p>
            {questions} questions en {etapes.length} {etapes.length > 1 ? 'étapes' : 'étape'} :{' '}
            {etapes.map((e) => `${e.titre} (${e.questions})`).join(', ')}.
          </p>
          {genre === 'demarche' && approches.length + absents.length === 0 && <p>Tout est repris.</p>}
        </>
      )}
      <Pertes titre="Repris autrement" pertes={approches} />
      <Pertes titre="Non repris" pertes={absents} />
    </Card>
  )
}

function Pertes({ titre, pertes }: { titre: string; pertes: Perte[] }) {
  if (pertes.length === 0) return null
  return (
    <>
      <h3>
        {titre} <span className="discret petit">({pertes.length})</span>
      </h3>
      <Table
        caption={titre}
        captionHidden
        columns={COLONNES_PERTES}
        rows={pertes}
        rowKey={(p) => `${p.libelle} ${p.raison}`}
      />
    </>
  )
}

const COLONNES_PERTES: Column<Perte>[] = [
  { key: 'libelle', title: 'Question', header: true, cell: (p) => p.libelle },
  { key: 'raison', title: 'Ce qui change', cell: (p) => p.raison },
]
const COLONNES_DEFAUTS: Column<Defaut>[] = [
  {
    key: 'chemin',
    title: 'Où, dans le document',
    header: true,
    cell: (d) => <code>{d.chemin || 'Tout le document'}</code>,
  },
  { key: 'message', title: 'Quoi', cell: (d) => d.message },
]
