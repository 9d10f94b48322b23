import type { Fiche } from '#domain/referentiel/api.ts'
import { Card } from '#web/ui/Card.tsx'
import { date } from '#web/ui/format.ts'
import { type Column, Table } from '#web/ui/Table.tsx'
import { EtatDeProposition } from './EtatDeProposition.tsx'
import { Retirer } from './Retirer.tsx'
import { type Proposition, usePropositions } from './usePropositions.ts'

/** What the people of an établissement have proposed, and what became of it; nothing as long as nothing was. */
export function PropositionsDe({ fiche }: { fiche: Fiche }) {
  const { ouvertes, closes } = usePropositions(fiche)
  if (ouvertes.length + closes.length === 0) return null
  return (
    <Card title="Corrections proposées">
      <Table
        caption="Corrections proposées"
        captionHidden
        columns={COLONNES}
        rows={[...ouvertes, ...closes]}
        rowKey={(p) => p.id}
      />
    </Card>
  )
}

const dites = (p: Proposition, lire: (c: Proposition['champs'][number]) => string | null) =>
  p.champs.map((c) => lire(c) || 'Vide').join(' ; ')

const COLONNES: Column<Proposition>[] = [
  { key: 'champ', title: 'Champ', header: true, cell: (p) => p.libelle },
  { key: 'proposee', title: 'Valeur proposée', cell: (p) => dites(p, (c) => c.proposee_texte) },
  { key: 'auteur', title: 'Par', cell: (p) => (p.de_moi ? 'Vous' : p.auteur.nom) },
  { key: 'le', title: 'Le', cell: (p) => date(p.le) },
  { key: 'etat', title: 'État', cell: (p) => <EtatDeProposition etat={p.etat} /> },
  {
    key: 'suite',
    title: 'Suite',
    cell: (p) => {
      if (p.peut.retirer) return <Retirer proposition={p} />
      const amendee = p.champs.some((c) => c.amendee_texte !== null)
      return (
        <span className="petit">
          {amendee && `Accepté : ${dites(p, (c) => c.amendee_texte ?? c.proposee_texte)}. `}
          {p.decision?.motif}
          {!amendee && !p.decision?.motif && (p.close_le ? `Le ${date(p.close_le)}` : 'À l’examen')}
        </span>
      )
    },
  },
]
