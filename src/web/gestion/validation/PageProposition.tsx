import { Link, useParams } from '@tanstack/react-router'
import { Fragment, type ReactNode } from 'react'
import { lireProposition, type Proposition } from '#domain/validation/api.ts'
import { useRead } from '#web/call.ts'
import { EtatDeProposition } from '#web/referentiel/validation/EtatDeProposition.tsx'
import { Retirer } from '#web/referentiel/validation/Retirer.tsx'
import css from '#web/referentiel/validation/validation.module.css'
import { Alert } from '#web/ui/Alert.tsx'
import { Card } from '#web/ui/Card.tsx'
import { Reading } from '#web/ui/etats.tsx'
import { date, dateHeure } from '#web/ui/format.ts'
import { Page } from '#web/ui/Page.tsx'
import { Marques } from './colonnes.tsx'
import { Decider } from './Decider.tsx'

/** One proposition: what the fiche said, says, and would say; its rivals beside it; the decision. */
export function PageProposition() {
  const { id = '' } = useParams({ strict: false })
  const lecture = useRead(lireProposition, { params: { id } })
  return (
    <Reading query={lecture} lines={6}>
      {({ proposition: p, rivales }) => (
        <Page
          title={`${p.libelle} : une correction proposée`}
          crumbs={[{ label: 'Propositions', to: '/gestion/propositions' }]}
          intro={
            <>
              <Link
                to="/gestion/etablissements/$uai"
                params={{ uai: p.etablissement.uai }}
                search={{ onglet: p.onglet }}
              >
                {p.etablissement.nom}
              </Link>
              {` · ${[p.etablissement.commune, p.etablissement.uai].filter(Boolean).join(' · ')}`}
            </>
          }
        >
          <div className="rang">
            <EtatDeProposition etat={p.etat} />
            <Marques proposition={p} />
          </div>
          {p.peut.pourquoi && <Alert kind="info" title={p.peut.pourquoi} />}
          {p.empechement && (
            <Alert kind="alerte" title="Acceptée, mais la fiche a refusé cette valeur : à reprendre.">
              {p.empechement} Acceptez une autre valeur, ou refusez.
            </Alert>
          )}
          <Card title={rivales.length > 0 ? `Proposé par ${p.auteur.nom}` : 'Ce qui est proposé'}>
            <Contenu proposition={p} />
            {p.peut.retirer && <Retirer proposition={p} />}
          </Card>
          {(p.peut.accepter || p.peut.refuser) && <Decider key={p.id} proposition={p} />}
          {rivales.length > 0 && (
            <section className="pile" aria-label="Autres propositions">
              <h2>
                {rivales.length === 1 ? 'Une autre proposition' : `${rivales.length} autres propositions`} sur ce champ
              </h2>
              <p className="discret">En accepter une clôt les autres ; leurs auteurs sont prévenus.</p>
              <div className={css.rivales}>
                {rivales.map((r) => (
                  <Card key={r.id} level={3} title={`Proposé par ${r.auteur.nom}`}>
                    <Contenu proposition={r} />
                    <Link to="/gestion/propositions/$id" params={{ id: String(r.id) }}>
                      Examiner celle de {r.auteur.nom}
                    </Link>
                  </Card>
                ))}
              </div>
            </section>
          )}
        </Page>
      )}
    </Reading>
  )
}

/** The values in two or three states, then who, when and why. */
function Contenu({ proposition: p }: { proposition: Proposition }) {
  const plusieurs = p.champs.length > 1
  return (
    <dl className={css.valeurs}>
      {p.champs.map((c) => {
        const de = plusieurs ? ` (${c.libelle.toLowerCase()})` : ''
        return (
          <Fragment key={c.champ}>
            {p.change_depuis && <Ligne titre={`Quand elle a été faite${de}`} texte={c.avant_texte || 'Vide'} />}
            {p.close_le === null ? (
              <Ligne titre={`La fiche dit${de}`} texte={c.actuelle_texte || 'Vide'} />
            ) : (
              <Ligne titre={`La fiche disait${de}`} texte={c.avant_texte || 'Vide'} />
            )}
            <Ligne titre={`Proposé${de}`} texte={<strong>{c.proposee_texte || 'Vide'}</strong>} />
            {c.amendee_texte !== null && (
              <Ligne titre={`Accepté${de}`} texte={<strong>{c.amendee_texte || 'Vide'}</strong>} />
            )}
          </Fragment>
        )
      })}
      {p.valable_du && <Ligne titre="Vrai depuis le" texte={date(p.valable_du)} />}
      <Ligne titre="Motif" texte={p.motif || 'Non précisé'} />
      <Ligne titre="Auteur" texte={[p.auteur.nom, p.auteur.fonction].filter(Boolean).join(', ')} />
      <Ligne titre="Proposé le" texte={dateHeure(p.le)} />
      {p.dossier && (
        <Ligne
          titre="Dossier"
          texte={
            <Link to="/gestion/dossiers/$cle" params={{ cle: p.dossier }}>
              Le dossier où la réponse a été corrigée
            </Link>
          }
        />
      )}
      {p.decision && p.close_le && (
        <Ligne
          titre="Décision"
          texte={`${p.decision.par}, ${dateHeure(p.decision.le)}${p.decision.motif ? ` : ${p.decision.motif}` : ''}`}
        />
      )}
    </dl>
  )
}

function Ligne({ titre, texte }: { titre: string; texte: ReactNode }) {
  return (
    <div>
      <dt>{titre}</dt>
      <dd>{texte}</dd>
    </div>
  )
}
