import { useState } from 'react'
import { ajouterEnsemble } from '#domain/referentiel/api-actions.ts'
import { type GenreRegroupement, LIBELLES_REGROUPEMENT } from '#domain/referentiel/regroupement.ts'
import { listerRegroupements } from '#domain/referentiel/regroupement-api.ts'
import { useAct, useRead } from '#web/call.ts'
import { DateField, SelectField, TextField } from '#web/ui/champs.tsx'
import { Reading } from '#web/ui/etats.tsx'
import { Formulaire } from '#web/ui/Formulaire.tsx'
import { pluriel } from '#web/ui/format.ts'
import { type FenetreDActionProps, useFait } from './fait.tsx'

const NOUVEAU = 'nouveau'
/** The most that one may choose from here; the rest is found on its own page. */
const REGROUPEMENTS = 100

/** Those chosen enter a regroupement, one that exists or a new one. */
export function FenetreMembres(props: FenetreDActionProps) {
  const regroupements = useRead(listerRegroupements, { query: { par_page: REGROUPEMENTS } })
  return (
    <Reading query={regroupements}>
      {(d) => (
        <Saisie
          {...props}
          existants={d.elements
            .filter((r) => !r.dissous_le)
            .map((r) => ({ value: String(r.id), label: `${r.nom} (${LIBELLES_REGROUPEMENT[r.genre]})` }))}
        />
      )}
    </Reading>
  )
}

type Props = FenetreDActionProps & { existants: { value: string; label: string }[] }

function Saisie({ choisis, fermer, fini, existants }: Props) {
  const acte = useAct(ajouterEnsemble)
  const dire = useFait()
  const [choix, setChoix] = useState(existants[0]?.value ?? NOUVEAU)
  const [nom, setNom] = useState('')
  const [genre, setGenre] = useState<GenreRegroupement>('cite_scolaire')
  const [depuis, setDepuis] = useState('')
  const envoyer = async () => {
    const cible = choix === NOUVEAU ? { nouveau: { genre, nom } } : { regroupement: Number(choix) }
    const reponse = await acte.run({ body: { liste: choisis.liste, depuis, ...cible } })
    if (!reponse) return
    fini()
    const deja = reponse.identiques
      ? ` ${pluriel(reponse.identiques, 'en faisait déjà partie', 'en faisaient déjà partie')}.`
      : ''
    dire(
      `${pluriel(reponse.changes, 'établissement ajouté', 'établissements ajoutés')} au regroupement.${deja}`,
      reponse.action,
    )
  }
  return (
    <Formulaire
      envoyer={`Ajouter ${pluriel(choisis.combien, 'établissement')}`}
      acte={acte}
      onSubmit={() => void envoyer()}
      fermer={fermer}
    >
      <SelectField
        id="regroupement"
        label="Regroupement"
        value={choix}
        error={acte.error('regroupement')}
        options={[...existants, { value: NOUVEAU, label: 'Un nouveau regroupement…' }]}
        onChange={(e) => setChoix(e.target.value)}
      />
      {choix === NOUVEAU && (
        <>
          <TextField
            id="nouveau.nom"
            label="Nom du regroupement"
            value={nom}
            error={acte.error('nouveau.nom')}
            onChange={(e) => setNom(e.target.value)}
          />
          <SelectField
            label="Genre"
            value={genre}
            options={Object.entries(LIBELLES_REGROUPEMENT).map(([value, label]) => ({ value, label }))}
            onChange={(e) => setGenre(e.target.value as GenreRegroupement)}
          />
        </>
      )}
      <DateField
        id="depuis"
        label="Membres depuis le"
        value={depuis}
        error={acte.error('depuis')}
        onChange={(e) => setDepuis(e.target.value)}
      />
    </Formulaire>
  )
}
