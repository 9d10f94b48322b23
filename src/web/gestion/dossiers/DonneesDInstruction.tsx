import { useState } from 'react'
import { type Annotations, lireAnnotations, listerHistoireAnnotations } from '#domain/instruction/api-annotations.ts'
import { useRead } from '#web/call.ts'
import { Etape } from '#web/formulaire/Etape.tsx'
import { RemplissageCourant } from '#web/formulaire/useRemplissage.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Empty, Reading } from '#web/ui/etats.tsx'
import { dateHeure, pluriel } from '#web/ui/format.ts'
import css from './Donnees.module.css'
import { useAnnotations } from './useAnnotations.ts'

/** The part of the form that agents fill: kept as one types, never shown to the établissement. */
export function DonneesDInstruction({ cle }: { cle: string }) {
  const lecture = useRead(lireAnnotations, { params: { cle } })
  return (
    <Reading
      query={lecture}
      lines={6}
      isEmpty={(r) => r.annotations === null}
      empty={<Empty icon="document" title="Le formulaire de ce dossier ne demande rien aux agents." />}
    >
      {({ annotations }) => annotations && <Saisie key={cle} cle={cle} annotations={annotations} />}
    </Reading>
  )
}

function Saisie({ cle, annotations }: { cle: string; annotations: Annotations }) {
  const { remplissage, saisie } = useAnnotations(cle, annotations)
  const { etapes, manquants } = remplissage.parcours
  // A file is kept by a door of its own, which only the reading tells.
  const le = [saisie.le, annotations.modifie_le]
    .filter((l) => l !== null)
    .toSorted()
    .at(-1)
  const etat = {
    a_jour: le ? `Enregistré le ${dateHeure(le)}` : 'Rien n’est encore rempli',
    en_cours: 'Enregistrement…',
    en_panne: 'Pas encore enregistré : nouvel essai dans un instant',
    refuse: saisie.message?.replace(/\.$/, ''),
  }[saisie.etat]
  return (
    <RemplissageCourant value={remplissage}>
      <div className="pile">
        <p className="petit discret">
          Invisible pour l’établissement. <span role="status">{etat}</span>
          {annotations.modifie_par && le === annotations.modifie_le && ` par ${annotations.modifie_par}`}.
        </p>
        {manquants.length > 0 && (
          <Alert kind="info" title={`${pluriel(manquants.length, 'donnée')} à remplir avant de décider`}>
            {manquants.map((m) => m.libelle).join(', ')}
          </Alert>
        )}
        {etapes.map((etape) => (
          <section key={etape.id} className="pile" aria-labelledby={`agents-${etape.id}`}>
            <h3 id={`agents-${etape.id}`}>{etape.titre}</h3>
            <Etape etape={etape} />
          </section>
        ))}
        <Histoire cle={cle} />
      </div>
    </RemplissageCourant>
  )
}

function Histoire({ cle }: { cle: string }) {
  const [ouverte, setOuverte] = useState(false)
  return (
    <details onToggle={(e) => setOuverte(e.currentTarget.open)}>
      <summary>Historique de ces données</summary>
      {ouverte && <Lignes cle={cle} />}
    </details>
  )
}

function Lignes({ cle }: { cle: string }) {
  const [page, setPage] = useState(1)
  const lecture = useRead(listerHistoireAnnotations, { params: { cle }, query: { page } })
  return (
    <Reading
      query={lecture}
      isEmpty={(r) => r.total === 0}
      empty={<p className="discret">Aucun changement pour l’instant.</p>}
    >
      {({ elements, total, par_page }) => (
        <>
          <ul className={css.histoire}>
            {elements.map((l) => (
              <li key={l.id}>
                <strong>{l.libelle}</strong> : {l.avant || 'vide'} → {l.apres || 'vide'}
                <div className="petit discret">
                  {l.auteur}, {dateHeure(l.le)}
                </div>
              </li>
            ))}
          </ul>
          {total > page * par_page && (
            <Button small onClick={() => setPage(page + 1)}>
              Plus ancien
            </Button>
          )}
          {page > 1 && (
            <Button small onClick={() => setPage(page - 1)}>
              Plus récent
            </Button>
          )}
        </>
      )}
    </Reading>
  )
}
