import type { Fiche } from '#domain/referentiel/api.ts'
import { date, dateHeure, nombre } from '../ui/format.ts'
import { Table } from '../ui/Table.tsx'
import css from './referentiel.module.css'

type ValeurDeChamp = Fiche['champs'][number]['valeur']

/** A value as people write it. */
export function ecrire(valeur: ValeurDeChamp): string {
  if (valeur === null || valeur === '') return '—'
  if (typeof valeur === 'boolean') return valeur ? 'Oui' : 'Non'
  if (typeof valeur === 'number') return nombre(valeur)
  return /^\d{4}-\d{2}-\d{2}$/.test(valeur) ? date(valeur) : valeur
}

/** Every known champ, with its source and date. */
export function Sources({ champs }: { champs: Fiche['champs'] }) {
  return (
    <Table
      caption="Champs connus et leur source"
      captionHidden
      columns={[
        { key: 'champ', title: 'Champ', header: true, cell: (c) => c.libelle },
        { key: 'valeur', title: 'Valeur', cell: (c) => ecrire(c.valeur) },
        {
          key: 'source',
          title: 'Source',
          cell: (c) => (c.origine ? `${c.origine.libelle}, ${date(c.origine.date)}` : '—'),
        },
      ]}
      rows={champs}
      rowKey={(c) => c.champ}
    />
  )
}

/** What changed, when, from which import: was → is. */
export function Changements({ historique }: { historique: Fiche['historique'] }) {
  return (
    <ol className={css.frise}>
      {historique.map((h) => (
        <li key={`${h.le}-${h.origine}`}>
          <p>
            <strong>{h.genre === 'creation' ? 'Entrée dans le référentiel' : 'Mise à jour'}</strong>{' '}
            <span className="discret petit">
              {dateHeure(h.le)} · {h.origine}
            </span>
          </p>
          {h.genre === 'modification' && (
            <ul>
              {h.champs.map((c) => (
                <li key={c.champ}>
                  {c.libelle} : {ecrire(c.avant)} → <strong>{ecrire(c.apres)}</strong>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  )
}
