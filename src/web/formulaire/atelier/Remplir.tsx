import { useEffect, useState } from 'react'
import { Alert, ErrorSummary } from '#web/ui/Alert.tsx'
import { Button } from '#web/ui/Button.tsx'
import { AideEtape } from '../AideEtape.tsx'
import { Etape } from '../Etape.tsx'
import { idDe } from '../types/saisie.ts'
import type { Remplissage } from '../useRemplissage.ts'
import css from './atelier.module.css'

type Props = {
  essai: Remplissage
  /** The étape to show, when one follows what is selected. */
  etape?: string
  /** Of the title of an étape, under what stands above. */
  niveau?: 2 | 3
  /** Does the deposit, once one has asked for it; without it, it is only said whether it could be. */
  deposer?: () => void
}

/** The filler, one étape at a time, with its recap of what lacks. */
export function Remplir({ essai, etape, niveau = 3, deposer }: Props) {
  const vues = essai.parcours.etapes.filter((e) => e.etat !== 'sans_objet')
  const [choisie, setChoisie] = useState<string>()
  const [tente, setTente] = useState(false)
  useEffect(() => {
    if (etape) setChoisie(etape)
  }, [etape])
  const rang = Math.max(
    0,
    vues.findIndex((e) => e.id === choisie),
  )
  const ici = vues[rang]
  const aide = essai.definition.etapes.find((e) => e.id === ici?.id)?.aide
  if (!ici) return <p className="discret">Ce formulaire n’a pas encore d’étape.</p>
  const Titre = niveau === 2 ? 'h2' : 'h3'
  const aller = (pas: number) => {
    essai.quitterEtape(ici.id)
    setChoisie(vues[rang + pas]?.id)
  }
  return (
    <div className={css.apercu}>
      <p className="petit discret">
        Étape {rang + 1} sur {vues.length}
      </p>
      <Titre>{ici.titre || 'Sans titre'}</Titre>
      {aide && <AideEtape key={ici.id} aide={aide} />}
      {tente && !deposer && essai.parcours.complet && (
        <Alert kind="succes" title="Ce dossier pourrait être déposé.">
          C’est un essai : rien n’est envoyé.
        </Alert>
      )}
      {tente && !essai.parcours.complet && (
        <ErrorSummary
          errors={essai.parcours.manquants.map((m) => ({ champ: m.champ, message: `${m.libelle} : ${m.message}` }))}
          idOf={idDe}
          onChoose={(champ) => {
            setChoisie(essai.parcours.manquants.find((m) => m.champ === champ)?.etape)
            requestAnimationFrame(() => document.getElementById(idDe(champ))?.focus())
          }}
        />
      )}
      {ici.champs.length === 0 && <p className="discret">Cette étape est vide.</p>}
      <Etape key={ici.id} etape={ici} />
      <div className="rang entre">
        {rang > 0 ? <Button onClick={() => aller(-1)}>Étape précédente</Button> : <span />}
        {rang < vues.length - 1 ? (
          <Button kind="principal" onClick={() => aller(1)}>
            Continuer
          </Button>
        ) : (
          <Button
            kind="principal"
            onClick={() => {
              essai.tenter()
              setTente(true)
              deposer?.()
            }}
          >
            {deposer ? 'Déposer pour essai' : 'Essayer de déposer'}
          </Button>
        )}
      </div>
    </div>
  )
}
