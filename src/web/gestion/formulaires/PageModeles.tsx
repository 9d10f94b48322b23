import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { listerModeles, type TuileModele } from '#domain/teleservices/api-import.ts'
import { sansAccents } from '#domain/teleservices/catalogue.ts'
import { LIBELLES_AUDIENCES, LIBELLES_THEMATIQUES } from '#domain/teleservices/fiche.ts'
import { useRead } from '#web/call.ts'
import { StatusBadge, Tag } from '#web/ui/Badge.tsx'
import { Button, ButtonLink } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { SelectField } from '#web/ui/champs.tsx'
import { Empty, Reading } from '#web/ui/etats.tsx'
import { Page } from '#web/ui/Page.tsx'
import { SearchBox } from '#web/ui/SearchBox.tsx'

type Recherche = { recherche?: string; thematique?: string }

/** The templates shipped with the product: choose one, set its amounts and dates, make it yours. */
export function PageModeles() {
  const { recherche = '', thematique = '' } = useSearch({ strict: false }) as Recherche
  const naviguer = useNavigate()
  const lecture = useRead(listerModeles, {})
  const changer = (patch: Recherche) =>
    void naviguer({
      to: '/gestion/formulaires/modeles',
      search: { recherche: recherche || undefined, thematique: thematique || undefined, ...patch },
      replace: true,
    })
  const mots = sansAccents(recherche).split(' ').filter(Boolean)
  const garde = (m: TuileModele) =>
    (!thematique || m.thematique === thematique) &&
    mots.every((mot) => sansAccents(`${m.titre} ${m.resume}`).includes(mot))
  return (
    <Page
      title="Modèles de téléservices"
      crumbs={[{ label: 'Formulaires', to: '/gestion/formulaires' }]}
      intro="Des téléservices complets : fiche, formulaire, guide d’instruction. Leurs montants et leurs dates sont à régler."
      actions={<ButtonLink to="/gestion/formulaires/import">Importer un document</ButtonLink>}
    >
      <div className="rang">
        <SearchBox
          label="Rechercher un modèle"
          placeholder="Titre ou usage…"
          value={recherche}
          onChange={(r) => changer({ recherche: r.trim() || undefined })}
        />
        <SelectField
          label="Thématique"
          empty="Toutes"
          value={thematique}
          options={Object.entries(LIBELLES_THEMATIQUES).map(([value, label]) => ({ value, label }))}
          onChange={(e) => changer({ thematique: e.target.value || undefined })}
        />
      </div>
      <Reading
        query={lecture}
        lines={8}
        isEmpty={(l) => !l.elements.some(garde)}
        empty={
          <Empty icon="document" title="Aucun modèle ne correspond.">
            <Button onClick={() => changer({ recherche: undefined, thematique: undefined })}>
              Montrer tous les modèles
            </Button>
          </Empty>
        }
      >
        {({ elements }) => (
          <>
            <p className="discret">
              {elements.filter(garde).length === 1 ? '1 modèle' : `${elements.filter(garde).length} modèles`}
            </p>
            <div className="grille">
              {elements.filter(garde).map((m) => (
                <Tuile key={m.code} modele={m} />
              ))}
            </div>
          </>
        )}
      </Reading>
    </Page>
  )
}

function Tuile({ modele: m }: { modele: TuileModele }) {
  return (
    <Card
      title={
        <Link to="/gestion/formulaires/modeles/$modele" params={{ modele: m.code }}>
          {m.titre}
        </Link>
      }
    >
      <div className="rang">
        <Tag>{LIBELLES_THEMATIQUES[m.thematique]}</Tag>
        {m.pris && <StatusBadge couleur="vert" icone="coche" libelle="Déjà utilisé" />}
      </div>
      <p>{m.resume}</p>
      <p className="petit discret">
        {m.natures.map((n) => LIBELLES_AUDIENCES[n]).join(', ')} · {m.etapes} étapes, {m.questions} questions dont{' '}
        {m.pieces === 1 ? '1 pièce' : `${m.pieces} pièces`} · {m.parametres} paramètres
      </p>
    </Card>
  )
}
