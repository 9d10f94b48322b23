import { Link } from '@tanstack/react-router'
import type { Instruction } from '#domain/instruction/suivi.ts'
import { LIBELLES_QUI_AGIT } from '#domain/instruction/tableaux.ts'
import { StatusBadge, Tag } from '#web/ui/Badge.tsx'
import { date, euros } from '#web/ui/format.ts'
import { Icone } from '#web/ui/Icone.tsx'
import css from './Instruction.module.css'
import { anciennete } from './mots.ts'
import type { Tenue } from './tenue.ts'

/** What an agent must know before reading: whose dossier, for what, how much, where it is and since when. */
export function EnTete({ tenue: { dossier: d, instruction: i } }: { tenue: Tenue }) {
  const { etablissement: e, teleservice, dispositif } = d
  return (
    <div className={css.entete}>
      <p className="rang">
        <StatusBadge {...i.statut} />
        <span>
          {anciennete(i.depuis)}
          {i.statut.qui_agit !== 'personne' && (
            <>
              {' · doit agir : '}
              <strong>{quiAgit(i, d.sans_compte).replace(/^L(e |’)|^Un /, (m) => m.toLowerCase())}</strong>
            </>
          )}
          {i.echeance && ` avant le ${date(i.echeance)}`}
        </span>
        {d.sans_compte && <Tag>Sans compte</Tag>}
        {i.en_retard && (
          <span className={css.retard}>
            <Icone nom="alerte" taille={16} />
            En retard
          </span>
        )}
      </p>
      <dl className={css.faits}>
        <div>
          <dt>{d.sans_compte ? 'Établissement concerné' : 'Établissement'}</dt>
          <dd>
            <Link to="/gestion/etablissements/$uai" params={{ uai: e.uai }}>
              {e.nom}
            </Link>
            <span className="discret">{[e.commune, e.uai].filter(Boolean).join(' · ')}</span>
          </dd>
        </div>
        {d.sans_compte && (
          <div>
            <dt>Demandeur</dt>
            <dd>
              {d.demandeur.nom}
              {d.demandeur.courriel && <a href={`mailto:${d.demandeur.courriel}`}>{d.demandeur.courriel}</a>}
            </dd>
          </div>
        )}
        <div>
          <dt>Téléservice</dt>
          <dd>
            {teleservice.titre}
            {dispositif.libelle !== teleservice.titre && <span className="discret">{dispositif.libelle}</span>}
          </dd>
        </div>
        <div>
          <dt>Montant demandé</dt>
          <dd>
            {d.montant_demande === null ? 'Sans montant' : <strong>{euros(d.montant_demande)}</strong>}
            {i.decision && i.decision.montant !== null && (
              <span className="discret">Accordé : {euros(i.decision.montant)}</span>
            )}
          </dd>
        </div>
        <div>
          <dt>Service</dt>
          <dd>
            {i.service?.nom ?? 'Aucun'}
            <span className="discret">{pourquoi(i)}</span>
          </dd>
        </div>
        <div>
          <dt>Déposé</dt>
          <dd>
            le {date(d.depose_le)}
            {d.depose_par && !d.sans_compte && (
              <span className="discret">
                par {d.depose_par.nom}, {d.depose_par.fonction}
              </span>
            )}
          </dd>
        </div>
        <div>
          <dt>Affecté à</dt>
          <dd>
            {i.affecte_a?.nom ?? 'Personne pour l’instant'}
            {i.affecte_a && <span className="discret">{i.affecte_a.fonction}</span>}
          </dd>
        </div>
      </dl>
    </div>
  )
}

/** Who has asked without account acts in the place of the établissement. */
const quiAgit = ({ statut }: Instruction, sans_compte: boolean): string =>
  sans_compte && statut.qui_agit === 'etablissement' ? 'Le demandeur' : LIBELLES_QUI_AGIT[statut.qui_agit]

/** Why it is there: the rule of the form, or who sent it. */
function pourquoi({ orientations: [derniere], service_inconnu }: Instruction): string {
  if (service_inconnu) return `Le formulaire désigne « ${service_inconnu} », qui n’est pas un service ouvert.`
  return derniere?.motif ?? ''
}
