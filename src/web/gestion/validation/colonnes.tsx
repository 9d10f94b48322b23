import { Link } from '@tanstack/react-router'
import type { Proposition } from '#domain/validation/api.ts'
import { EtatDeProposition } from '#web/referentiel/validation/EtatDeProposition.tsx'
import css from '#web/referentiel/validation/validation.module.css'
import { dateHeure } from '#web/ui/format.ts'
import { Icone } from '#web/ui/Icone.tsx'
import type { Column } from '#web/ui/Table.tsx'

type Choix = { choisies: ReadonlySet<number>; basculer: (id: number) => void }

/** The list: what it would be, in place of what; the box chooses it for a decision on several. */
export const colonnesDesPropositions = ({ choisies, basculer }: Choix): Column<Proposition>[] => [
  {
    key: 'choix',
    title: 'Choisir',
    cell: (p) =>
      p.peut.refuser ? (
        <input
          type="checkbox"
          aria-label={`Choisir : ${p.libelle}, ${p.etablissement.nom}, proposé par ${p.auteur.nom}`}
          checked={choisies.has(p.id)}
          onChange={() => basculer(p.id)}
        />
      ) : (
        <span className="discret petit" title={p.peut.pourquoi ?? undefined}>
          —<span className="lecteur-seul"> {p.peut.pourquoi ?? 'Déjà décidée'}</span>
        </span>
      ),
  },
  {
    key: 'champ',
    title: 'Champ',
    sort: 'champ',
    header: true,
    cell: (p) => (
      <Link to="/gestion/propositions/$id" params={{ id: String(p.id) }}>
        {p.libelle}
      </Link>
    ),
  },
  {
    key: 'valeurs',
    title: 'Actuelle → proposée',
    cell: (p) => (
      <div className="pile" style={{ '--ecart': '0.15rem' } as React.CSSProperties}>
        {p.champs.map((c) => (
          <span key={c.champ}>
            <span className={css.avant}>{c.actuelle_texte || 'Vide'}</span> <span aria-hidden>→</span>
            <span className="lecteur-seul">deviendrait</span> <strong>{c.proposee_texte || 'Vide'}</strong>
          </span>
        ))}
        <Marques proposition={p} />
      </div>
    ),
  },
  {
    key: 'etablissement',
    title: 'Établissement',
    sort: 'etablissement',
    cell: (p) => (
      <Link to="/gestion/etablissements/$uai" params={{ uai: p.etablissement.uai }} search={{ onglet: p.onglet }}>
        {p.etablissement.nom}
      </Link>
    ),
  },
  { key: 'auteur', title: 'Auteur', sort: 'auteur', cell: (p) => p.auteur.nom },
  { key: 'le', title: 'Proposée le', sort: 'le', cell: (p) => dateHeure(p.le) },
  { key: 'etat', title: 'État', cell: (p) => <EtatDeProposition etat={p.etat} /> },
]

/** What an agent must know before deciding. */
export function Marques({ proposition: p }: { proposition: Proposition }) {
  const marques = [
    p.rivales > 0 &&
      (p.rivales === 1 ? 'Une autre proposition sur ce champ' : `${p.rivales} autres propositions sur ce champ`),
    p.change_depuis && 'La fiche a changé depuis',
    p.contestee && 'Contestée par une fusion',
    p.gelee && 'Établissement fermé',
    p.dossier && 'Faite dans un dossier',
  ].filter((m) => typeof m === 'string')
  if (marques.length === 0) return null
  return (
    <span className={css.marques}>
      {marques.map((m) => (
        <span key={m}>
          <Icone nom="info" taille={16} /> {m}
        </span>
      ))}
    </span>
  )
}
