import { Link } from '@tanstack/react-router'
import type { Dossier } from '#domain/dossiers/api.ts'
import { listerDossiers } from '#domain/instruction/api.ts'
import { type Fiche, lireEtablissement } from '#domain/referentiel/api.ts'
import { LIBELLES_SECTEUR, LIBELLES_TYPE } from '#domain/referentiel/nomenclatures.ts'
import { useRead } from '#web/call.ts'
import { StatusBadge, Tag } from '#web/ui/Badge.tsx'
import { Reading } from '#web/ui/etats.tsx'
import { date, euros } from '#web/ui/format.ts'
import { Table } from '#web/ui/Table.tsx'

const PAR_PAGE = 10

/** Who asks: the établissement in short, and what else it has asked for. */
export function Etablissement({ dossier: { cle, etablissement: e, demandeur } }: { dossier: Dossier }) {
  const fiche = useRead(lireEtablissement, { params: { uai: e.uai } })
  const autres = useRead(listerDossiers, { query: { uai: e.uai, par_page: PAR_PAGE } })
  return (
    <div className="pile">
      <Reading query={fiche}>{(f) => <EnBref fiche={f} />}</Reading>
      <p>
        Demande préparée par {demandeur.nom}, {demandeur.fonction}.
      </p>
      <p>
        <Link to="/gestion/etablissements/$uai" params={{ uai: e.uai }}>
          Ouvrir la fiche de l’établissement
        </Link>
      </p>
      <Reading query={autres}>
        {(liste) => {
          const lignes = liste.elements.filter((l) => l.cle !== cle)
          if (lignes.length === 0) return <p className="discret">C’est le seul dossier de cet établissement.</p>
          return (
            <>
              <Table
                caption="Ses autres dossiers"
                rows={lignes}
                rowKey={(l) => l.cle}
                columns={[
                  {
                    key: 'dossier',
                    title: 'Dossier',
                    header: true,
                    cell: (l) => (
                      <Link to="/gestion/dossiers/$cle" params={{ cle: l.cle }} search={{ uai: e.uai }}>
                        {l.numero} {l.objet}
                      </Link>
                    ),
                  },
                  { key: 'statut', title: 'Statut', cell: (l) => <StatusBadge {...l.statut} /> },
                  { key: 'depose', title: 'Déposé le', cell: (l) => date(l.depose_le) },
                  { key: 'montant', title: 'Montant', numeric: true, cell: (l) => euros(l.montant_demande) },
                ]}
              />
              {liste.total > PAR_PAGE && (
                <Link to="/gestion/dossiers" search={{ uai: e.uai }}>
                  Voir ses {liste.total} dossiers
                </Link>
              )}
            </>
          )
        }}
      </Reading>
    </div>
  )
}

function EnBref({ fiche: f }: { fiche: Fiche }) {
  const nature = f.nature_libelle ?? LIBELLES_TYPE[f.type]
  return (
    <div className="pile">
      <p>
        <strong>{f.nom}</strong>
        <br />
        {[nature, f.secteur && LIBELLES_SECTEUR[f.secteur].toLowerCase(), f.uai].filter(Boolean).join(' · ')}
        <br />
        {[f.adresse, f.code_postal, f.commune].filter(Boolean).join(' ')}
        {f.departement && ` (${f.departement})`}
      </p>
      {f.badges.length > 0 && (
        <p className="rang">
          {f.badges.map((b) => (
            <Tag key={b}>{b}</Tag>
          ))}
        </p>
      )}
      {(f.telephone || f.courriel) && (
        <p className="rang">
          {f.telephone && <a href={`tel:${f.telephone.replace(/\s/g, '')}`}>{f.telephone}</a>}
          {f.courriel && <a href={`mailto:${f.courriel}`}>{f.courriel}</a>}
        </p>
      )}
    </div>
  )
}
