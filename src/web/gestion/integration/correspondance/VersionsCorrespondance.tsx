import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answer } from '#domain/endpoint.ts'
import { enregistrerCorrespondance, listerCorrespondances } from '#domain/integration/api-correspondances.ts'
import { comparerContenus, direLien, SANS_CORRESPONDANCE } from '#domain/integration/liens.ts'
import { useAct, useRead } from '../../../call.ts'
import { Alert } from '../../../ui/Alert.tsx'
import { Button } from '../../../ui/Button.tsx'
import { SelectField } from '../../../ui/champs.tsx'
import { Empty, Reading } from '../../../ui/etats.tsx'
import { dateHeure, nombre } from '../../../ui/format.ts'
import { Table } from '../../../ui/Table.tsx'
import { useToast } from '../../../ui/toasts.tsx'
import { useRegleIntegrations } from '../droits.ts'
import styles from '../Integration.module.css'
import css from './Correspondance.module.css'

type Version = Answer<typeof listerCorrespondances>['elements'][number]

/** The versions of a mapping: who, when, what; two compared, an old one taken again. */
export function VersionsCorrespondance({ source }: { source: string }) {
  const liste = useRead(listerCorrespondances, { params: { source } })
  return (
    <Reading
      query={liste}
      isEmpty={(d) => d.elements.length === 0}
      empty={
        <Empty icon="document" title="Les colonnes sont reconnues d’elles-mêmes.">
          <p>Une correspondance sert aux fichiers dont les colonnes portent d’autres noms, ou s’écrivent autrement.</p>
          <Link to="/gestion/integrations/sources/$source/correspondance" params={{ source }}>
            Essayer un fichier
          </Link>
        </Empty>
      }
    >
      {(data) => <Liste source={source} versions={data.elements} />}
    </Reading>
  )
}

function Liste({ source, versions }: { source: string; versions: Version[] }) {
  const reprendre = useAct(enregistrerCorrespondance)
  const dire = useToast()
  const regle = useRegleIntegrations()
  const enVigueur = versions[0]?.version
  const lancer = async (v: Version) => {
    const body = { contenu: v.contenu, note: `Reprise de la version ${v.version}` }
    const fait = await reprendre.run({ params: { source }, body })
    if (fait) dire(`Version ${v.version} reprise : c’est la version ${fait.version}.`)
  }
  return (
    <div className="pile">
      {reprendre.failure && <Alert kind="danger">{reprendre.failure.message}</Alert>}
      <Table
        caption="Versions de la correspondance"
        captionHidden
        columns={[
          {
            key: 'version',
            title: 'Version',
            header: true,
            cell: (v) => `${nombre(v.version)}${v.version === enVigueur ? ' (en vigueur)' : ''}`,
          },
          { key: 'le', title: 'Le', cell: (v) => dateHeure(v.cree_le) },
          { key: 'auteur', title: 'Par', cell: (v) => v.auteur },
          { key: 'colonnes', title: 'Ce qu’elle dit', cell: (v) => <Resume version={v} /> },
          {
            key: 'reprendre',
            title: 'Reprendre',
            cell: (v) =>
              regle && v.version !== enVigueur ? (
                <Button
                  icon="retour"
                  aria-label={`Reprendre la version ${v.version}`}
                  busy={reprendre.pending}
                  onClick={() => void lancer(v)}
                >
                  Reprendre
                </Button>
              ) : (
                '—'
              ),
          },
        ]}
        rows={versions}
        rowKey={(v) => v.version}
      />
      <Comparaison versions={versions} />
    </div>
  )
}

function Resume({ version: { contenu, note } }: { version: Version }) {
  const dits = [
    ...contenu.liens.map((l) => `${direLien(l)} → ${l.vers}`),
    ...contenu.ignorees.map((i) => `« ${i} » : pas lue`),
    ...(contenu.inconnues === 'refuser' ? ['une colonne inconnue fait refuser le fichier'] : []),
  ]
  return (
    <div style={{ overflowWrap: 'anywhere' }}>
      {note && <strong>{note}. </strong>}
      {dits.join(' ; ') || 'Retour aux noms livrés'}
    </div>
  )
}

function Comparaison({ versions }: { versions: Version[] }) {
  const [de, setDe] = useState(String(versions[1]?.version ?? 0))
  const [vers, setVers] = useState(String(versions[0]?.version ?? 0))
  const contenuDe = (v: string) => versions.find((x) => String(x.version) === v)?.contenu ?? SANS_CORRESPONDANCE
  const options = [
    ...versions.map((v) => ({ value: String(v.version), label: `Version ${v.version}` })),
    { value: '0', label: 'Noms livrés avec Préau' },
  ]
  const ecarts = comparerContenus(contenuDe(de), contenuDe(vers))
  return (
    <section className="pile" aria-labelledby="comparer-versions">
      <h2 id="comparer-versions" className={css.titre}>
        Comparer deux versions
      </h2>
      <div className={css.reunir}>
        <SelectField label="De" options={options} value={de} onChange={(e) => setDe(e.target.value)} />
        <SelectField label="À" options={options} value={vers} onChange={(e) => setVers(e.target.value)} />
      </div>
      {ecarts.length === 0 ? (
        <p className="discret">Ces deux versions disent la même chose.</p>
      ) : (
        <Table
          caption="Ce qui change d’une version à l’autre"
          captionHidden
          columns={[
            { key: 'vers', title: 'Champ', header: true, cell: (e) => e.vers },
            {
              key: 'avant',
              title: 'Avant',
              cell: (e) => (e.avant ? <span className={styles.avant}>{e.avant}</span> : '—'),
            },
            {
              key: 'apres',
              title: 'Après',
              cell: (e) => (e.apres ? <span className={styles.apres}>{e.apres}</span> : '—'),
            },
          ]}
          rows={ecarts}
          rowKey={(e) => e.vers}
        />
      )}
    </section>
  )
}
