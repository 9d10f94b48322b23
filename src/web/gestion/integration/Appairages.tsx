import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import {
  type Appairage,
  importerAppairages,
  listerAppairages,
  poserAppairage,
  retirerAppairage,
} from '#domain/integration/api-applications.ts'
import { Echec, queryClient, useAct, useRead } from '../../call.ts'
import { Alert } from '../../ui/Alert.tsx'
import { StatusBadge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { SelectField, TextField } from '../../ui/champs.tsx'
import { Empty, Reading } from '../../ui/etats.tsx'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { date } from '../../ui/format.ts'
import { Pagination } from '../../ui/Pagination.tsx'
import { SearchBox } from '../../ui/SearchBox.tsx'
import { Table } from '../../ui/Table.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { upload } from '../../upload.ts'
import { useRegleIntegrations } from './droits.ts'
import css from './Integration.module.css'
import { usePage } from './page.ts'

/** Under which identifier an application knows each établissement. */
export function Appairages({ application }: { application: number }) {
  const { page, aller, recherche, changer } = usePage()
  const etat = recherche.etat === 'ok' || recherche.etat === 'erreur' ? recherche.etat : undefined
  const q = recherche.q || undefined
  const liste = useRead(listerAppairages, { params: { id: application }, query: { page, etat, q } }, { keep: true })
  const retirer = useAct(retirerAppairage)
  const regle = useRegleIntegrations()
  const params = (a: Appairage) => ({ id: application, identifiant: a.identifiant })
  return (
    <div className="pile">
      {regle && <Poser application={application} />}
      <div className={css.filtres}>
        <SearchBox
          label="Chercher un appairage"
          placeholder="Identifiant, UAI, nom"
          value={q ?? ''}
          onChange={(v) => changer({ q: v.trim() || undefined })}
        />
        <SelectField
          label="État"
          empty="Tous"
          options={[
            { value: 'ok', label: 'Reliés' },
            { value: 'erreur', label: 'En erreur' },
          ]}
          value={etat ?? ''}
          onChange={(e) => changer({ etat: e.target.value || undefined })}
        />
      </div>
      <Reading
        query={liste}
        isEmpty={(d) => d.elements.length === 0}
        empty={<Empty icon="etablissement" title={q || etat ? 'Aucun appairage ne correspond.' : 'Aucun appairage.'} />}
      >
        {(data) => (
          <>
            <Table<Appairage>
              caption="Appairages"
              captionHidden
              columns={[
                { key: 'identifiant', title: 'Identifiant', header: true, cell: (a) => a.identifiant },
                {
                  key: 'etablissement',
                  title: 'Établissement',
                  cell: (a) =>
                    a.nom ? (
                      <Link to="/gestion/etablissements/$uai" params={{ uai: a.uai }}>
                        {a.nom} ({a.uai})
                      </Link>
                    ) : (
                      a.uai
                    ),
                },
                {
                  key: 'etat',
                  title: 'État',
                  cell: (a) =>
                    a.etat === 'ok' ? (
                      <StatusBadge couleur="vert" icone="coche" libelle="Relié" />
                    ) : (
                      <>
                        <StatusBadge couleur="rouge" icone="croix" libelle="En erreur" />
                        <div className="petit">{a.message}</div>
                      </>
                    ),
                },
                { key: 'maj', title: 'Mis à jour', cell: (a) => date(a.maj) },
                {
                  key: 'acte',
                  title: 'Acte',
                  cell: (a) =>
                    regle ? (
                      <Button
                        small
                        kind="discret"
                        icon="effacer"
                        onClick={() => void retirer.run({ params: params(a) })}
                      >
                        Délier<span className="lecteur-seul"> {a.identifiant}</span>
                      </Button>
                    ) : (
                      '—'
                    ),
                },
              ]}
              rows={data.elements}
              rowKey={(a) => a.identifiant}
            />
            <Pagination page={data.page} parPage={data.par_page} total={data.total} noun="appairage" onPage={aller} />
          </>
        )}
      </Reading>
    </div>
  )
}

function Poser({ application }: { application: number }) {
  const poser = useAct(poserAppairage)
  const dire = useToast()
  const [identifiant, setIdentifiant] = useState('')
  const [uai, setUai] = useState('')
  const [echec, setEchec] = useState<string>()
  const relier = async () => {
    if (!(await poser.run({ params: { id: application, identifiant }, body: { uai } }))) return
    dire('Établissement relié.')
    setIdentifiant('')
    setUai('')
  }
  const importer = async (fichier: File) => {
    setEchec(undefined)
    try {
      const bilan = await upload(importerAppairages, { params: { id: application } }, fichier)
      dire(`${bilan.lus} lignes lues, ${bilan.poses} posées, ${bilan.en_erreur} en erreur.`)
      await queryClient.invalidateQueries()
    } catch (erreur) {
      setEchec(erreur instanceof Echec ? erreur.message : 'L’envoi a échoué : recommencez.')
    }
  }
  return (
    <div className="pile">
      <form
        className={css.filtres}
        onSubmit={(e) => {
          e.preventDefault()
          void relier()
        }}
      >
        <TextField
          label="Identifiant dans l’application"
          value={identifiant}
          maxLength={100}
          required
          onChange={(e) => setIdentifiant(e.target.value)}
        />
        <TextField
          label="UAI"
          value={uai}
          maxLength={20}
          required
          error={poser.error('uai')}
          onChange={(e) => setUai(e.target.value)}
        />
        <Button type="submit" busy={poser.pending}>
          Relier
        </Button>
      </form>
      {poser.failure && poser.failure.erreurs.length === 0 && <Alert kind="danger">{poser.failure.message}</Alert>}
      {echec && <Alert kind="danger">{echec}</Alert>}
      <FileDrop
        label="appairages"
        button="Importer un CSV"
        hint="Deux colonnes : identifiant et uai."
        accept=".csv,.txt"
        onFiles={([f]) => f && void importer(f)}
      />
    </div>
  )
}
