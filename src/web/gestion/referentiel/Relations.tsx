import { Link } from '@tanstack/react-router'
import type { Fiche } from '#domain/referentiel/api.ts'
import { Card } from '../../ui/Card.tsx'
import { date } from '../../ui/format.ts'
import { Icone } from '../../ui/Icone.tsx'

/** Mother, sections and annexes, then the other sites of the same UAI. */
export function Relations({ fiche }: { fiche: Fiche }) {
  if (!fiche.relations.length && !fiche.sites.length) return null
  return (
    <Card title="Relations et sites">
      <ul className="sans-puce pile">
        {fiche.relations.map((r) => (
          <li key={`${r.sens}-${r.uai}`} className="rang" style={{ flexWrap: 'nowrap' }}>
            <Icone nom={r.sens === 'mere' ? 'groupe' : 'chevron'} taille={18} />
            <span>
              {r.libelle} :{' '}
              {r.nom ? (
                <Link to="/gestion/etablissements/$uai" params={{ uai: r.uai }}>
                  {r.nom}
                </Link>
              ) : (
                'établissement hors du référentiel'
              )}{' '}
              <span className="discret">
                ({r.uai}, depuis le {date(r.depuis)}
                {r.jusque && ` jusqu’au ${date(r.jusque)}`})
              </span>
            </span>
          </li>
        ))}
        {fiche.sites.map((s) => (
          <li key={s.nom} className="rang" style={{ flexWrap: 'nowrap' }}>
            <Icone nom="lieu" taille={18} />
            <span>
              Site : <strong>{s.nom}</strong>{' '}
              <span className="discret">{[s.adresse, s.code_postal, s.commune].filter(Boolean).join(' ')}</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
