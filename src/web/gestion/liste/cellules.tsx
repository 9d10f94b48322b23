import { Link } from '@tanstack/react-router'
import type { Answer } from '#domain/endpoint.ts'
import type { chercherEtablissements } from '#domain/referentiel/api.ts'
import { LIBELLES_ETAT } from '#domain/referentiel/nomenclatures.ts'
import { Tag } from '#web/ui/Badge.tsx'
import { date, nombre } from '#web/ui/format.ts'
import type { Column } from '#web/ui/Table.tsx'
import type { Colonne } from './etat.ts'
import css from './Liste.module.css'

export type Ligne = Answer<typeof chercherEtablissements>['elements'][number]

/** The name first, then the columns asked, each after its kind. */
export function colonnesDe(
  colonnes: Colonne[],
  choisir?: (ligne: Ligne) => { coche: boolean; basculer: () => void },
): Column<Ligne>[] {
  const choix: Column<Ligne> = {
    key: 'choix',
    title: 'Choisir',
    cell: (e) => {
      const { coche, basculer } = choisir?.(e) ?? { coche: false, basculer: () => {} }
      return (
        <input
          type="checkbox"
          className={css.coche}
          checked={coche}
          onChange={basculer}
          aria-label={`Choisir ${e.nom}`}
        />
      )
    },
  }
  const nom: Column<Ligne> = {
    key: 'nom',
    title: 'Établissement',
    header: true,
    sort: 'nom',
    cell: (e) => (
      <>
        <Link to="/gestion/etablissements/$uai" params={{ uai: e.uai }}>
          {e.nom}
        </Link>
        {e.site && e.site !== e.nom && <span className="discret petit"> Site : {e.site}</span>}
      </>
    ),
  }
  return [
    ...(choisir ? [choix] : []),
    nom,
    ...colonnes
      .filter((c) => c.code !== 'nom')
      .map(
        (c): Column<Ligne> => ({
          key: c.code,
          title: c.libelle,
          sort: c.code,
          numeric: ['nombre', 'entier', 'montant', 'pourcentage'].includes(c.genre),
          cell: (e) => valeurDe(c, e),
        }),
      ),
  ]
}

function valeurDe(colonne: Colonne, ligne: Ligne) {
  const valeur = ligne.valeurs?.[colonne.code] ?? null
  if (colonne.code === 'commune') return [ligne.code_postal, ligne.commune].filter(Boolean).join(' ') || '—'
  if (colonne.code === 'etat') return <Tag>{LIBELLES_ETAT[ligne.etat]}</Tag>
  if (valeur === null) return <span className="discret">—</span>
  if (typeof valeur === 'boolean') return valeur ? 'Oui' : 'Non'
  if (colonne.genre === 'montant') return `${nombre(Number(valeur) / 100)} €`
  if (colonne.genre === 'entier' && /^(annee)/.test(colonne.code)) return String(valeur)
  if (typeof valeur === 'number') return nombre(valeur)
  if (colonne.genre === 'jour') return date(valeur)
  return ligne.libelles?.[colonne.code] ?? valeur
}
