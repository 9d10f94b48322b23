import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type ConnecteurRegle, listerConnecteurs } from '#domain/connecteurs/api-reglages.ts'
import { useRead } from '#web/call.ts'
import { useMoi } from '#web/session.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { Card } from '#web/ui/Card.tsx'
import { Empty, Reading } from '#web/ui/etats.tsx'
import { dateHeure, nombre, pluriel } from '#web/ui/format.ts'
import { Page } from '#web/ui/Page.tsx'
import { direCle, EtatDuConnecteur, Issue } from './mots.tsx'
import { Reserve } from './PageConnecteurs.tsx'
import { Reglage } from './Reglage.tsx'

/** One service: how it is, its try, and its setting. */
export function PageConnecteur() {
  const { code } = useParams({ strict: false })
  const liste = useRead(listerConnecteurs, {})
  const connecteur = liste.data?.elements.find((c) => c.code === code)
  if (useMoi()?.role !== 'administrateur') return <Reserve />
  return (
    <Page
      title={connecteur?.libelle ?? 'Connecteur'}
      crumbs={[{ label: 'Connecteurs', to: '/gestion/parametrage/connecteurs' }]}
    >
      <Reading query={liste} lines={6}>
        {() =>
          connecteur ? (
            <div className="pile">
              {connecteur.cle.alerte && <Alert kind="alerte" title={connecteur.cle.alerte} />}
              <Card title="État">
                <Sante c={connecteur} />
              </Card>
              <Card title="Réglage">
                <Reglage key={connecteur.modifie_le ?? 'livre'} de={connecteur} />
              </Card>
            </div>
          ) : (
            <Empty icon="info" title="Ce connecteur n’existe pas." />
          )
        }
      </Reading>
    </Page>
  )
}

function Sante({ c }: { c: ConnecteurRegle }) {
  return (
    <dl className="pile">
      <Ligne titre="État">
        <EtatDuConnecteur etat={c.etat} /> {c.raison}
      </Ligne>
      <Ligne titre="Sans lui">{c.repli}</Ligne>
      <Ligne titre="Fournisseur">
        {c.fournisseur} · {c.licence}
      </Ligne>
      <Ligne titre="Clé">
        {direCle(c)}
        {c.cle.expire_le && `, jusqu’au ${dateHeure(c.cle.expire_le)}`}
      </Ligne>
      <Ligne titre="Dernier appel">
        {c.dernier ? (
          <>
            <Issue issue={c.dernier.issue} /> {dateHeure(c.dernier.le)} {c.dernier.message}
          </>
        ) : (
          'Aucun'
        )}
      </Ligne>
      <Ligne titre="Depuis 24 heures">
        {nombre(c.appels)} appel{c.appels > 1 ? 's' : ''}, {nombre(c.echecs)} en échec. Au plus{' '}
        {nombre(c.delai / 1_000)} s par appel.
      </Ligne>
      <Ligne titre="Appels suspendus">
        {c.circuit.ouvert_jusque
          ? `Jusqu’au ${dateHeure(c.circuit.ouvert_jusque)} : le service ne répondait plus.`
          : `Non (${pluriel(c.circuit.echecs, 'échec')} à la suite ; à cinq, Préau cesse d’appeler pour un temps).`}
      </Ligne>
    </dl>
  )
}

const Ligne = ({ titre, children }: { titre: string; children: ReactNode }) => (
  <div>
    <dt className="petit discret">{titre}</dt>
    <dd style={{ margin: 0 }}>{children}</dd>
  </div>
)
