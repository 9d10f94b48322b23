import { Link } from '@tanstack/react-router'
import { lireNouvelles } from '#domain/referentiel/api-actions.ts'
import { phraseOrigine } from '#domain/referentiel/provenance.ts'
import { useRead } from '#web/call.ts'
import { Card } from '#web/ui/Card.tsx'
import { dateHeure, nombre } from '#web/ui/format.ts'
import css from './TableauDeBord.module.css'

/** What has changed on the établissements that I follow; nothing as long as I follow none. */
export function Nouvelles() {
  const { data } = useRead(lireNouvelles, {})
  if (!data?.suivis) return null
  return (
    <Card
      title="Établissements suivis"
      actions={
        <Link to="/gestion/etablissements" search={{ suivis: 'moi' }} className="petit">
          Voir les {nombre(data.suivis)}
        </Link>
      }
    >
      {data.elements.length === 0 && <p className="discret">Rien n’a encore changé sur leurs fiches.</p>}
      <ul className={css.evenements}>
        {data.elements.map((n) => (
          <li key={n.id}>
            <Link to="/gestion/etablissements/$uai" params={{ uai: n.uai }} search={{ onglet: 'chronologie' }}>
              {n.nom}
            </Link>
            <p className="petit discret">
              {n.champs.length ? enPhrase(n.champs) : 'Entrée dans le référentiel'} ·{' '}
              {n.auteur ?? phraseOrigine(n.origine)} · {dateHeure(n.le)}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  )
}

const MONTRES = 4

const enPhrase = (champs: string[]): string =>
  champs.length > MONTRES
    ? `${champs.slice(0, MONTRES).join(', ')} et ${champs.length - MONTRES} de plus`
    : champs.join(', ')
