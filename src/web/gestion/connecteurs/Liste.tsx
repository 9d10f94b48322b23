import { Link } from '@tanstack/react-router'
import { type ConnecteurRegle, listerConnecteurs } from '#domain/connecteurs/api-reglages.ts'
import { useRead } from '#web/call.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { Reading } from '#web/ui/etats.tsx'
import { dateHeure, nombre } from '#web/ui/format.ts'
import { Table } from '#web/ui/Table.tsx'
import { direCle, EtatDuConnecteur, Issue } from './mots.tsx'

/** Each service with its health; tokens that end soon are told first. */
export function Liste() {
  const liste = useRead(listerConnecteurs, {})
  return (
    <Reading query={liste} lines={9}>
      {({ elements }) => (
        <div className="pile">
          {elements
            .filter((c) => c.cle.alerte)
            .map((c) => (
              <Alert key={c.code} kind="alerte" title={c.cle.alerte} />
            ))}
          <Table<ConnecteurRegle>
            caption="Services nationaux"
            captionHidden
            columns={[
              {
                key: 'nom',
                title: 'Service',
                header: true,
                cell: (c) => (
                  <div>
                    <Link to="/gestion/parametrage/connecteurs/$code" params={{ code: c.code }}>
                      {c.libelle}
                    </Link>
                    <div className="petit discret">{c.fournisseur}</div>
                  </div>
                ),
              },
              {
                key: 'etat',
                title: 'État',
                cell: (c) => (
                  <div>
                    <EtatDuConnecteur etat={c.etat} />
                    {c.raison && <div className="petit discret">{c.raison}</div>}
                  </div>
                ),
              },
              { key: 'cle', title: 'Clé', cell: direCle },
              {
                key: 'dernier',
                title: 'Dernier appel',
                cell: (c) =>
                  c.dernier ? (
                    <div>
                      <Issue issue={c.dernier.issue} />
                      <div className="petit discret">{dateHeure(c.dernier.le)}</div>
                    </div>
                  ) : (
                    <span className="discret">Aucun</span>
                  ),
              },
              { key: 'appels', title: 'Appels sur 24 h', numeric: true, cell: (c) => nombre(c.appels) },
              {
                key: 'taux',
                title: 'En échec',
                numeric: true,
                cell: (c) => (c.appels ? `${nombre(Math.round((100 * c.echecs) / c.appels))} %` : '—'),
              },
              {
                key: 'circuit',
                title: 'Appels suspendus',
                cell: (c) => (c.circuit.ouvert_jusque ? `Jusqu’au ${dateHeure(c.circuit.ouvert_jusque)}` : 'Non'),
              },
            ]}
            rows={elements}
            rowKey={(c) => c.code}
          />
        </div>
      )}
    </Reading>
  )
}
