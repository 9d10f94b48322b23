import { Link } from '@tanstack/react-router'
import type { Anomalie } from '#domain/referentiel/api-qualite.ts'
import { NIVEAUX } from '#domain/referentiel/qualite.ts'
import { Icone } from '#web/ui/Icone.tsx'
import type { Column } from '#web/ui/Table.tsx'
import { Acceptation } from './Acceptation.tsx'
import css from './Qualite.module.css'
import { Remede } from './Remede.tsx'

/** An anomaly in a list: whose it is, what is wrong, what to do. */
export const colonnesDesAnomalies = (): Column<Anomalie>[] => [
  { key: 'niveau', title: 'Niveau', cell: (a) => <Niveau niveau={a.niveau} /> },
  {
    key: 'etablissement',
    title: 'Établissement',
    header: true,
    cell: (a) => (
      <span>
        <Link to="/gestion/etablissements/$uai" params={{ uai: a.uai }}>
          {a.nom}
        </Link>
        <br />
        <span className="discret petit">{[a.uai, a.commune, a.departement].filter(Boolean).join(' · ')}</span>
      </span>
    ),
  },
  {
    key: 'constat',
    title: 'Constat',
    cell: (a) => (
      <span>
        <strong>{a.libelle}</strong>
        <br />
        {a.detail} <span className="discret">{a.conseil}</span> <Remede anomalie={a} />
      </span>
    ),
  },
  { key: 'acceptation', title: 'Suite', cell: (a) => <Acceptation anomalie={a} /> },
]

export const Niveau = ({ niveau }: Pick<Anomalie, 'niveau'>) => (
  <span className={`${css.niveau} ${css[niveau]}`}>
    <Icone nom={niveau === 'information' ? 'info' : 'alerte'} taille={14} />
    {NIVEAUX[niveau]}
  </span>
)
