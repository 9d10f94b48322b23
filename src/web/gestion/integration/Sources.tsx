import { Link } from '@tanstack/react-router'
import { listerSources, type Source } from '#domain/integration/api.ts'
import { listerReglages, type ReglageDeSource } from '#domain/integration/api-connecteurs.ts'
import { LIBELLES_OU } from '#domain/integration/reglages.ts'
import { useRead } from '../../call.ts'
import { Alert } from '../../ui/Alert.tsx'
import { StatusBadge, Tag } from '../../ui/Badge.tsx'
import { Empty, Reading } from '../../ui/etats.tsx'
import { date, dateHeure } from '../../ui/format.ts'
import { Table } from '../../ui/Table.tsx'
import { Alertes } from './Alertes.tsx'
import { EtatImport } from './EtatImport.tsx'
import { phraseHoraire } from './horaire.ts'

type Ligne = Source & { regle: ReglageDeSource | undefined }

/** What feeds the référentiel, from where, when, how fresh, and what is wrong. */
export function Sources() {
  const sources = useRead(listerSources, {}, { refetchInterval: 15_000 })
  const reglages = useRead(listerReglages, {}, { refetchInterval: 15_000 })
  const regles = new Map((reglages.data?.elements ?? []).map((r) => [r.source, r]))
  const alertes = (reglages.data?.elements ?? []).flatMap((r) => r.alertes)
  return (
    <div className="pile">
      <Alertes alertes={alertes} />
      {reglages.data && !reglages.data.sorties && (
        <Alert title="Ce serveur n’appelle personne">
          Sa configuration n’autorise aucune adresse : les sources en ligne restent arrêtées. Les fichiers s’importent à
          la main, par le dossier de dépôt ou par une application métier.
        </Alert>
      )}
      <Reading
        query={sources}
        isEmpty={(d) => d.elements.length === 0}
        empty={<Empty icon="recharger" title="Aucune source n’est encore déclarée." />}
      >
        {(data) => (
          <Table<Ligne>
            caption="Sources du référentiel"
            captionHidden
            columns={[
              {
                key: 'libelle',
                title: 'Source',
                header: true,
                cell: (s) => (
                  <>
                    <Link to="/gestion/integrations/sources/$source" params={{ source: s.code }}>
                      {s.libelle}
                    </Link>
                    <br />
                    <span className="petit discret" style={{ fontWeight: 400 }}>
                      {s.editeur}
                    </span>
                  </>
                ),
              },
              { key: 'ou', title: 'Où', cell: (s) => <OuDe source={s} /> },
              { key: 'quand', title: 'Quand', cell: (s) => <QuandDe source={s} /> },
              {
                key: 'dernier',
                title: 'Dernier import',
                cell: (s) =>
                  s.derniere ? (
                    <>
                      <EtatImport execution={s.derniere} />
                      <br />
                      <Link to="/gestion/integrations/$id" params={{ id: String(s.derniere.id) }}>
                        {dateHeure(s.derniere.commencee_le)}
                      </Link>
                    </>
                  ) : (
                    <span className="discret">Jamais importée</span>
                  ),
              },
              { key: 'donnees', title: 'Données du', cell: (s) => date(s.date_donnees) },
              { key: 'alerte', title: 'Alerte', cell: (s) => <AlerteDe regle={s.regle} /> },
            ]}
            rows={data.elements.map((s) => ({ ...s, regle: regles.get(s.code) }))}
            rowKey={(s) => s.code}
          />
        )}
      </Reading>
    </div>
  )
}

function OuDe({ source: { regle, importable } }: { source: Ligne }) {
  if (!importable) return 'Livrée avec Préau'
  if (!regle) return '—'
  const { ou } = regle.reglage
  if (ou.genre === 'opendatasoft') return <span title={ou.jeu}>{new URL(ou.adresse).host}</span>
  if (ou.genre === 'https') return new URL(ou.adresse).host
  return ou.genre === 'depot' ? 'Fichier envoyé' : LIBELLES_OU[ou.genre]
}

function QuandDe({ source: { regle, importable } }: { source: Ligne }) {
  if (!importable) return 'À chaque version'
  if (!regle || regle.reglage.ou.genre === 'depot') return 'À l’envoi'
  if (!regle.reglage.active) return <Tag>Arrêtée</Tag>
  return regle.reglage.horaire ? phraseHoraire(regle.reglage.horaire) : 'À la demande'
}

function AlerteDe({ regle }: { regle: ReglageDeSource | undefined }) {
  const vives = regle?.alertes.filter((a) => !a.acquittee_le) ?? []
  if (vives.length > 0)
    return (
      <StatusBadge
        couleur="orange"
        icone="alerte"
        libelle={vives.some((a) => a.genre === 'retard') ? 'En retard' : 'À vérifier'}
      />
    )
  if (regle?.essai_etat === 'echec') return <StatusBadge couleur="rouge" icone="croix" libelle="Non joignable" />
  if (regle?.essai_etat === 'partiel') return <StatusBadge couleur="ambre" icone="sablier" libelle="Partielle" />
  return '—'
}
