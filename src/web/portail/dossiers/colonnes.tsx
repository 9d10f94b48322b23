import { Link } from '@tanstack/react-router'
import type { LigneDossier } from '#domain/instruction/portefeuille.ts'
import { StatusBadge, Tag } from '#web/ui/Badge.tsx'
import { MiniCercles } from '#web/ui/Cercles.tsx'
import { date, depuis, pluriel } from '#web/ui/format.ts'
import { versRonds } from '#web/ui/guide.ts'
import type { Column } from '#web/ui/Table.tsx'
import css from './dossiers.module.css'
import { estDepassee, quiAgit } from './quiAgit.ts'

/** What one sees of each dossier: which, where it stands, who must act, what is new. */
export function colonnes(plusieurs: boolean): Column<LigneDossier>[] {
  return [
    { key: 'dossier', title: 'Dossier', header: true, cell: (l) => <Nom ligne={l} /> },
    ...(plusieurs
      ? [
          {
            key: 'etablissement',
            title: 'Établissement',
            sort: 'etablissement',
            cell: (l: LigneDossier) => l.etablissement.nom,
          },
        ]
      : []),
    {
      key: 'avancement',
      title: 'Avancement',
      cell: (l) => (
        <span className={css.avancement}>
          <StatusBadge couleur={l.statut.couleur} icone={l.statut.icone} libelle={l.statut.libelle} />
          {l.ligne.length > 0 && <MiniCercles cercles={versRonds(l.ligne)} />}
        </span>
      ),
    },
    {
      key: 'qui',
      title: 'Qui doit agir',
      sort: 'echeance',
      cell: (l) => (
        <span>
          {quiAgit(l.statut.qui_agit)}
          {l.echeance && (
            <span className={estDepassee(l.echeance) ? css.retard : 'discret petit'}>
              {' '}
              avant le {date(l.echeance)}
              {estDepassee(l.echeance) && ' (dépassé)'}
            </span>
          )}
        </span>
      ),
    },
    {
      key: 'change',
      title: 'Dernier changement',
      sort: 'depuis',
      cell: (l) => {
        const instant = l.etat === 'brouillon' ? l.modifie_le : l.depuis
        return <time dateTime={instant}>{depuis(instant)}</time>
      },
    },
    {
      key: 'messages',
      title: 'Messages',
      cell: (l) => (l.non_lus > 0 ? <Tag>{pluriel(l.non_lus, 'non lu', 'non lus')}</Tag> : ''),
    },
  ]
}

function Nom({ ligne: l }: { ligne: LigneDossier }) {
  const brouillon = l.etat === 'brouillon'
  return (
    <span className={css.nom}>
      <Link to={brouillon ? '/dossiers/$cle/formulaire' : '/dossiers/$cle'} params={{ cle: l.cle }}>
        {l.objet || l.teleservice.titre}
      </Link>
      <span className="discret petit">
        {l.numero ?? 'Brouillon'}
        {l.objet && ` · ${l.teleservice.titre}`}
      </span>
    </span>
  )
}
