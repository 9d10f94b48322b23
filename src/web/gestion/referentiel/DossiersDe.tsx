import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { listerDossiers } from '#domain/instruction/api.ts'
import { useRead } from '../../call.ts'
import { StatusBadge } from '../../ui/Badge.tsx'
import { Empty, Reading } from '../../ui/etats.tsx'
import { date, euros } from '../../ui/format.ts'
import { Pagination } from '../../ui/Pagination.tsx'
import { Table } from '../../ui/Table.tsx'

/** The dossiers of one établissement that this agent may see. */
export function DossiersDe({ uai }: { uai: string }) {
  const { page = '1' } = useSearch({ strict: false })
  const naviguer = useNavigate()
  const liste = useRead(listerDossiers, { query: { uai, page: Number(page) || 1, par_page: 10 } }, { keep: true })
  return (
    <Reading
      query={liste}
      isEmpty={(d) => d.total === 0}
      empty={<Empty icon="dossiers" title="Aucun dossier déposé par cet établissement." />}
    >
      {(data) => (
        <div className="pile">
          <Table
            caption="Dossiers de l’établissement"
            captionHidden
            columns={[
              {
                key: 'objet',
                title: 'Objet',
                header: true,
                cell: (d) => (
                  <Link to="/gestion/dossiers/$cle" params={{ cle: d.cle }}>
                    {d.objet || d.teleservice.titre}
                  </Link>
                ),
              },
              { key: 'numero', title: 'Numéro', cell: (d) => <span className="insecable">{d.numero}</span> },
              { key: 'teleservice', title: 'Téléservice', cell: (d) => d.teleservice.titre },
              {
                key: 'statut',
                title: 'Statut',
                cell: (d) => (
                  <StatusBadge couleur={d.statut.couleur} icone={d.statut.icone} libelle={d.statut.libelle} />
                ),
              },
              {
                key: 'depose',
                title: 'Déposé le',
                cell: (d) => <span className="insecable">{date(d.depose_le)}</span>,
              },
              { key: 'montant', title: 'Montant demandé', numeric: true, cell: (d) => euros(d.montant_demande) },
            ]}
            rows={data.elements}
            rowKey={(d) => d.cle}
          />
          <Pagination
            page={data.page}
            parPage={data.par_page}
            total={data.total}
            noun="dossier"
            onPage={(p) => void naviguer({ to: '.', search: (s) => ({ ...s, page: String(p) }), resetScroll: false })}
          />
        </div>
      )}
    </Reading>
  )
}
