import { useRef } from 'react'
import { rechercherAdresses } from '#domain/connecteurs/api.ts'
import type { AdresseTrouvee } from '#domain/connecteurs/lecture/adresses.ts'
import { aConfirmer, type ChampAdresse, estVerifiee, Adresse as Forme } from '#domain/formulaire/types/adresse.ts'
import { call } from '#web/call.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { Button } from '#web/ui/Button.tsx'
import { TextField } from '#web/ui/champs.tsx'
import { Icone } from '#web/ui/Icone.tsx'
import { Recherche } from '../Recherche.tsx'
import { useRemplissageCourant } from '../useRemplissage.ts'
import { communesParNom } from './commune.tsx'
import { avecPartie, Groupe, type Parties, partiesDe } from './groupe.tsx'
import { type Saisie, texteDe } from './saisie.ts'
import css from './types.module.css'

/** Suggested from the third sign by the national base of addresses; what one types is an answer all the same. */
export function Adresse(s: Saisie<ChampAdresse>) {
  const { cle } = useRemplissageCourant()
  const tapee = useRef('')
  const { voie, complement, code_postal, commune, code_commune, identifiant } = partiesDe(s.valeur)
  /** Changed by hand, an address is no longer that of the base. */
  const poser = (partie: string, valeur: string) => s.changer(avecPartie(sansBan(s.valeur), partie, valeur))
  return (
    <Groupe {...s}>
      <Recherche
        id={`${s.id}-voie`}
        label="Numéro et voie, ou lieu-dit"
        help="À partir de trois caractères, des adresses vous sont proposées."
        libre
        minimum={3}
        attente={300}
        autoComplete="street-address"
        texte={texteDe(voie)}
        choisi={typeof identifiant === 'string'}
        ecrire={(texte) => {
          tapee.current = texte
          poser('voie', texte)
        }}
        choisir={(choisie: Forme) => {
          const reste = avecPartie({}, 'complement', complement) ?? {}
          s.changer({ ...reste, ...choisie }, true)
        }}
        chercher={(q, signal) => adressesProches(q, cle, signal)}
      />
      <TextField
        id={`${s.id}-complement`}
        label="Complément : bâtiment, escalier…"
        optional
        autoComplete="off"
        value={texteDe(complement)}
        onChange={(e) => s.changer(avecPartie(s.valeur, 'complement', e.target.value))}
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
            const { code_commune: _, ...sans } = sansBan(s.valeur)
            s.changer(avecPartie(sans, 'commune', texte))
          }}
          choisir={({ code, nom, codes_postaux }) => {
            const [seul, ...autres] = codes_postaux
            const suite = { ...sansBan(s.valeur), commune: nom, code_commune: code }
            s.changer(!texteDe(code_postal) && seul && autres.length === 0 ? { ...suite, code_postal: seul } : suite)
          }}
          chercher={communesParNom}
        />
      </div>
      <Constat
        valeur={s.valeur}
        confirmer={() => s.changer({ ...partiesDe(s.valeur), confirmee: true }, true)}
        garder={() => s.changer(avecPartie(sansBan(s.valeur), 'voie', tapee.current), true)}
      />
    </Groupe>
  )
}

function sansBan(valeur: unknown): Parties {
  const { identifiant: _i, score: _s, confirmee: _c, ...reste } = partiesDe(valeur)
  return reste
}

/** Where the address comes from; when the base proposes something else than what was typed, one is asked. */
function Constat({ valeur, confirmer, garder }: { valeur: unknown; confirmer: () => void; garder: () => void }) {
  const lue = Forme.safeParse(valeur)
  if (!lue.success || !lue.data.voie || !lue.data.commune) return null
  if (aConfirmer(lue.data))
    return (
      <Alert kind="alerte" title="Cette adresse ressemble peu à ce que vous avez écrit.">
        <div className="rang">
          <Button small onClick={confirmer}>
            C’est la bonne adresse
          </Button>
          <Button small kind="discret" onClick={garder}>
            Revenir à ce que j’ai écrit
          </Button>
        </div>
      </Alert>
    )
  return (
    <p className="petit discret" role="status">
      <Icone nom={estVerifiee(lue.data) ? 'coche' : 'info'} taille={16} />{' '}
      {estVerifiee(lue.data) ? 'Adresse vérifiée, Base Adresse Nationale.' : 'Adresse non vérifiée : elle convient.'}
    </p>
  )
}

/** Throws when the service is away: the box says so and lets one go on. */
export async function adressesTrouvees(q: string, pour: string, signal: AbortSignal): Promise<AdresseTrouvee[]> {
  const { etat, valeur = [] } = await call(rechercherAdresses, { query: { q, pour } }, signal)
  if (etat === 'indisponible' || etat === 'refuse') throw new Error('The addresses cannot be searched.')
  return valeur
}

async function adressesProches(q: string, pour: string, signal: AbortSignal) {
  return (await adressesTrouvees(q, pour, signal))
    .filter((a) => a.voie)
    .map(({ id, libelle, voie, code_postal, commune, code_commune, score }) => ({
      cle: id,
      libelle,
      detail: '',
      valeur: { voie, code_postal, commune, code_commune, identifiant: id, score },
    }))
}
