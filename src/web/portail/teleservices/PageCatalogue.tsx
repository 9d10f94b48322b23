import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Catalogue, Tuile as DonneesTuile, Facette } from '#domain/teleservices/api.ts'
import { listerTeleservices } from '#domain/teleservices/api.ts'
import type { Audience } from '#domain/teleservices/fiche.ts'
import { useRead } from '../../call.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty, Reading } from '../../ui/etats.tsx'
import { pluriel } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { SearchBox } from '../../ui/SearchBox.tsx'
import { useEtablissement } from '../etablissement.ts'
import { Tuile } from './Tuile.tsx'
import css from './teleservices.module.css'

type Filtres = { recherche?: string; thematique?: string; audience?: string; ouvert?: string; sans_compte?: string }

/** The catalogue: tiles, search and facets, all in the address. */
export function PageCatalogue() {
  const { recherche, thematique, audience, ouvert, sans_compte } = useSearch({ strict: false })
  const filtres: Filtres = { recherche, thematique, audience, ouvert, sans_compte }
  const naviguer = useNavigate()
  const changer = (partie: Filtres) =>
    void naviguer({ to: '/teleservices', search: { ...filtres, ...partie }, replace: true })
  const catalogue = useRead(
    listerTeleservices,
    {
      query: {
        ...{ recherche, thematique, audience },
        ouvert: ouvert === 'oui' ? 'oui' : undefined,
        sans_compte: sans_compte === 'oui' ? 'oui' : undefined,
        par_page: 100,
      },
    },
    { keep: true },
  )
  return (
    <Page title="Téléservices" intro="Tout ce que votre établissement peut demander à la collectivité.">
      <SearchBox
        label="Rechercher un téléservice"
        placeholder="Chauffage, mobilier, voyage scolaire…"
        value={recherche ?? ''}
        onChange={(texte) => changer({ recherche: texte || undefined })}
      />
      <Reading query={catalogue}>
        {(data) => (
          <div className={css.catalogue}>
            <Facettes data={data} filtres={filtres} changer={changer} />
            <Resultats
              data={data}
              effacer={() =>
                changer({
                  recherche: undefined,
                  thematique: undefined,
                  audience: undefined,
                  ouvert: undefined,
                  sans_compte: undefined,
                })
              }
            />
          </div>
        )}
      </Reading>
    </Page>
  )
}

function Facettes({
  data,
  filtres,
  changer,
}: {
  data: Catalogue
  filtres: Filtres
  changer: (partie: Filtres) => void
}) {
  return (
    <form className={css.facettes} aria-label="Filtres">
      <Facettes1
        titre="Thématique"
        valeurs={data.facettes.thematiques}
        choix={filtres.thematique}
        changer={(thematique) => changer({ thematique })}
      />
      <Facettes1
        titre="Vous êtes ?"
        valeurs={data.facettes.audiences}
        choix={filtres.audience}
        changer={(audience) => changer({ audience })}
      />
      <fieldset>
        <legend>Calendrier</legend>
        <label className={css.facette}>
          <input
            type="checkbox"
            checked={filtres.ouvert === 'oui'}
            onChange={(e) => changer({ ouvert: e.target.checked ? 'oui' : undefined })}
          />
          Ouvert maintenant <span className={css.nombre}>{data.facettes.ouverts}</span>
        </label>
      </fieldset>
      {(data.facettes.sans_compte > 0 || filtres.sans_compte === 'oui') && (
        <fieldset>
          <legend>Familles et élèves</legend>
          <label className={css.facette}>
            <input
              type="checkbox"
              checked={filtres.sans_compte === 'oui'}
              onChange={(e) => changer({ sans_compte: e.target.checked ? 'oui' : undefined })}
            />
            Sans compte <span className={css.nombre}>{data.facettes.sans_compte}</span>
          </label>
        </fieldset>
      )}
    </form>
  )
}

function Facettes1({
  titre,
  valeurs,
  choix,
  changer,
}: {
  titre: string
  valeurs: Facette[]
  choix?: string
  changer: (choix: string | undefined) => void
}) {
  const choisis = choix?.split(',').filter(Boolean) ?? []
  const basculer = (valeur: string) => {
    const suite = choisis.includes(valeur) ? choisis.filter((v) => v !== valeur) : [...choisis, valeur]
    changer(suite.join(',') || undefined)
  }
  return (
    <fieldset>
      <legend>{titre}</legend>
      {valeurs.map((f) => (
        <label key={f.valeur} className={css.facette}>
          <input type="checkbox" checked={choisis.includes(f.valeur)} onChange={() => basculer(f.valeur)} />
          {f.libelle} <span className={css.nombre}>{f.total}</span>
        </label>
      ))}
    </fieldset>
  )
}

/** Those for my type of établissement first; the others are folded, and say why. */
function Resultats({ data, effacer }: { data: Catalogue; effacer: () => void }) {
  const etablissement = useEtablissement()
  const pourMoi = (t: DonneesTuile) =>
    !etablissement ||
    (t.pour_qui.natures.includes(etablissement.type as Audience) &&
      (!etablissement.secteur || t.pour_qui.secteurs.includes(etablissement.secteur)))
  const miennes = data.elements.filter(pourMoi)
  const autres = data.elements.filter((t) => !pourMoi(t))
  if (data.total === 0)
    return (
      <Empty icon="loupe" title="Aucun téléservice ne correspond à ces filtres.">
        <Button onClick={effacer}>Effacer les filtres</Button>
      </Empty>
    )
  return (
    <div className="pile">
      <p className="discret" role="status">
        {pluriel(data.total, 'téléservice')}
      </p>
      <h2 className="lecteur-seul">Résultats</h2>
      <div className="grille">
        {miennes.map((t) => (
          <Tuile key={t.code} tuile={t} />
        ))}
      </div>
      {autres.length > 0 && (
        <details className={css.autres}>
          <summary>
            {pluriel(autres.length, 'téléservice ne concerne pas', 'téléservices ne concernent pas')} votre
            établissement
          </summary>
          <div className="grille">
            {autres.map((t) => (
              <Tuile key={t.code} tuile={t} />
            ))}
          </div>
        </details>
      )}
    </div>
  )
}
