import type { ChampAdresse } from '#domain/formulaire/types/adresse.ts'
import { TextField } from '#web/ui/champs.tsx'
import { Recherche } from '../Recherche.tsx'
import { communesParNom } from './commune.tsx'
import { avecPartie, Groupe, partiesDe } from './groupe.tsx'
import { type Saisie, texteDe } from './saisie.ts'
import css from './types.module.css'

/** Typed line by line; the commune is suggested among those known and never imposed. */
export function Adresse(s: Saisie<ChampAdresse>) {
  const { voie, complement, code_postal, commune, code_commune } = partiesDe(s.valeur)
  const poser = (partie: string, valeur: string) => s.changer(avecPartie(s.valeur, partie, valeur))
  return (
    <Groupe {...s}>
      <TextField
        id={`${s.id}-voie`}
        label="Numéro et voie, ou lieu-dit"
        autoComplete="street-address"
        value={texteDe(voie)}
        onChange={(e) => poser('voie', e.target.value)}
      />
      <TextField
        id={`${s.id}-complement`}
        label="Complément : bâtiment, escalier…"
        optional
        autoComplete="off"
        value={texteDe(complement)}
        onChange={(e) => poser('complement', e.target.value)}
      />
      <div className={css.ville}>
        <TextField
          id={`${s.id}-code_postal`}
          label="Code postal"
          inputMode="numeric"
          autoComplete="postal-code"
          value={texteDe(code_postal)}
          onChange={(e) => poser('code_postal', e.target.value)}
        />
        <Recherche
          id={`${s.id}-commune`}
          label="Commune"
          libre
          texte={texteDe(commune)}
          choisi={typeof code_commune === 'string'}
          ecrire={(texte) => {
            const { code_commune: _, ...sans } = partiesDe(s.valeur)
            s.changer(avecPartie(sans, 'commune', texte))
          }}
          choisir={({ code, nom, codes_postaux }) => {
            const [seul, ...autres] = codes_postaux
            const suite = { ...partiesDe(s.valeur), commune: nom, code_commune: code }
            s.changer(!texteDe(code_postal) && seul && autres.length === 0 ? { ...suite, code_postal: seul } : suite)
          }}
          chercher={communesParNom}
        />
      </div>
    </Groupe>
  )
}
