import type { Changement, Nature } from '#domain/formulaire/difference.ts'
import { Tag } from '#web/ui/Badge.tsx'
import { Icone, type NomIcone } from '#web/ui/Icone.tsx'

const NATURES: Record<Nature, { mot: string; icone: NomIcone }> = {
  ajoute: { mot: 'Ajouté', icone: 'ajouter' },
  retire: { mot: 'Retiré', icone: 'supprimer' },
  deplace: { mot: 'Déplacé', icone: 'fleche_droite' },
  type: { mot: 'Type', icone: 'alerte' },
  options: { mot: 'Options', icone: 'filtre' },
  obligation: { mot: 'Obligation', icone: 'alerte' },
  condition: { mot: 'Condition', icone: 'balance' },
  libelle: { mot: 'Libellé', icone: 'crayon' },
  face: { mot: 'Agents', icone: 'groupe' },
  reglages: { mot: 'Réglages', icone: 'outils' },
}

/** What differs between two versions, each in a word and a sentence; what may lose answers says so. */
export function Changements({ changements }: { changements: Changement[] }) {
  if (changements.length === 0) return <p>Aucune différence.</p>
  return (
    <ul className="sans-puce pile" style={{ gap: '0.6rem' }}>
      {changements.map((c) => (
        <li key={`${c.id}-${c.nature}-${c.detail}`}>
          <span className="rang" style={{ gap: '0.5rem' }}>
            <Icone nom={NATURES[c.nature].icone} taille={18} />
            <strong>{c.libelle || 'Sans libellé'}</strong>
            <Tag>{NATURES[c.nature].mot}</Tag>
            {c.perte && <Tag>Réponses concernées</Tag>}
          </span>
          <div className="petit discret">{c.detail}</div>
        </li>
      ))}
    </ul>
  )
}
