import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { lireTableauDeBord } from '#domain/instruction/api.ts'
import type { TableauDeBord } from '#domain/instruction/tableaux.ts'
import { useRead } from '#web/call.ts'
import { useMoi } from '#web/session.ts'
import { teinte } from '#web/ui/Badge.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { Empty, Reading } from '#web/ui/etats.tsx'
import { nombre, pluriel } from '#web/ui/format.ts'
import { Icone, type NomIcone } from '#web/ui/Icone.tsx'
import { Page } from '#web/ui/Page.tsx'
import { AlertesDesJetons } from '../connecteurs/AlertesDesJetons.tsx'
import { AlertesDesSources } from '../integration/AlertesDesSources.tsx'
import { MesTaches } from '../taches/MesTaches.tsx'
import { Evenements } from './Evenements.tsx'
import { LignesDeDossiers } from './LignesDeDossiers.tsx'
import { Nouvelles } from './Nouvelles.tsx'
import css from './TableauDeBord.module.css'

/** First page of an agent: what awaits, what is late, where everything stands, what has just happened. */
export function PageTableauDeBord() {
  const moi = useMoi()
  const tableau = useRead(lireTableauDeBord, {})
  return (
    <Page title={moi ? `Bonjour ${moi.prenom}` : 'Tableau de bord'} intro={moi && <Perimetre moi={moi} />}>
      <Recherche />
      {moi?.role === 'administrateur' && <AlertesDesSources />}
      {moi?.role === 'administrateur' && <AlertesDesJetons />}
      <Reading query={tableau} lines={8}>
        {(t) =>
          t.en_cours + t.par_statut.length === 0 ? (
            <>
              <MesTaches />
              <Nouvelles />
              <Rien />
            </>
          ) : (
            <Contenu tableau={t} />
          )
        }
      </Reading>
    </Page>
  )
}

function Perimetre({ moi }: { moi: NonNullable<ReturnType<typeof useMoi>> }) {
  if (moi.role === 'administrateur') return 'Vous voyez tous les dossiers de la collectivité.'
  const noms = moi.perimetres.map((p) => p.libelle)
  return noms.length ? `Votre périmètre : ${noms.join(', ')}.` : 'Aucun périmètre ne vous est encore confié.'
}

function Recherche() {
  const naviguer = useNavigate()
  const [texte, setTexte] = useState('')
  return (
    <search>
      <form
        className={css.recherche}
        onSubmit={(e) => {
          e.preventDefault()
          void naviguer({ to: '/gestion/dossiers', search: { recherche: texte.trim() || undefined } })
        }}
      >
        <label htmlFor="recherche-de-dossier" className="lecteur-seul">
          Rechercher un dossier
        </label>
        <input
          id="recherche-de-dossier"
          type="search"
          maxLength={200}
          autoComplete="off"
          placeholder="Un dossier : numéro, objet, établissement, commune…"
          value={texte}
          onChange={(e) => setTexte(e.target.value)}
        />
        <Button type="submit" kind="principal" icon="loupe">
          Rechercher
        </Button>
      </form>
    </search>
  )
}

function Contenu({ tableau: t }: { tableau: TableauDeBord }) {
  return (
    <>
      <ul className={css.chiffres}>
        <Chiffre
          icone="dossiers"
          n={t.en_cours}
          libelle={t.en_cours > 1 ? 'dossiers en cours' : 'dossier en cours'}
          search={{}}
        />
        <Chiffre icone="personne" n={t.mes_dossiers.nombre} libelle="affectés à moi" search={{ affecte: 'moi' }} />
        <Chiffre icone="groupe" n={t.sans_agent} libelle="sans agent" search={{ affecte: 'personne' }} />
        <Chiffre icone="alerte" n={t.en_retard.nombre} libelle="en retard" search={{ en_retard: 'true' }} alerte />
      </ul>
      <div className={css.colonnes}>
        <div className="pile">
          <MesTaches />
          <Card
            title="Dossiers en retard"
            actions={<ToutVoir nombre={t.en_retard.nombre} search={{ en_retard: 'true' }} />}
          >
            {t.en_retard.elements.length ? (
              <LignesDeDossiers lignes={t.en_retard.elements} vue={{ en_retard: 'true' }} />
            ) : (
              <p className="discret">Rien en retard : chaque dossier avance dans son délai.</p>
            )}
          </Card>
          <Card
            title="Dossiers affectés à moi"
            actions={<ToutVoir nombre={t.mes_dossiers.nombre} search={{ affecte: 'moi' }} />}
          >
            {t.mes_dossiers.elements.length ? (
              <LignesDeDossiers lignes={t.mes_dossiers.elements} vue={{ affecte: 'moi' }} />
            ) : (
              <p className="discret">
                Aucun dossier ne vous est affecté.{' '}
                {t.sans_agent > 0 && (
                  <Link to="/gestion/dossiers" search={{ affecte: 'personne' }}>
                    {pluriel(t.sans_agent, 'dossier attend', 'dossiers attendent')} un agent.
                  </Link>
                )}
              </p>
            )}
          </Card>
        </div>
        <div className="pile">
          <Nouvelles />
          <Repartition tableau={t} />
          <Card title="Derniers événements">
            <Evenements evenements={t.derniers_evenements} />
          </Card>
        </div>
      </div>
    </>
  )
}

type ChiffreProps = { icone: NomIcone; n: number; libelle: string; search: Record<string, string>; alerte?: boolean }

function Chiffre({ icone, n, libelle, search, alerte }: ChiffreProps) {
  return (
    <li>
      <Link to="/gestion/dossiers" search={search} className={`${css.chiffre} ${alerte && n > 0 ? css.alerte : ''}`}>
        <Icone nom={icone} taille={22} />
        <span>
          <strong>{nombre(n)}</strong> {libelle}
        </span>
      </Link>
    </li>
  )
}

function ToutVoir({ nombre: n, search }: { nombre: number; search: Record<string, string> }) {
  if (n === 0) return null
  return (
    <Link to="/gestion/dossiers" search={search} className="petit">
      {n > 1 ? `Voir les ${nombre(n)}` : 'Voir dans la liste'}
    </Link>
  )
}

function Repartition({ tableau: t }: { tableau: TableauDeBord }) {
  return (
    <Card title="Où en sont les dossiers">
      <ul className={css.repartition}>
        {t.par_statut.map((s) => (
          <li key={s.valeur}>
            <Link to="/gestion/dossiers" search={{ statut: s.valeur }}>
              <span className={css.point} style={teinte(s.couleur)}>
                <Icone nom={s.icone} taille={16} />
              </span>
              <span>{s.libelle}</span>
              <strong>{nombre(s.nombre)}</strong>
            </Link>
          </li>
        ))}
      </ul>
      <h3>Qui doit agir</h3>
      <ul className={css.repartition}>
        {t.par_qui_agit.map((q) => (
          <li key={q.qui_agit}>
            <Link to="/gestion/dossiers" search={{ qui_agit: q.qui_agit }}>
              <span>{q.libelle}</span>
              <strong>{nombre(q.nombre)}</strong>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Rien() {
  return (
    <Empty icon="dossiers" title="Aucun dossier déposé dans votre périmètre.">
      <p>Dès qu’un établissement en dépose un, il apparaît ici, avec ce qu’il attend de vous.</p>
    </Empty>
  )
}
