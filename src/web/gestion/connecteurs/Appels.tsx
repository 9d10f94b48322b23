import { Link } from '@tanstack/react-router'
import { type Appel, exporterAppels, listerAppels } from '#domain/connecteurs/api-reglages.ts'
import { CODES, CONNECTEURS, type CodeConnecteur } from '#domain/connecteurs/liste.ts'
import { ETATS, type EtatResultat, LIBELLES_ETATS } from '#domain/connecteurs/resultat.ts'
import { adresseDe, useRead } from '#web/call.ts'
import { ButtonAnchor } from '#web/ui/Button.tsx'
import { DateField, SelectField, TextField } from '#web/ui/champs.tsx'
import { Empty, Reading } from '#web/ui/etats.tsx'
import { dateHeure, nombre } from '#web/ui/format.ts'
import { Pagination } from '#web/ui/Pagination.tsx'
import { Table } from '#web/ui/Table.tsx'
import integration from '../integration/Integration.module.css'
import { usePage } from '../integration/page.ts'
import { Issue } from './mots.tsx'

const PILOTES = { reel: '', rejeu: 'rejeu', cache: 'réponse gardée' } as const

/** Who asked which data, for which dossier, and how it ended: kept 36 months, as the law says. */
export function Appels() {
  const { page, aller, recherche, changer } = usePage()
  const filtre = {
    connecteur: CODES.find((c): c is CodeConnecteur => c === recherche.connecteur),
    issue: ETATS.find((e): e is EtatResultat => e === recherche.issue),
    dossier: recherche.dossier || undefined,
    demandeur: recherche.demandeur || undefined,
    du: recherche.du || undefined,
    au: recherche.au || undefined,
  }
  const liste = useRead(listerAppels, { query: { ...filtre, page } }, { keep: true })
  const poser = (cle: string) => (e: { target: { value: string } }) => changer({ [cle]: e.target.value || undefined })
  return (
    <div className="pile">
      <p className="discret">
        Chaque demande dit pour qui, pour quel dossier et quelles données : jamais leur contenu. Gardé 36 mois.
      </p>
      <div className={integration.filtres}>
        <SelectField
          label="Service"
          empty="Tous"
          options={CODES.map((c) => ({ value: c, label: CONNECTEURS[c].libelle }))}
          value={filtre.connecteur ?? ''}
          onChange={poser('connecteur')}
        />
        <SelectField
          label="Issue"
          empty="Toutes"
          options={ETATS.map((e) => ({ value: e, label: LIBELLES_ETATS[e] }))}
          value={filtre.issue ?? ''}
          onChange={poser('issue')}
        />
        <TextField label="Dossier" defaultValue={filtre.dossier ?? ''} onBlur={poser('dossier')} />
        <TextField label="Pour qui" defaultValue={filtre.demandeur ?? ''} onBlur={poser('demandeur')} />
        <DateField label="Du" value={filtre.du ?? ''} onChange={poser('du')} />
        <DateField label="Au" value={filtre.au ?? ''} onChange={poser('au')} />
        <ButtonAnchor icon="telecharger" href={adresseDe(exporterAppels, { query: filtre })} download>
          Exporter (CSV)
        </ButtonAnchor>
      </div>
      <Reading
        query={liste}
        isEmpty={(d) => d.elements.length === 0}
        empty={<Empty icon="recharger" title="Aucun appel à montrer." />}
      >
        {(data) => (
          <>
            <Table<Appel>
              caption="Appels, le dernier d’abord"
              captionHidden
              columns={[
                { key: 'le', title: 'Le', header: true, cell: (a) => dateHeure(a.le) },
                {
                  key: 'service',
                  title: 'Service',
                  cell: (a) => (
                    <div>
                      {CONNECTEURS[a.connecteur].libelle}
                      {PILOTES[a.pilote] && <div className="petit discret">{PILOTES[a.pilote]}</div>}
                    </div>
                  ),
                },
                { key: 'qui', title: 'Pour qui', cell: (a) => a.demandeur },
                {
                  key: 'motif',
                  title: 'Pourquoi',
                  cell: (a) => (
                    <div>
                      {a.motif}
                      {a.dossier && a.uai && (
                        <div className="petit">
                          <Link to="/gestion/dossiers/$cle" params={{ cle: a.dossier }}>
                            Dossier {a.dossier}
                          </Link>
                        </div>
                      )}
                    </div>
                  ),
                },
                { key: 'donnees', title: 'Données', cell: (a) => a.donnees.join(', ') },
                {
                  key: 'issue',
                  title: 'Issue',
                  cell: (a) => (
                    <div>
                      <Issue issue={a.issue} />
                      {a.message && <div className="petit">{a.message}</div>}
                    </div>
                  ),
                },
                { key: 'duree', title: 'Durée', numeric: true, cell: (a) => `${nombre(a.duree_ms)} ms` },
              ]}
              rows={data.elements}
              rowKey={(a) => a.id}
            />
            <Pagination page={data.page} parPage={data.par_page} total={data.total} noun="appel" onPage={aller} />
          </>
        )}
      </Reading>
    </div>
  )
}
