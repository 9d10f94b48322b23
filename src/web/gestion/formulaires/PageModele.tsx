import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { creerDepuisModele, type FicheModele, lireModele } from '#domain/teleservices/api-import.ts'
import type { Origine } from '#domain/teleservices/parametres.ts'
import { useAct, useRead } from '#web/call.ts'
import { ErrorSummary } from '#web/ui/Alert.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { SelectField } from '#web/ui/champs.tsx'
import { Reading } from '#web/ui/etats.tsx'
import { Page } from '#web/ui/Page.tsx'
import { erreursDe, Identite, lireIdentite } from './Identite.tsx'
import { ChampsDesParametres, lireParametres } from './Parametres.tsx'

/** One template: what it asks, where its amounts come from, and the téléservice one makes of it. */
export function PageModele() {
  const { modele = '' } = useParams({ strict: false })
  const lecture = useRead(lireModele, { params: { code: modele } })
  return (
    <Page
      title={lecture.data?.titre ?? 'Modèle'}
      crumbs={[
        { label: 'Formulaires', to: '/gestion/formulaires' },
        { label: 'Modèles', to: '/gestion/formulaires/modeles' },
      ]}
      intro={lecture.data?.resume}
    >
      <Reading query={lecture} lines={8}>
        {(m) => (
          <>
            <Plan modele={m} />
            <Card title="En faire mon téléservice">
              <Creation modele={m} />
            </Card>
          </>
        )}
      </Reading>
    </Page>
  )
}

function Plan({ modele }: { modele: FicheModele }) {
  return (
    <div className="grille">
      <Card title="Ce qu’il demande">
        {modele.plan.map((e) => (
          <details key={e.titre}>
            <summary>
              {e.titre}{' '}
              <span className="discret petit">
                ({e.questions.length === 1 ? '1 question' : `${e.questions.length} questions`})
              </span>
            </summary>
            <ul className="petit">
              {e.questions.map((q) => (
                <li key={q}>{q}</li>
              ))}
            </ul>
          </details>
        ))}
      </Card>
      <Card title="Comment il s’instruit">
        <ol>
          {modele.statuts.map((e) => (
            <li key={e.etape}>
              {e.etape} : <span className="petit">{e.statuts.join(', ')}</span>
            </li>
          ))}
        </ol>
        <p className="petit">
          {modele.regime === 'public'
            ? 'Régime public : l’accusé de réception dit ce que vaut le silence de l’administration.'
            : 'Entre l’établissement et sa collectivité : l’accusé de réception ne parle pas du silence.'}
        </p>
        <h3>D’où il vient</h3>
        <ul className="petit">
          {modele.origines.map((o) => (
            <li key={o.libelle}>
              <Source origine={o} />
            </li>
          ))}
        </ul>
      </Card>
    </div>
  )
}

function Source({ origine: { libelle, url } }: { origine: Origine }) {
  return url ? <a href={url}>{libelle}</a> : libelle
}

function Creation({ modele }: { modele: FicheModele }) {
  const naviguer = useNavigate()
  const acte = useAct(creerDepuisModele)
  const [jeu, setJeu] = useState('')
  const valeurs = modele.jeux.find((j) => j.code === jeu)?.valeurs ?? {}
  const envoyer = async (saisie: FormData) => {
    const fait = await acte.run({
      params: { code: modele.code },
      body: { ...lireIdentite(saisie), parametres: lireParametres(modele.parametres_livres, saisie) },
    })
    if (fait) void naviguer({ to: '/gestion/formulaires/$code', params: { code: fait.code } })
  }
  return (
    <form
      className="pile"
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        void envoyer(new FormData(e.currentTarget))
      }}
    >
      <ErrorSummary errors={erreursDe(acte.failure)} />
      <Identite titre={modele.titre} resume={modele.resume} contact={modele.contact} erreur={acte.error} />
      {modele.parametres_livres.length > 0 && <h3>Vos montants et vos dates</h3>}
      {modele.jeux.length > 0 && (
        <SelectField
          label="Partir des valeurs de"
          empty="Valeurs du modèle"
          value={jeu}
          options={modele.jeux.map((j) => ({ value: j.code, label: j.libelle }))}
          onChange={(e) => setJeu(e.target.value)}
        />
      )}
      <ChampsDesParametres
        key={jeu}
        parametres={modele.parametres_livres}
        valeurs={valeurs}
        erreur={(code) => acte.error(`parametres.${code}`)}
      />
      <div>
        <Button type="submit" kind="principal" busy={acte.pending}>
          Créer le téléservice, en brouillon
        </Button>
      </div>
    </form>
  )
}
