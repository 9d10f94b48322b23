import { useState } from 'react'
import type { Source } from '#domain/integration/api.ts'
import { type ReglageDeSource, reglerSource, testerSource } from '#domain/integration/api-connecteurs.ts'
import { FORMATS_EXPORT, LIBELLES_OU, type Ou, type Reglage as Valeurs } from '#domain/integration/reglages.ts'
import { useAct } from '../../call.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { CheckboxField, SelectField, TextAreaField, TextField } from '../../ui/champs.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { Arrets } from './Arrets.tsx'
import { useRegleIntegrations } from './droits.ts'
import { Essai } from './Essai.tsx'
import { phraseHoraire } from './horaire.ts'
import css from './Integration.module.css'

/** Everything typed is kept when one looks at another place. */
type Saisie = {
  genre: Ou['genre']
  adresse: string
  jeu: string
  filtre: string
  mode: 'export' | 'pages'
  format: (typeof FORMATS_EXPORT)[number]
}

const saisieDe = (ou: Ou): Saisie => ({
  adresse: '',
  jeu: '',
  filtre: '',
  mode: 'export',
  format: 'csv',
  ...ou,
})

function ouDe({ genre, adresse, jeu, filtre, mode, format }: Saisie): Ou {
  if (genre === 'https') return { genre, adresse }
  return genre === 'opendatasoft' ? { genre, adresse, jeu, filtre, mode, format } : { genre }
}

