import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type Execution, listerRejets, type Rejet, rejouerRejets, telechargerRejets } from '#domain/integration/api.ts'
import { adresseDe, useAct, useRead } from '../../call.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Tag } from '../../ui/Badge.tsx'
import { Button, ButtonAnchor } from '../../ui/Button.tsx'
import { SelectField } from '../../ui/champs.tsx'
import { Empty, Reading } from '../../ui/etats.tsx'
import { nombre, pluriel } from '../../ui/format.ts'
import { Pagination } from '../../ui/Pagination.tsx'
import { Table } from '../../ui/Table.tsx'
import { CorrigerRejet } from './CorrigerRejet.tsx'
import css from './Integration.module.css'
import { usePage, versionDe } from './page.ts'
import { motDe } from './Valeur.tsx'

const ETATS: Record<Rejet['etat'], string> = { a_corriger: 'À corriger', corrige: 'Corrigée', rejoue: 'Rejouée' }
const PORTEES: Record<Rejet['portee'], string> = { ligne: 'Lignes entières', champ: 'Valeurs seules' }

/** The quarantine of a run: each row with its reason, corrected in place, then played again. */
export function Rejets({ execution: e }: { execution: Execution }) {
  const { page, aller, recherche, changer } = usePage()
  const etat = (Object.keys(ETATS) as Rejet['etat'][]).find((c) => c === recherche.etat)
  const portee = (Object.keys(PORTEES) as Rejet['portee'][]).find((c) => c === recherche.portee)
  const [choisi, setChoisi] = useState<Rejet>()
  const liste = useRead(
    listerRejets,
    { params: { id: e.id }, query: { page, etat, portee } },
    { keep: true, version: versionDe(e) },
  )
  return (
    <div className="pile">
      <div className={css.filtres}>
        <SelectField
          label="Portée"
          empty="Tout"
          options={Object.entries(PORTEES).map(([value, label]) => ({ value, label }))}
          value={portee ?? ''}
          onChange={(c) => changer({ portee: c.target.value || undefined })}
        />
        <SelectField
          label="État"
          empty="Tous"
          options={Object.entries(ETATS).map(([value, label]) => ({ value, label }))}
          value={etat ?? ''}
          onChange={(c) => changer({ etat: c.target.value || undefined })}
        />
        {e.rejetees + e.remarques > 0 && (
          <ButtonAnchor icon="telecharger" href={adresseDe(telechargerRejets, { params: { id: e.id } })} download>
            Télécharger (CSV)
          </ButtonAnchor>
        )}
      </div>
      <Rejouer execution={e} />
      <Reading
        query={liste}
        isEmpty={(d) => d.elements.length === 0}
        empty={<Empty icon="coche" title={etat || portee ? 'Rien ne correspond.' : 'Rien n’a été écarté.'} />}
      >
        {(data) => (
          <>
            <Table
              caption="Lignes et valeurs écartées"
              captionHidden
              columns={[
                {
                  key: 'numero',
                  title: 'Ligne',
                  header: true,
                  cell: (r) => (r.feuille ? `${r.feuille}, ${nombre(r.numero)}` : nombre(r.numero)),
                },
                { key: 'uai', title: 'UAI', cell: (r) => r.uai || '—' },
                {
                  key: 'valeur',
                  title: 'Valeur',
                  cell: (r) => (
                    <span style={{ overflowWrap: 'anywhere' }}>
                      {r.champ && <span className="discret">{motDe(r.champ)} : </span>}
                      {r.valeur.slice(0, 120)}
                    </span>
                  ),
                },
                {
                  key: 'raison',
                  title: 'Raison',
                  cell: (r) => (
                    <>
                      {r.raison}
                      {r.suggestion && <span className="discret"> Vouliez-vous dire {r.suggestion} ?</span>}
                    </>
                  ),
                },
                { key: 'etat', title: 'État', cell: (r) => <Tag>{ETATS[r.etat]}</Tag> },
                {
                  key: 'acte',
                  title: 'Corriger',
                  cell: (r) =>
                    r.etat !== 'rejoue' && Object.keys(r.ligne).length > 0 ? (
                      <Button small icon="crayon" onClick={() => setChoisi(r)}>
                        Corriger<span className="lecteur-seul"> la ligne {nombre(r.numero)}</span>
                      </Button>
                    ) : (
                      '—'
                    ),
                },
              ]}
              rows={data.elements}
              rowKey={(r) => r.id}
            />
            <Pagination page={data.page} parPage={data.par_page} total={data.total} noun="ligne" onPage={aller} />
          </>
        )}
      </Reading>
      <CorrigerRejet execution={e.id} rejet={choisi} fermer={() => setChoisi(undefined)} />
    </div>
  )
}

function Rejouer({ execution: e }: { execution: Execution }) {
  const corriges = useRead(listerRejets, { params: { id: e.id }, query: { etat: 'corrige', par_page: 1 } })
  const rejouer = useAct(rejouerRejets)
  const naviguer = useNavigate()
  const total = corriges.data?.total ?? 0
  if (total === 0) return null
  const lancer = async () => {
    const fait = await rejouer.run({ params: { id: e.id } })
    if (fait) await naviguer({ to: '/gestion/integrations/$id', params: { id: String(fait.id) }, search: {} })
  }
  return (
    <Alert kind="succes" title={pluriel(total, 'ligne corrigée', 'lignes corrigées')}>
      <div className="pile">
        {rejouer.failure && <p>{rejouer.failure.message}</p>}
        <div>
          <Button kind="principal" icon="recharger" busy={rejouer.pending} onClick={() => void lancer()}>
            Rejouer les lignes corrigées
          </Button>
        </div>
      </div>
    </Alert>
  )
}
