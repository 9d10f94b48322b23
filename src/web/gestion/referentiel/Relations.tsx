import { Link } from '@tanstack/react-router'
import type { Fiche } from '#domain/referentiel/api.ts'
import css from '#web/referentiel/fiche/fiche.module.css'
import { Card } from '#web/ui/Card.tsx'
import { date } from '#web/ui/format.ts'
import { Icone } from '#web/ui/Icone.tsx'

type Relation = Fiche['relations'][number]

/** The tree of what holds it and what it holds: mother above, itself, then its sections, annexes and sites. */
export function Relations({ fiche }: { fiche: Fiche }) {
  if (!fiche.relations.length && !fiche.sites.length) return null
  const meres = fiche.relations.filter((r) => r.sens === 'mere')
  const filles = fiche.relations.filter((r) => r.sens === 'fille')
  const dessous = (filles.length > 0 || fiche.sites.length > 0) && (
    <ul>
      {filles.map((r) => (
        <li key={`${r.uai} ${r.depuis}`}>
          <Autre relation={r} />
        </li>
      ))}
      {fiche.sites.map((s) => (
        <li key={s.nom}>
          <Icone nom="lieu" taille={16} /> Site : <strong>{s.nom}</strong>{' '}
          <span className="discret">{[s.adresse, s.code_postal, s.commune].filter(Boolean).join(' ')}</span>
        </li>
      ))}
    </ul>
  )
  const lui = (
    <li>
      <strong>{fiche.nom}</strong> <span className="discret">({fiche.uai})</span>
      {dessous}
    </li>
  )
  return (
    <Card title="Relations et sites">
      <ul className={css.arbre}>
        {meres.length === 0
          ? lui
          : meres.map((r, i) => (
              <li key={`${r.uai} ${r.depuis}`}>
                <Autre relation={r} />
                {i === meres.length - 1 && <ul>{lui}</ul>}
              </li>
            ))}
      </ul>
    </Card>
  )
}

function Autre({ relation: r }: { relation: Relation }) {
  return (
    <>
      {r.libelle} :{' '}
      {r.nom ? (
        <Link to="/gestion/etablissements/$uai" params={{ uai: r.uai }}>
          {r.nom}
        </Link>
      ) : (
        'établissement hors du référentiel'
      )}{' '}
      <span className="discret">
        ({r.uai}, {r.date_connue ? 'depuis le' : 'lien connu le'} {date(r.depuis)}
        {r.jusque && ` jusqu’au ${date(r.jusque)}`})
      </span>
    </>
  )
}
