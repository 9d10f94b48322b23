import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { LIBELLES_FUSION } from '#domain/referentiel/fusion.ts'
import { annulerFusion, arbitrer, type Fusion, lireFusion } from '#domain/referentiel/fusion-api.ts'
import { useAct, useRead } from '#web/call.ts'
import css from '#web/referentiel/referentiel.module.css'
import { Alert } from '#web/ui/Alert.tsx'
import { Tag } from '#web/ui/Badge.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { TextAreaField } from '#web/ui/champs.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Reading } from '#web/ui/etats.tsx'
import { date, dateHeure, nombre } from '#web/ui/format.ts'
import { Page } from '#web/ui/Page.tsx'
import { useToast } from '#web/ui/toasts.tsx'
import { ETATS_FUSION } from './ListeFusions.tsx'

/** What a fusion or a scission did, its undoing, and what is then left to settle. */
export function PageResultat() {
  const { id = '' } = useParams({ strict: false })
  const lecture = useRead(lireFusion, { params: { id } })
  return (
    <Reading query={lecture} lines={6}>
      {(f) => (
        <Page
          title={`${LIBELLES_FUSION[f.genre]} du ${date(f.date_effet)}`}
          crumbs={[
            { label: 'Rapprochements et fusions', to: '/gestion/rapprochements', search: { onglet: 'fusions' } },
          ]}
          actions={f.etat !== 'annulee' && <Annulation fusion={f} />}
        >
          <div className="rang">
            <Tag>{ETATS_FUSION[f.etat]}</Tag>
          </div>
          {f.empechement && (
            <Alert kind="alerte" title="La fusion n’a pas pu se faire à sa date">
              {f.empechement}
            </Alert>
          )}
          <Arbitrages fusion={f} />
          <Card title={f.genre === 'scission' ? 'Qui se divise' : 'Qui fusionne'}>
            <dl className={css.termes}>
              <Terme nom={f.genre === 'scission' ? 'Divisé' : 'Absorbé'}>
                {f.origines.map((o) => (
                  <div key={o.uai}>
                    <Fiche {...o} />
                  </div>
                ))}
              </Terme>
              <Terme nom={f.genre === 'scission' ? 'Principal' : 'Reste'}>
                <Fiche {...f.survivant} />
              </Terme>
              <Terme nom="Date d’effet">{date(f.date_effet)}</Terme>
              <Terme nom="Préparée">
                {dateHeure(f.prevue_le)} par {f.prevue_par}
              </Terme>
              {f.executee_le && <Terme nom="Faite">{dateHeure(f.executee_le)}</Terme>}
              {f.annulee_le && (
                <Terme nom="Annulée">
                  {dateHeure(f.annulee_le)} par {f.annulee_par}
                </Terme>
              )}
              {f.motif && <Terme nom="Motif">{f.motif}</Terme>}
            </dl>
          </Card>
          {f.bilan.length > 0 && (
            <Card title={f.etat === 'annulee' ? 'Ce qui avait bougé' : 'Ce qui a bougé'}>
              <dl className={css.termes}>
                {f.bilan.map((b) => (
                  <Terme key={b.libelle} nom={b.libelle}>
                    {nombre(b.nombre)}
                  </Terme>
                ))}
              </dl>
            </Card>
          )}
        </Page>
      )}
    </Reading>
  )
}

function Terme({ nom, children }: { nom: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{nom}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Fiche({ uai, nom }: { uai: string; nom: string }) {
  return (
    <>
      <Link to="/gestion/etablissements/$uai" params={{ uai }}>
        {nom}
      </Link>{' '}
      ({uai})
    </>
  )
}

function Annulation({ fusion }: { fusion: Fusion }) {
  const [ouvert, setOuvert] = useState(false)
  const [motif, setMotif] = useState('')
  const annulation = useAct(annulerFusion)
  const dire = useToast()
  const envoyer = async () => {
    const faite = await annulation.run({ params: { id: fusion.id }, body: { motif } })
    if (!faite) return
    setOuvert(false)
    const n = faite.arbitrages.length
    dire(
      n
        ? `Annulée. ${n > 1 ? `${n} points restent` : 'Un point reste'} à trancher.`
        : 'Annulée : tout est remis comme avant.',
    )
  }
  return (
    <>
      <Button small icon="retour" onClick={() => setOuvert(true)}>
        Annuler
      </Button>
      <Dialog
        title={fusion.etat === 'prevue' ? 'Ne plus prévoir' : 'Annuler et remettre comme avant'}
        open={ouvert}
        onClose={() => setOuvert(false)}
      >
        <form
          className="pile"
          onSubmit={(e) => {
            e.preventDefault()
            void envoyer()
          }}
        >
          {annulation.failure && <Alert kind="danger">{annulation.failure.message}</Alert>}
          <p>
            {fusion.etat === 'prevue'
              ? 'Rien n’a encore bougé.'
              : 'Tout ce qui n’a pas changé depuis revient à sa place. Ce qui a changé reste où il est, et vous sera montré pour trancher.'}
          </p>
          <TextAreaField label="Motif" optional rows={2} value={motif} onChange={(e) => setMotif(e.target.value)} />
          <div className="rang">
            <Button type="submit" kind="danger" busy={annulation.pending}>
              {fusion.etat === 'prevue' ? 'Ne plus prévoir' : 'Remettre comme avant'}
            </Button>
            <Button onClick={() => setOuvert(false)}>Revenir</Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}

function Arbitrages({ fusion: f }: { fusion: Fusion }) {
  const acte = useAct(arbitrer)
  if (!f.arbitrages.length) return null
  const trancher = (arbitrage: number, choix: 'garder' | 'restaurer') =>
    void acte.run({ params: { id: f.id, arbitrage }, body: { choix } })
  return (
    <Card title="À trancher">
      <p className="discret">
        Ces valeurs et ces enregistrements ont changé entre la fusion et son annulation : ils sont restés tels quels.
        Choisissez, pour chacun, l’état d’aujourd’hui ou celui d’avant.
      </p>
      {acte.failure && <Alert kind="danger">{acte.failure.message}</Alert>}
      <ul className="sans-puce pile">
        {f.arbitrages.map((a) => (
          <li key={a.id} className="pile">
            <h3>
              {a.libelle} · {a.uai}
            </h3>
            <dl className={css.termes}>
              <Terme nom="Avant la fusion">{a.avant || 'Rien'}</Terme>
              <Terme nom="Par la fusion">{a.apres || 'Rien'}</Terme>
              <Terme nom="Aujourd’hui">{a.actuel || 'Rien'}</Terme>
            </dl>
            {a.choix ? (
              <Tag>{a.choix === 'garder' ? 'Laissé tel quel' : 'Remis comme avant'}</Tag>
            ) : (
              <div className="rang">
                <Button small busy={acte.pending} onClick={() => trancher(a.id, 'garder')}>
                  Laisser tel quel
                </Button>
                {a.restaurable && (
                  <Button small busy={acte.pending} onClick={() => trancher(a.id, 'restaurer')}>
                    Remettre comme avant
                  </Button>
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
