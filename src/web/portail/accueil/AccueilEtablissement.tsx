import { Link } from '@tanstack/react-router'
import type { Moi } from '#domain/comptes/api.ts'
import { lireAccueil } from '#domain/instruction/api.ts'
import type { LigneDossier } from '#domain/instruction/portefeuille.ts'
import type { AFaire } from '#domain/instruction/tableaux.ts'
import { listerTeleservices } from '#domain/teleservices/api.ts'
import { useRead } from '../../call.ts'
import { StatusBadge } from '../../ui/Badge.tsx'
import { ButtonLink } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Empty, Reading } from '../../ui/etats.tsx'
import { date, depuis, pluriel } from '../../ui/format.ts'
import { Icone, type NomIcone } from '../../ui/Icone.tsx'
import { Page } from '../../ui/Page.tsx'
import { useEtablissement } from '../etablissement.ts'
import css from './accueil.module.css'
import { EnCeMoment } from './EnCeMoment.tsx'

const ICONES: Record<AFaire['genre'], NomIcone> = {
  pieces_a_completer: 'trombone',
  decision_recue: 'enveloppe',
  a_deposer: 'tampon',
  message_recu: 'bulles',
  brouillon: 'crayon',
}

/** What awaits me, what closes soon, my dossiers, then the catalogue. */
export function AccueilEtablissement({ moi }: { moi: Moi }) {
  const etablissement = useEtablissement()
  const accueil = useRead(lireAccueil, { query: { uai: etablissement?.uai } })
  return (
    <Page
      title={`Bonjour ${moi.prenom}`}
      intro={etablissement && `${etablissement.nom}, ${etablissement.commune ?? ''}`}
    >
      <div className={css.deux}>
        <Card title="Ce qui vous attend">
          <Reading
            query={accueil}
            isEmpty={(a) => a.a_faire.length === 0}
            empty={<Empty icon="coche" title="Rien ne vous attend : tout est à jour." />}
          >
            {(a) => (
              <ul className={css.actions}>
                {a.a_faire.map((f) => (
                  <AFaireLigne key={`${f.genre}-${f.cle}`} faire={f} />
                ))}
              </ul>
            )}
          </Reading>
        </Card>
        <FermeBientot />
      </div>
      <Card title="Mes derniers dossiers" actions={<Link to="/dossiers">Tous mes dossiers</Link>}>
        <Reading
          query={accueil}
          isEmpty={(a) => a.derniers.length === 0}
          empty={
            <Empty icon="dossiers" title="Vos dossiers seront ici.">
              <ButtonLink to="/teleservices">Choisir un téléservice</ButtonLink>
            </Empty>
          }
        >
          {(a) => (
            <>
              <p className="discret">
                {pluriel(a.en_cours, 'dossier en cours', 'dossiers en cours')},{' '}
                {pluriel(a.termines, 'dossier terminé', 'dossiers terminés')}.
              </p>
              <ul className={css.actions}>
                {a.derniers.map((d) => (
                  <DossierLigne key={d.cle} dossier={d} />
                ))}
              </ul>
            </>
          )}
        </Reading>
      </Card>
      <EnCeMoment />
    </Page>
  )
}

function AFaireLigne({ faire }: { faire: AFaire }) {
  return (
    <li>
      <Link to={faire.lien}>
        <span className={css.rond}>
          <Icone nom={ICONES[faire.genre]} />
        </span>
        <span className={css.texte}>
          <strong>{faire.phrase}</strong>
          <span className="discret petit">
            {faire.teleservice.titre}
            {faire.numero && ` · dossier ${faire.numero}`} · {depuis(faire.depuis)}
            {faire.echeance && ` · avant le ${date(faire.echeance)}`}
          </span>
        </span>
        <Icone nom="chevron" />
      </Link>
    </li>
  )
}

function DossierLigne({ dossier }: { dossier: LigneDossier }) {
  return (
    <li>
      <Link
        to={dossier.etat === 'brouillon' ? '/dossiers/$cle/formulaire' : '/dossiers/$cle'}
        params={{ cle: dossier.cle }}
      >
        <span className={css.texte}>
          <strong>{dossier.objet || dossier.teleservice.titre}</strong>
          <span className="discret petit">
            {dossier.numero ?? 'Brouillon'} · {dossier.teleservice.titre} · {depuis(dossier.depuis)}
          </span>
        </span>
        <StatusBadge couleur={dossier.statut.couleur} icone={dossier.statut.icone} libelle={dossier.statut.libelle} />
      </Link>
    </li>
  )
}

/** Campaigns with a coming end, the nearest first. */
function FermeBientot() {
  const catalogue = useRead(listerTeleservices, { query: { ouvert: 'oui', par_page: 100 } })
  return (
    <Card title="Ferme bientôt">
      <Reading query={catalogue}>
        {(data) => {
          const bientot = data.elements
            .filter((t) => t.ferme_le)
            .toSorted((a, b) => (a.ferme_le ?? '').localeCompare(b.ferme_le ?? ''))
            .slice(0, 4)
          return bientot.length ? (
            <ul className={css.actions}>
              {bientot.map((t) => (
                <li key={t.code}>
                  <Link to="/teleservices/$code" params={{ code: t.code }}>
                    <span className={`${css.rond} ${css.calme}`}>
                      <Icone nom={t.icone} />
                    </span>
                    <span className={css.texte}>
                      <strong>{t.titre}</strong>
                      <span className="discret petit">jusqu’au {date(t.ferme_le?.slice(0, 10))}</span>
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          ) : (
            <p className="discret">Aucune campagne ne se termine prochainement.</p>
          )
        }}
      </Reading>
    </Card>
  )
}
