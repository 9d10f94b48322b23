import { Link } from '@tanstack/react-router'
import type { LigneDossier } from '#domain/instruction/portefeuille.ts'
import { StatusBadge } from '#web/ui/Badge.tsx'
import { MiniCercles } from '#web/ui/Cercles.tsx'
import { date, euros, pluriel } from '#web/ui/format.ts'
import { versRonds } from '#web/ui/guide.ts'
import { Icone } from '#web/ui/Icone.tsx'
import type { Column } from '#web/ui/Table.tsx'
import { anciennete, QUI_AGIT } from './mots.ts'
import css from './Portefeuille.module.css'
import type { Vue } from './vue.ts'

/** The columns of the portefeuille, with that of services once there are some; the link of a row carries the view, so that J and K walk through it. */
export const colonnes = (vue: Vue, services: boolean): Column<LigneDossier>[] => [
  {
    key: 'dossier',
    title: 'Dossier',
    sort: 'numero',
    header: true,
    cell: (l) => <DossierEtMessages ligne={l} vue={vue} />,
  },
  { key: 'etablissement', title: 'Établissement', sort: 'etablissement', cell: (l) => <Etablissement ligne={l} /> },
  {
    key: 'avancement',
    title: 'Avancement',
    cell: (l) => (
      <div className={`${css.cellule} ${css.court}`}>
        <MiniCercles cercles={versRonds(l.ligne)} />
        <StatusBadge {...l.statut} />
      </div>
    ),
  },
  ...(services
    ? [
        {
          key: 'service',
          title: 'Service',
          cell: (l: LigneDossier) => l.service?.nom ?? <span className="discret">Sans service</span>,
        },
      ]
    : []),
  { key: 'qui_agit', title: 'Qui doit agir', sort: 'echeance', cell: (l) => <QuiAgit ligne={l} /> },
  {
    key: 'depuis',
    title: 'Ancienneté',
    sort: 'depuis',
    cell: (l) => (
      <div className={`${css.cellule} ${css.court}`}>
        <span>{anciennete(l.depuis)}</span>
        <span className={css.second}>déposé le {date(l.depose_le)}</span>
      </div>
    ),
  },
  {
    key: 'montant',
    title: 'Montant',
    numeric: true,
    sort: 'montant_demande',
    cell: (l) =>
      l.montant_demande === null ? <span className="discret">Sans montant</span> : euros(l.montant_demande),
  },
]

/** The link of a row, and what was written and not read. */
export function DossierEtMessages({ ligne: l, vue }: { ligne: LigneDossier; vue: Vue }) {
  return (
    <div className={`${css.cellule} ${css.large}`}>
      <Link to="/gestion/dossiers/$cle" params={{ cle: l.cle }} search={vue} className={css.dossier}>
        <span className={css.numero}>{l.numero ?? 'Brouillon'}</span> {l.objet || l.teleservice.titre}
      </Link>
      <span className={css.second}>{l.teleservice.titre}</span>
      {l.non_lus > 0 && (
        <span className={css.messages}>
          <Icone nom="bulles" taille={14} />
          {pluriel(l.non_lus, 'message non lu', 'messages non lus')}
        </span>
      )}
    </div>
  )
}

function Etablissement({ ligne: { etablissement: e } }: { ligne: LigneDossier }) {
  return (
    <div className={`${css.cellule} ${css.moyen}`}>
      <span>{e.nom}</span>
      {e.commune && <span className={css.second}>{e.commune}</span>}
    </div>
  )
}

/** Who must act, which agent follows it, until when, and whether it is late. */
export function QuiAgit({ ligne: l }: { ligne: LigneDossier }) {
  return (
    <div className={css.cellule}>
      <span>{QUI_AGIT[l.statut.qui_agit]}</span>
      <span className={css.second}>{l.affecte_a?.nom ?? 'Sans agent'}</span>
      {l.echeance && <span className={`${css.second} ${css.court}`}>avant le {date(l.echeance)}</span>}
      {l.en_retard && (
        <span className={`${css.retard} ${css.court}`}>
          <Icone nom="alerte" taille={14} />
          En retard
        </span>
      )}
    </div>
  )
}