/** Where and when a source is taken, and when it should worry; tried before it is saved. */
export function Reglage({ de, genre }: { de: ReglageDeSource; genre: Source['genre'] }) {
  const regler = useAct(reglerSource)
  const tester = useAct(testerSource, { quiet: true })
  const dire = useToast()
  const regle = useRegleIntegrations()
  const [valeurs, setValeurs] = useState<Valeurs>(de.reglage)
  const [saisie, setSaisie] = useState(() => saisieDe(de.reglage.ou))
  const [essai, setEssai] = useState<Parameters<typeof Essai>[0]['essai']>()
  const changer = (patch: Partial<Valeurs>) => setValeurs({ ...valeurs, ...patch })
  const placer = (patch: Partial<Saisie>) => setSaisie({ ...saisie, ...patch })
  const params = { source: de.source }
  const enregistrer = async () => {
    if (await regler.run({ params, body: { ...valeurs, ou: ouDe(saisie) } })) dire('Réglage enregistré.')
  }
  const essayer = async () => setEssai(await tester.run({ params, body: { ou: ouDe(saisie) } }))
  const erreur = (champ: string) => regler.error(champ) ?? tester.error(champ)
  const echec = regler.failure ?? tester.failure
  return (
    <form
      className={css.formulaire}
      onSubmit={(e) => {
        e.preventDefault()
        void enregistrer()
      }}
    >
      {!regle && <p className="discret">Ces réglages se lisent ; seul un administrateur les change.</p>}
      <fieldset disabled={!regle} className="pile" style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}>
        <SelectField
          label="Où la prendre"
          options={Object.entries(LIBELLES_OU).map(([value, label]) => ({ value, label }))}
          value={saisie.genre}
          onChange={(e) => placer({ genre: e.target.value as Ou['genre'] })}
        />
        {saisie.genre === 'dossier' && (
          <p className="discret">
            Déposez les fichiers dans le dossier « depot/{de.source} » des données du serveur ; ils sont rangés dans «
            pris » une fois lus.
          </p>
        )}
        {(saisie.genre === 'https' || saisie.genre === 'opendatasoft') && (
          <TextField
            label={saisie.genre === 'https' ? 'Adresse du fichier' : 'Adresse du portail'}
            type="url"
            value={saisie.adresse}
            error={erreur('ou.adresse')}
            onChange={(e) => placer({ adresse: e.target.value })}
          />
        )}
        {saisie.genre === 'opendatasoft' && <Jeu saisie={saisie} placer={placer} erreur={erreur} />}
        {saisie.genre !== 'depot' && (
          <>
            <TextField
              label="Horaire"
              optional
              help={
                valeurs.horaire
                  ? `${phraseHoraire(valeurs.horaire)}, heure de Paris.`
                  : 'Minute, heure, jour, mois, jour de la semaine : « 30 3 * * * » pour chaque jour à 3 h 30.'
              }
              short
              value={valeurs.horaire ?? ''}
              error={erreur('horaire')}
              onChange={(e) => changer({ horaire: e.target.value.trim() || null })}
            />
            <CheckboxField
              label="Prendre cette source à son horaire"
              checked={valeurs.active}
              onChange={(e) => changer({ active: e.target.checked })}
            />
          </>
        )}
        <TextField
          label="Un import est attendu tous les"
          optional
          short
          type="number"
          min={1}
          max={1000}
          unit="jours"
          value={valeurs.periode_jours ?? ''}
          error={erreur('periode_jours')}
          onChange={(e) => changer({ periode_jours: e.target.value ? Number(e.target.value) : null })}
        />
        <TextField
          label="Alerter si le nombre de lignes varie de plus de"
          short
          type="number"
          min={1}
          max={100}
          unit="%"
          value={valeurs.seuil_volume}
          error={erreur('seuil_volume')}
          onChange={(e) => changer({ seuil_volume: Number(e.target.value) })}
        />
        <TextField
          label="Alerter si les lignes écartées dépassent"
          short
          type="number"
          min={1}
          max={100}
          unit="%"
          value={valeurs.seuil_rejets}
          error={erreur('seuil_rejets')}
          onChange={(e) => changer({ seuil_rejets: Number(e.target.value) })}
        />
        <Arrets genre={genre} valeurs={valeurs} changer={changer} erreur={erreur} />
      </fieldset>
      {echec && (
        <Alert kind="danger" title={echec.message}>
          {echec.erreurs.map((e) => (
            <p key={e.champ}>{e.message}</p>
          ))}
        </Alert>
      )}
      {essai && <Essai essai={essai} />}
      {regle && (
        <div className="rang">
          <Button type="submit" kind="principal" busy={regler.pending}>
            Enregistrer
          </Button>
          {saisie.genre !== 'depot' && (
            <Button icon="loupe" busy={tester.pending} onClick={() => void essayer()}>
              Tester
            </Button>
          )}
        </div>
      )}
    </form>
  )
}

type PropsDeJeu = {
  saisie: Saisie
  placer: (patch: Partial<Saisie>) => void
  erreur: (champ: string) => string | undefined
}

function Jeu({ saisie, placer, erreur }: PropsDeJeu) {
  return (
    <>
      <TextField
        label="Jeu de données"
        value={saisie.jeu}
        error={erreur('ou.jeu')}
        onChange={(e) => placer({ jeu: e.target.value })}
      />
      <TextAreaField
        label="Filtre"
        optional
        help="En ODSQL, comme sur le portail : code_departement=&quot;031&quot;"
        rows={2}
        value={saisie.filtre}
        onChange={(e) => placer({ filtre: e.target.value })}
      />
      <SelectField
        label="Lecture"
        options={[
          { value: 'export', label: 'Export complet (conseillé)' },
          { value: 'pages', label: 'Page par page (10 000 lignes au plus)' },
        ]}
        value={saisie.mode}
        onChange={(e) => placer({ mode: e.target.value === 'pages' ? 'pages' : 'export' })}
      />
      {saisie.mode === 'export' && (
        <SelectField
          label="Format"
          options={FORMATS_EXPORT.map((f) => ({ value: f, label: f.toUpperCase() }))}
          value={saisie.format}
          onChange={(e) => placer({ format: FORMATS_EXPORT.find((f) => f === e.target.value) ?? 'csv' })}
        />
      )}
    </>
  )
}
