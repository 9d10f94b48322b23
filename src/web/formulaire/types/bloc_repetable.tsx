import { useEffect, useRef, useState } from 'react'
import { type ChampBlocRepetable, LIGNES_MAX } from '#domain/formulaire/types/bloc_repetable.ts'
import { Button } from '#web/ui/Button.tsx'
import { FieldError } from '#web/ui/champs.tsx'
import { useToast } from '#web/ui/toasts.tsx'
import { valeurA } from '../attente.ts'
import { aleatoire } from '../copies.ts'
import css from '../formulaire.module.css'
import { useRemplissageCourant } from '../useRemplissage.ts'
import type { Saisie } from './saisie.ts'

/** Rows of the same questions, numbered; one adds, removes, and takes back what was removed. */
export function BlocRepetable({
  champ,
  chemin,
  lignes = [],
  dessiner,
  id,
  aide,
  erreur,
  facultatif,
}: Saisie<ChampBlocRepetable>) {
  const { i, changer } = useRemplissageCourant()
  const dire = useToast()
  const maximum = Math.min(champ.max ?? LIGNES_MAX, LIGNES_MAX)
  const bloc = useRef<HTMLFieldSetElement>(null)
  const [nouvelle, setNouvelle] = useState<string>()
  const [deplacee, setDeplacee] = useState<{ cle: string; sens: 'monter' | 'descendre' }>()

  useEffect(() => {
    // The first question of the row that one has just added.
    if (nouvelle)
      bloc.current?.querySelector<HTMLElement>(`[data-ligne="${nouvelle}"] :is(input, select, textarea)`)?.focus()
  }, [nouvelle])

  useEffect(() => {
    // The row has gone elsewhere on the page: the button that moved it, or its twin at an end, keeps the focus.
    if (!deplacee) return
    const ligne = bloc.current?.querySelector(`[data-ligne="${deplacee.cle}"]`)
    const bouton =
      ligne?.querySelector<HTMLElement>(`[data-sens="${deplacee.sens}"]`) ?? ligne?.querySelector('[data-sens]')
    if (bouton instanceof HTMLElement) bouton.focus()
  }, [deplacee])

  const ajouter = () => {
    const cle = aleatoire()
    changer(`${chemin}/${cle}`, {}, true)
    setNouvelle(cle)
  }
  const retirer = (cle: string, nom: string) => {
    const ligne = `${chemin}/${cle}`
    const valeurs = sansFichiers(champ, valeurA(i.reponses, ligne))
    changer(ligne, null, true)
    dire(`${nom} retiré.`, { label: 'Annuler', run: () => changer(ligne, valeurs, true) })
    document.getElementById(id)?.focus()
  }
  const deplacer = (rang: number, pas: 1 | -1) => {
    const ordre = lignes.map((l) => l.id)
    const [cle = ''] = ordre.splice(rang, 1)
    ordre.splice(rang + pas, 0, cle)
    changer(chemin, { ordre }, true)
    setDeplacee({ cle, sens: pas < 0 ? 'monter' : 'descendre' })
    dire(`${champ.libelle_ligne} déplacé en position ${rang + pas + 1}.`)
  }
  return (
    <fieldset className={css.bloc} ref={bloc}>
      <legend className={css.legende}>
        {champ.libelle} {facultatif && <span className="discret petit">(facultatif)</span>}
      </legend>
      {aide && <div className="discret petit">{aide}</div>}
      <FieldError error={erreur} id={id} />
      {lignes.map((ligne, rang) => (
        <fieldset key={ligne.id} className={css.ligne} data-ligne={ligne.id}>
          <legend className="lecteur-seul">{ligne.libelle}</legend>
          <div className="rang entre">
            <strong aria-hidden>{ligne.libelle}</strong>
            <div className="rang">
              {rang > 0 && (
                <Button
                  small
                  kind="discret"
                  data-sens="monter"
                  onClick={() => deplacer(rang, -1)}
                  aria-label={`Monter ${ligne.libelle}`}
                >
                  Monter
                </Button>
              )}
              {rang < lignes.length - 1 && (
                <Button
                  small
                  kind="discret"
                  data-sens="descendre"
                  onClick={() => deplacer(rang, 1)}
                  aria-label={`Descendre ${ligne.libelle}`}
                >
                  Descendre
                </Button>
              )}
              <Button
                small
                kind="discret"
                icon="supprimer"
                onClick={() => retirer(ligne.id, ligne.libelle)}
                aria-label={`Retirer ${ligne.libelle}`}
              >
                Retirer
              </Button>
            </div>
          </div>
          {ligne.champs.map(dessiner)}
        </fieldset>
      ))}
      {lignes.length < maximum ? (
        <Button id={id} icon="ajouter" onClick={ajouter} aria-describedby={erreur && `${id}-erreur`}>
          {champ.libelle_ajouter}
        </Button>
      ) : (
        <p className="discret petit" id={id} tabIndex={-1}>
          {maximum} au plus : retirez-en pour en ajouter.
        </p>
      )}
    </fieldset>
  )
}

/** A row comes back with its answers; its files, which the server kept, come back by themselves. */
function sansFichiers(champ: ChampBlocRepetable, valeurs: unknown): Record<string, unknown> {
  const fichiers = champ.champs.filter((c) => c.type === 'piece').map((c) => c.id)
  return Object.fromEntries(Object.entries(valeurs ?? {}).filter(([cle]) => !fichiers.includes(cle)))
}
