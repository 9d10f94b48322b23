import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { lireRegistre, modifierChamp, type Registre } from '#domain/referentiel/api-fiche.ts'
import { GROUPES, LIBELLES_GENRE } from '#domain/referentiel/champ-de-fiche.ts'
import { useAct, useRead } from '#web/call.ts'
import { useMoi } from '#web/session.ts'
import { Tag } from '#web/ui/Badge.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { Empty, Loading, Reading } from '#web/ui/etats.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Table } from '#web/ui/Table.tsx'
import { Tabs } from '#web/ui/Tabs.tsx'
import { useToast } from '#web/ui/toasts.tsx'
import { AjouterChamp } from './AjouterChamp.tsx'
import { AjouterOnglet } from './AjouterOnglet.tsx'
import { Nomenclatures } from './Nomenclatures.tsx'

const TITRE = 'Champs de la fiche'

/** What the fiche of an établissement holds, and what an administrator adds to it without a developer. */
export function PageChamps() {
  const moi = useMoi()
  const registre = useRead(lireRegistre, {})
  if (!moi) return <Loading />
  if (moi.role !== 'administrateur')
    return (
      <Page title={TITRE}>
        <Empty icon="info" title="Cette page est réservée aux administrateurs." />
      </Page>
    )
  return (
    <Page
      title={TITRE}
      intro="Un champ ajouté ici paraît aussitôt dans la fiche, la recherche, les colonnes, les imports et l’export."
    >
      <Reading query={registre}>
        {(r) => (
          <>
            <Champs registre={r} />
            <Card title="Nomenclatures">
              <Nomenclatures registre={r} />
            </Card>
          </>
        )}
      </Reading>
    </Page>
  )
}

function Champs({ registre }: { registre: Registre }) {
  const { onglet = 'general' } = useSearch({ strict: false })
  const naviguer = useNavigate()
  const [ajout, setAjout] = useState<'champ' | 'onglet'>()
  const choisi = registre.onglets.some((o) => o.code === onglet) ? onglet : 'general'
  return (
    <Card
      title="Onglets et champs"
      actions={
        <div className="rang">
          <Button small icon="ajouter" onClick={() => setAjout('onglet')}>
            Ajouter un onglet
          </Button>
          <Button small kind="principal" icon="ajouter" onClick={() => setAjout('champ')}>
            Ajouter un champ
          </Button>
        </div>
      }
    >
      <Tabs
        label="Onglets de la fiche"
        current={choisi}
        onChange={(cle) =>
          void naviguer({ to: '.', search: (s) => ({ ...s, onglet: cle }), replace: true, resetScroll: false })
        }
        tabs={registre.onglets.map((o) => ({
          key: o.code,
          label: o.libelle,
          panel: () => <ChampsDe registre={registre} onglet={o.code} />,
        }))}
      />
      {ajout === 'champ' && <AjouterChamp registre={registre} onglet={choisi} fermer={() => setAjout(undefined)} />}
      {ajout === 'onglet' && <AjouterOnglet fermer={() => setAjout(undefined)} />}
    </Card>
  )
}

function ChampsDe({ registre, onglet }: { registre: Registre; onglet: string }) {
  const acte = useAct(modifierChamp)
  const dire = useToast()
  const champs = registre.champs.filter((c) => c.onglet === onglet)
  const nomenclature = (code: string | undefined) => registre.nomenclatures.find((n) => n.code === code)?.libelle
  const retirer = async (code: string, libelle: string, retire: boolean) => {
    const changer = (oui: boolean) => acte.run({ params: { code }, body: { retire: oui } })
    if (!(await changer(retire))) return dire('Le champ n’a pas changé. Rechargez la page.')
    dire(
      retire ? `${libelle} : c’est retiré, ses valeurs restent lisibles.` : `${libelle} : c’est de nouveau demandé.`,
      {
        label: 'Annuler',
        run: () => void changer(!retire),
      },
    )
  }
  if (champs.length === 0) return <Empty icon="tableau" title="Cet onglet n’a pas encore de champ." />
  return (
    <Table
      caption="Champs de l’onglet"
      captionHidden
      columns={[
        { key: 'libelle', title: 'Champ', header: true, cell: (c) => c.libelle },
        {
          key: 'genre',
          title: 'Type',
          cell: (c) =>
            [LIBELLES_GENRE[c.genre], c.unite && `en ${c.unite}`, nomenclature(c.nomenclature)]
              .filter(Boolean)
              .join(', '),
        },
        { key: 'groupe', title: 'Groupe de droits', cell: (c) => GROUPES[c.groupe] },
        {
          key: 'etat',
          title: 'Origine',
          cell: (c) => <Tag>{c.livre ? 'Du produit' : c.retire ? 'Ajouté, retiré' : 'Ajouté'}</Tag>,
        },
        {
          key: 'actions',
          title: 'Actions',
          cell: (c) =>
            c.livre ? (
              '—'
            ) : (
              <Button
                small
                onClick={() => void retirer(c.code, c.libelle, !c.retire)}
                aria-label={`${c.retire ? 'Rétablir' : 'Retirer'} : ${c.libelle}`}
              >
                {c.retire ? 'Rétablir' : 'Retirer'}
              </Button>
            ),
        },
      ]}
      rows={champs}
      rowKey={(c) => c.code}
    />
  )
}
