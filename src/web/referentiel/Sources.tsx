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

const TYPES: Record<string, string> = { college: 'Collège', lycee: 'Lycée', erea: 'EREA' }
const ETATS: Record<string, string> = {
  ouvert: 'Ouvert',
  a_ouvrir: 'À ouvrir',
  a_fermer: 'Fermeture prévue',
  ferme: 'Fermé',
}
const SECTEURS: Record<string, string> = { public: 'Public', prive: 'Privé' }

/** Codes become the words of their nomenclature; the code stays beside when it is one people use. */
function enClair(fiche: Fiche, { champ, valeur }: Fiche['champs'][number]): string {
  const code = ecrire(valeur)
  if (valeur === null) return code
  if (champ === 'type') return TYPES[code] ?? code
  if (champ === 'etat') return ETATS[code] ?? code
  if (champ === 'secteur') return SECTEURS[code] ?? code
  if (champ === 'nature') return fiche.nature_libelle ? `${fiche.nature_libelle} (${code})` : code
  if (champ === 'contrat') return fiche.contrat_libelle ? `${fiche.contrat_libelle} (${code})` : code
  if ((champ === 'latitude' || champ === 'longitude') && typeof valeur === 'number')
    return valeur.toFixed(5).replace('.', ',')
  return code
}

/** Every known champ, with its source and date. */
export function Sources({ fiche }: { fiche: Fiche }) {
  return (
    <Table
      caption="Champs connus et leur source"
      captionHidden
      columns={[
        { key: 'champ', title: 'Champ', header: true, cell: (c) => c.libelle },
        { key: 'valeur', title: 'Valeur', cell: (c) => enClair(fiche, c) },
        {
          key: 'source',
          title: 'Source',
          cell: (c) => (c.origine ? `${c.origine.libelle}, ${date(c.origine.date)}` : '—'),
        },
      ]}
      rows={fiche.champs}
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
