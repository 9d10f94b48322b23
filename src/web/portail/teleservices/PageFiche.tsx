import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { heureLocale } from '#domain/heure.ts'
import { type FicheTeleservice, lireTeleservice } from '#domain/teleservices/api.ts'
import { useRead } from '../../call.ts'
import { Tag } from '../../ui/Badge.tsx'
import { Card } from '../../ui/Card.tsx'
import { Reading } from '../../ui/etats.tsx'
import { date } from '../../ui/format.ts'
import { Icone } from '../../ui/Icone.tsx'
import { Page } from '../../ui/Page.tsx'
import { Boutons } from './Boutons.tsx'
import { Places } from './Places.tsx'
import { calendrier, phraseSansCompte } from './Tuile.tsx'
import css from './teleservices.module.css'

export function PageFiche() {
  const { code = '' } = useParams({ strict: false })
  const lecture = useRead(lireTeleservice, { params: { code } })
  return (
    <Reading query={lecture} lines={6}>
      {(t) => (
        <Page title={t.fiche.titre} crumbs={[{ label: 'Téléservices', to: '/teleservices' }]} intro={t.fiche.resume}>
          <div className={css.fiche}>
            <Corps t={t} />
            <div className={css.action}>
              <Card title="Votre demande">
                <Boutons t={t} />
                <p className="rang petit" style={{ flexWrap: 'nowrap' }}>
                  <Icone nom="calendrier" taille={18} /> {calendrier(t)}
                </p>
                <Places t={t} />
              </Card>
              <Contact t={t} />
            </div>
          </div>
        </Page>
      )}
    </Reading>
  )
}

function Corps({ t }: { t: FicheTeleservice }) {
  const { fiche } = t
  const maintenant = heureLocale(new Date())
  const periodes = fiche.calendrier.periodes.filter((p) => p.ferme_le >= maintenant)
  return (
    <div className="pile">
      <div className="rang">
        <Tag>{t.libelle_thematique}</Tag>
        <Tag>{t.audience}</Tag>
        {fiche.sans_compte && <Tag>{phraseSansCompte(fiche.sans_compte)}</Tag>}
      </div>
      <Card title="Comment cela se passe">
        <ol className={css.etapes}>
          {fiche.mode_operatoire.map((e) => (
            <li key={e.titre}>
              <div>
                <h3>{e.titre}</h3>
                <p>{e.texte}</p>
              </div>
            </li>
          ))}
        </ol>
      </Card>
      <Liste titre="Bénéficiaires" lignes={fiche.beneficiaires} />
      <Liste titre="Critères d’éligibilité" lignes={fiche.criteres} />
      {fiche.pieces.length > 0 && (
        <Liste
          titre="Pièces à fournir"
          lignes={fiche.pieces.map((p) => (
            <>
              {p.libelle}
              {(p.precision || !p.obligatoire) && <span className="discret"> — {p.precision ?? 'selon le cas'}</span>}
            </>
          ))}
        />
      )}
      {periodes.length > 0 && (
        <Liste
          titre="Calendrier de dépôt"
          lignes={periodes.map(
            (p) =>
              `${p.libelle ? `${p.libelle} : ` : ''}du ${date(p.ouvre_le.slice(0, 10))} au ${date(p.ferme_le.slice(0, 10))} à ${p.ferme_le.slice(11)}`,
          )}
        />
      )}
      {fiche.liens.length > 0 && (
        <Liste
          titre="Pour aller plus loin"
          lignes={fiche.liens.map((l) => (
            <a key={l.url} href={l.url} rel="noreferrer">
              {l.libelle}
            </a>
          ))}
        />
      )}
    </div>
  )
}

function Liste({ titre, lignes }: { titre: string; lignes: ReactNode[] }) {
  if (!lignes.length) return null
  return (
    <Card title={titre}>
      <ul className={css.liste}>
        {lignes.map((ligne, i) => (
          <li key={i}>{ligne}</li>
        ))}
      </ul>
    </Card>
  )
}

function Contact({ t }: { t: FicheTeleservice }) {
  const { contact } = t.fiche
  return (
    <Card title="Une question ?">
      <p>{contact.service}</p>
      {contact.adresse && <p className="petit discret">{contact.adresse}</p>}
      {contact.telephone && <a href={`tel:${contact.telephone.replaceAll(' ', '')}`}>{contact.telephone}</a>}
      {contact.courriel && <a href={`mailto:${contact.courriel}`}>{contact.courriel}</a>}
    </Card>
  )
}
