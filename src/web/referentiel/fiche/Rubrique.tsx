import { useState } from 'react'
import {
  type Enregistrement,
  exporterEnregistrements,
  listerEnregistrements,
} from '#domain/referentiel/api-rubriques.ts'
import type { Rubrique as DescriptionDeRubrique } from '#domain/referentiel/rubriques.ts'
import { adresseDe, useRead } from '#web/call.ts'
import { Button, ButtonAnchor } from '#web/ui/Button.tsx'
import { SelectField } from '#web/ui/champs.tsx'
import { Reading } from '#web/ui/etats.tsx'
import { Pagination } from '#web/ui/Pagination.tsx'
import { type Column, Table } from '#web/ui/Table.tsx'
import { ActionsDeLigne } from './ActionsDeLigne.tsx'
import { DeposerDocument } from './DeposerDocument.tsx'
import { ecrireColonne } from './ecrire.ts'
import css from './fiche.module.css'
import type { MomentChoisi } from './Moment.tsx'
import { SaisirEnregistrement } from './SaisirEnregistrement.tsx'

const PAR_PAGE = 10

/** The linked records of one kind: by year, page by page, with what may be done on each. */
export function Rubrique({
  uai,
  rubrique,
  moment,
}: {
  uai: string
  rubrique: DescriptionDeRubrique
  moment: MomentChoisi
}) {
  const [annee, setAnnee] = useState('')
  const [page, setPage] = useState(1)
  const [saisie, setSaisie] = useState<'nouveau' | Enregistrement>()
  const filtres = { ...moment, ...(annee ? { annee: Number(annee) } : {}) }
  const params = { uai, rubrique: rubrique.code }
  const liste = useRead(
    listerEnregistrements,
    { params, query: { ...filtres, page, par_page: PAR_PAGE } },
    { keep: true },
  )
  return (
    <section className="pile" aria-label={rubrique.libelle}>
      <h3>{rubrique.libelle}</h3>
      <Reading query={liste} lines={2}>
        {(data) => (
          <>
            <div className={css.outils} data-impression="non">
              <div className="rang">
                {data.annees.length > 1 && (
                  <SelectField
                    label={`Année : ${rubrique.libelle}`}
                    empty="Toutes"
                    options={data.annees.map((a) => ({ value: String(a), label: String(a) }))}
                    value={annee}
                    onChange={(e) => {
                      setAnnee(e.target.value)
                      setPage(1)
                    }}
                  />
                )}
              </div>
              <div className="rang">
                {data.modifiable &&
                  (rubrique.code === 'document' ? (
                    <DeposerDocument uai={uai} />
                  ) : (
                    <Button small icon="ajouter" onClick={() => setSaisie('nouveau')}>
                      Ajouter {rubrique.un}
                    </Button>
                  ))}
                {data.total > 0 && (
                  <ButtonAnchor small download href={adresseDe(exporterEnregistrements, { params, query: filtres })}>
                    Exporter en CSV<span className="lecteur-seul"> : {rubrique.libelle}</span>
                  </ButtonAnchor>
                )}
              </div>
            </div>
            {data.total === 0 ? (
              <p className="discret">Rien n’est enregistré{annee ? ` pour ${annee}` : ''}.</p>
            ) : (
              <>
                <Table
                  caption={rubrique.libelle}
                  captionHidden
                  columns={colonnesDe(uai, rubrique, data.elements, data.modifiable ? setSaisie : undefined)}
                  rows={data.elements}
                  rowKey={(e) => `${e.id} ${e.connu_le}`}
                />
                {data.total > data.par_page && (
                  <Pagination
                    page={data.page}
                    parPage={data.par_page}
                    total={data.total}
                    noun="ligne"
                    onPage={setPage}
                  />
                )}
              </>
            )}
          </>
        )}
      </Reading>
      {saisie && (
        <SaisirEnregistrement
          uai={uai}
          rubrique={rubrique}
          element={saisie === 'nouveau' ? undefined : saisie}
          fermer={() => setSaisie(undefined)}
        />
      )}
    </section>
  )
}

/** The columns that hold something on this page, then where the row comes from, then what may be done. */
function colonnesDe(
  uai: string,
  rubrique: DescriptionDeRubrique,
  elements: Enregistrement[],
  modifier?: (element: Enregistrement) => void,
): Column<Enregistrement>[] {
  const montrees = rubrique.colonnes.filter((c) =>
    elements.some(({ valeurs: v }) => (v[c.code] ?? null) !== null && c.code !== 'rang' && c.code !== 'non_disponible'),
  )
  const nom = montrees.find((c) =>
    ['nom', 'titre', 'texte', 'reference', 'fonction', 'code', 'niveau'].includes(c.code),
  )
  const colonnes: Column<Enregistrement>[] = montrees.map((c) => ({
    key: c.code,
    title: c.unite && c.genre !== 'montant' && c.code !== 'taille' ? `${c.libelle} (${c.unite})` : c.libelle,
    header: c === nom,
    numeric: ['nombre', 'entier', 'montant', 'pourcentage'].includes(c.genre) && c.code !== 'annee',
    cell: (e) =>
      e.valeurs.non_disponible === true && c.code === 'valeur'
        ? 'Non disponible'
        : ecrireColonne(rubrique.code, c.code === 'taille' ? c : { ...c, unite: undefined }, e.valeurs[c.code]),
  }))
  if (elements.some((e) => e.source)) colonnes.push({ key: 'source', title: 'Source', cell: (e) => e.source ?? '—' })
  if (modifier || rubrique.code === 'document')
    colonnes.push({
      key: 'actions',
      title: 'Actions',
      cell: (e) => (
        <ActionsDeLigne uai={uai} rubrique={rubrique} element={e} nom={nomDe(e, nom?.code)} modifier={modifier} />
      ),
    })
  return colonnes
}

const nomDe = ({ valeurs }: Enregistrement, code: string | undefined): string =>
  [valeurs.prenom, code ? valeurs[code] : undefined].filter((v) => typeof v === 'string' && v).join(' ') ||
  'cette ligne'
