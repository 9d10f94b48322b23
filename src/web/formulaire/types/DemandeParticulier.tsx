import { useState } from 'react'
import { lireDossier } from '#domain/dossiers/api.ts'
import { demandeDe, type Verification } from '#domain/formulaire/alimentation.ts'
import { type ChampParticulier, type Particulier, refusDIdentite } from '#domain/formulaire/types/particulier.ts'
import { jourLocal } from '#domain/heure.ts'
import { useRead } from '#web/call.ts'
import { Button } from '#web/ui/Button.tsx'
import { date } from '#web/ui/format.ts'
import css from '../formulaire.module.css'
import { useRemplissageCourant } from '../useRemplissage.ts'
import { useInterrogation } from './useInterrogation.ts'

type Props = { champ: ChampParticulier; chemin: string; valeur: Particulier }

/** The button that asks, what came of it, and what remains to do by hand. */
export function DemandeParticulier({ champ, chemin, valeur }: Props) {
  const { cle } = useRemplissageCourant()
  const { nourrit, interroger } = useInterrogation(chemin)
  const dossier = useRead(lireDossier, { params: { cle } }, { enabled: nourrit })
  const [refus, setRefus] = useState<string>()
  const [cours, setCours] = useState(false)
  const aujourdhui = jourLocal(new Date())
  const derniere = dossier.data?.verifications[champ.id]
  // What was said of another person says nothing of this one.
  const vue = derniere && derniere.valeur === demandeDe(champ, valeur, aujourdhui) ? derniere : undefined
  if (!nourrit)
    return (
      <p className="petit discret">Dans un dossier, un bouton demande ici ce que le service sait de cette personne.</p>
    )
  const demander = async () => {
    const manque = refusDIdentite(valeur, champ.demande, aujourdhui)
    setRefus(manque ?? (valeur.accord ? undefined : 'Cochez l’accord de la personne : rien n’est demandé sans lui.'))
    if (manque || !valeur.accord) return
    setCours(true)
    try {
      await interroger(valeur)
    } catch (e) {
      setRefus(e instanceof Error ? e.message : 'La demande n’a pas pu se faire.')
    } finally {
      setCours(false)
    }
  }
  return (
    <div className="pile" style={{ '--ecart': '0.5rem' } as React.CSSProperties}>
      <div>
        <Button small icon="recharger" busy={cours} onClick={() => void demander()}>
          Demander à API Particulier
        </Button>
      </div>
      <div role="status">
        {refus && <p className="petit">{refus}</p>}
        {!refus && vue && <Issue vue={vue} justificatif={champ.justificatif !== undefined} />}
      </div>
    </div>
  )
}

function Issue({ vue, justificatif }: { vue: Verification; justificatif: boolean }) {
  if (vue.etat === 'trouve')
    return (
      <div className={css.prerempli}>
        <span>Le service a répondu : ses valeurs sont dans la suite, vérifiez-les.</span>
        <span className={css.origine}>{`${vue.source}, ${date(vue.date)}`}</span>
      </div>
    )
  return (
    <p className="petit">
      {vue.etat === 'introuvable' ? 'Le service ne connaît pas cette personne : vérifiez l’état civil.' : vue.message}{' '}
      Vous pouvez écrire vous-même la suite : elle sera « déclarée, non vérifiée ».
      {justificatif && ' Le justificatif sera à joindre.'}
    </p>
  )
}
