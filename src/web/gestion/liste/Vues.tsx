import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import {
  changerVue,
  enregistrerVue,
  listerVues,
  prefererVue,
  retirerVue,
  type Vue,
} from '#domain/referentiel/api-listes.ts'
import { useAct, useRead } from '#web/call.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { Button } from '#web/ui/Button.tsx'
import { CheckboxField, TextField } from '#web/ui/champs.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { nombre } from '#web/ui/format.ts'
import { Menu } from '#web/ui/Menu.tsx'
import { useToast } from '#web/ui/toasts.tsx'
import { type Changer, type Etat, estChangee, etatDe, filtreComplet, ICI } from './etat.ts'
import css from './Liste.module.css'

type Props = { etat: Etat; changer: Changer; colonnes: string[] }

/** The saved lists as tabs with their number of établissements, and what can be done with the one that is open. */
export function Vues({ etat, changer, colonnes }: Props) {
  const vues = useRead(listerVues, {})
  const [fenetre, setFenetre] = useState<'nouvelle' | 'nom'>()
  const ouverte = vues.data?.elements.find((v) => String(v.id) === etat.vue)
  const { vue: _, page: _p, ...reste } = etat
  const enregistrable = ouverte ? estChangee(ouverte, etat) : Object.keys(reste).length > 0
  return (
    <div className={css.vues}>
      <nav className="rang" aria-label="Listes enregistrées">
        <Link
          to={ICI}
          search={{ vue: 'toutes' }}
          className={css.vue}
          aria-current={ouverte ? undefined : 'page'}
          activeProps={{}}
        >
          Tous
        </Link>
        {vues.data?.elements.map((v) => (
          <Link
            key={v.id}
            to={ICI}
            search={etatDe(v)}
            className={css.vue}
            aria-current={v.id === ouverte?.id ? 'page' : undefined}
            title={v.a_moi ? undefined : `Partagée par ${v.proprietaire}`}
          >
            {v.libelle}
            <span className="discret petit">{v.total === null ? 'à revoir' : nombre(v.total)}</span>
          </Link>
        ))}
      </nav>
      {ouverte && (
        <Actions vue={ouverte} etat={etat} changer={changer} colonnes={colonnes} renommer={() => setFenetre('nom')} />
      )}
      {enregistrable && (
        <Button small icon="ajouter" kind="discret" onClick={() => setFenetre('nouvelle')}>
          Enregistrer cette liste
        </Button>
      )}
      <Dialog
        title={fenetre === 'nom' ? 'Renommer la liste' : 'Enregistrer cette liste'}
        open={fenetre !== undefined}
        onClose={() => setFenetre(undefined)}
      >
        <FenetreVue
          vue={fenetre === 'nom' ? ouverte : undefined}
          contenu={{ recherche: etat.recherche ?? '', filtre: filtreComplet(etat), colonnes, tri: etat.tri ?? '' }}
          fait={(id) => {
            setFenetre(undefined)
            if (fenetre === 'nouvelle')
              changer({
                vue: String(id),
                filtre: filtreComplet(etat) || undefined,
                type: undefined,
                nature: undefined,
                departement: undefined,
                secteur: undefined,
              })
          }}
        />
      </Dialog>
    </div>
  )
}

type PropsActions = Props & { vue: Vue; renommer: () => void }

function Actions({ vue, etat, changer, colonnes, renommer }: PropsActions) {
  const dire = useToast()
  const acte = useAct(changerVue)
  const retrait = useAct(retirerVue)
  const preference = useAct(prefererVue)
  const params = { id: vue.id }
  const preferer = () => void preference.run({ body: { id: vue.preferee ? null : vue.id } })
  const retirer = async () => {
    if (!(await retrait.run({ params }))) return dire('La liste n’a pas pu être retirée : réessayez.')
    changer({ vue: 'toutes' })
    dire(`Liste « ${vue.libelle} » retirée.`, {
      label: 'Annuler',
      run: () => void acte.run({ params, body: { retiree: false } }).then(() => changer({ vue: String(vue.id) })),
    })
  }
  const mettreAJour = async () => {
    const filtre = filtreComplet(etat)
    const body = { recherche: etat.recherche ?? '', filtre, colonnes, tri: etat.tri ?? '' }
    if (!(await acte.run({ params, body }))) return dire('La liste n’a pas pu être enregistrée : réessayez.')
    changer({
      filtre: filtre || undefined,
      type: undefined,
      nature: undefined,
      departement: undefined,
      secteur: undefined,
    })
    dire(`Liste « ${vue.libelle} » mise à jour.`)
  }
  return (
    <Menu label={<>Cette liste</>}>
      {vue.a_moi && estChangee(vue, etat) && (
        <button type="button" onClick={() => void mettreAJour()}>
          Enregistrer les changements
        </button>
      )}
      {vue.a_moi && (
        <>
          <button type="button" onClick={renommer}>
            Renommer ou partager…
          </button>
          <button type="button" onClick={() => void retirer()}>
            Retirer
          </button>
        </>
      )}
      <button type="button" onClick={preferer}>
        {vue.preferee ? 'Ne plus l’ouvrir en arrivant' : 'L’ouvrir en arrivant'}
      </button>
    </Menu>
  )
}

type Contenu = { recherche: string; filtre: string; colonnes: string[]; tri: string }

function FenetreVue({ vue, contenu, fait }: { vue: Vue | undefined; contenu: Contenu; fait: (id: number) => void }) {
  const creation = useAct(enregistrerVue)
  const changement = useAct(changerVue)
  const [libelle, setLibelle] = useState(vue?.libelle ?? '')
  const [partagee, setPartagee] = useState(vue?.partagee ?? false)
  const acte = vue ? changement : creation
  const envoyer = async (e: FormEvent) => {
    e.preventDefault()
    if (vue) {
      if (await changement.run({ params: { id: vue.id }, body: { libelle, partagee } })) fait(vue.id)
      return
    }
    const faite = await creation.run({ body: { ...contenu, libelle, partagee } })
    if (faite) fait(faite.id)
  }
  return (
    <form className="pile" onSubmit={(e) => void envoyer(e)} noValidate>
      {acte.failure && <Alert title="La liste n’est pas enregistrée">{acte.failure.message}</Alert>}
      <TextField
        label="Nom de la liste"
        value={libelle}
        maxLength={80}
        error={acte.error('libelle')}
        onChange={(e) => setLibelle(e.target.value)}
      />
      <CheckboxField
        label="La partager avec tous les agents"
        help="Chacun n’y voit que les établissements de son périmètre."
        checked={partagee}
        onChange={(e) => setPartagee(e.target.checked)}
      />
      <div className="rang">
        <Button kind="principal" type="submit" busy={acte.pending}>
          Enregistrer
        </Button>
      </div>
    </form>
  )
}
