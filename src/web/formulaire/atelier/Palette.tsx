import { useState } from 'react'
import { PALETTE } from '#domain/formulaire/palette.ts'
import { FAMILLES } from '#domain/formulaire/propriete.ts'
import { listerBibliotheque, oublierChamp } from '#domain/teleservices/api-formulaires.ts'
import { sansAccents } from '#domain/teleservices/catalogue.ts'
import { useAct, useRead } from '#web/call.ts'
import { IconButton } from '#web/ui/Button.tsx'
import { TextField } from '#web/ui/champs.tsx'
import { Icone } from '#web/ui/Icone.tsx'
import css from './atelier.module.css'
import { useGeste } from './atelier.ts'
import type { Prendre } from './Colonnes.tsx'
import { iconeDe } from './icones.ts'

/** Everything that can be put in a form: pressed, it goes after what is selected; carried, where it is dropped. */
export function Palette({ prendre }: { prendre: Prendre }) {
  const geste = useGeste()
  const [cherche, setCherche] = useState('')
  const mots = sansAccents(cherche).split(' ').filter(Boolean)
  const vus = PALETTE.filter((e) => mots.every((m) => sansAccents(`${e.libelle} ${e.aide} ${e.famille}`).includes(m)))
  return (
    <section className={css.palette} aria-label="Palette">
      <h2 className={css.titrePan}>Palette</h2>
      <TextField label="Chercher un type" type="search" value={cherche} onChange={(e) => setCherche(e.target.value)} />
      {vus.length === 0 && <p className="petit discret">Aucun type ne correspond.</p>}
      {FAMILLES.map((famille) => {
        const siens = vus.filter((e) => e.famille === famille)
        return (
          siens.length > 0 && (
            <div key={famille}>
              <h3 className={css.famille}>{famille}</h3>
              <ul className={css.types}>
                {siens.map((e) => (
                  <li key={e.type}>
                    <button
                      type="button"
                      className={css.type}
                      title={e.aide}
                      onClick={() => geste.ajouter(e.type)}
                      onPointerDown={prendre({ type: e.type }, e.libelle)}
                    >
                      <Icone nom={iconeDe(e.icone)} taille={18} />
                      {e.libelle}
                    </button>
                  </li>
                ))}
              </ul>
            </div>
          )
        )
      })}
      <Bibliotheque mots={mots} />
    </section>
  )
}

/** Champs and blocs kept for several forms; taking one makes a copy. */
function Bibliotheque({ mots }: { mots: string[] }) {
  const geste = useGeste()
  const lecture = useRead(listerBibliotheque, {})
  const oubli = useAct(oublierChamp)
  const vus = lecture.data?.elements.filter((e) => mots.every((m) => sansAccents(e.libelle).includes(m))) ?? []
  if (vus.length === 0) return null
  return (
    <div>
      <h3 className={css.famille}>Bibliothèque</h3>
      <ul className={css.types}>
        {vus.map((e) => (
          <li key={e.id} className={css.garde}>
            <button type="button" className={css.type} onClick={() => geste.coller([e.champ])}>
              <Icone nom="archive" taille={18} />
              {e.libelle}
            </button>
            <IconButton
              small
              icon="supprimer"
              label={`Retirer ${e.libelle} de la bibliothèque`}
              onClick={() => void oubli.run({ params: { id: e.id } })}
            />
          </li>
        ))}
      </ul>
    </div>
  )
}
