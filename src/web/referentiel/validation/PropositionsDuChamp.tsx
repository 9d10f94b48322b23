import { Link } from '@tanstack/react-router'
import { useMoi } from '#web/session.ts'
import { date, pluriel } from '#web/ui/format.ts'
import { Icone } from '#web/ui/Icone.tsx'
import { Retirer } from './Retirer.tsx'
import type { Proposition } from './usePropositions.ts'
import css from './validation.module.css'

/** What waits beside a value: everyone still reads the old one. Two on the same champ are shown one under the other. */
export function PropositionsDuChamp({ champ, propositions }: { champ: string; propositions: Proposition[] }) {
  const agent = useMoi()?.role !== 'etablissement'
  if (propositions.length === 0) return null
  return (
    <div className={css.attente}>
      {propositions.length > 1 && (
        <p className={css.nombre}>{pluriel(propositions.length, 'proposition')} pour ce champ</p>
      )}
      <ul>
        {propositions.map((p) => (
          <li key={p.id}>
            <Icone nom="sablier" taille={16} />
            <span>
              <strong>{p.champs.find((c) => c.champ === champ)?.proposee_texte || 'Vide'}</strong> proposé par{' '}
              {p.de_moi ? 'vous' : p.auteur.nom} le {date(p.le)}
              {p.motif && ` : ${p.motif}`}
              {p.etat === 'a_reprendre' && '. À reprendre'}
              {p.gelee && '. En suspens tant que l’établissement est fermé'}
            </span>
            {agent ? (
              <Link to="/gestion/propositions/$id" params={{ id: String(p.id) }} data-impression="non">
                Examiner<span className="lecteur-seul"> la proposition de {p.auteur.nom}</span>
              </Link>
            ) : (
              p.peut.retirer && <Retirer proposition={p} />
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
