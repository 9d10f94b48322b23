import { type FormEvent, useState } from 'react'
import { type ConnecteurRegle, reglerConnecteur } from '#domain/connecteurs/api-reglages.ts'
import { PILOTES, type Pilote } from '#domain/connecteurs/liste.ts'
import { useAct } from '#web/call.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { Button } from '#web/ui/Button.tsx'
import { CheckboxField, SelectField, TextAreaField, TextField } from '#web/ui/champs.tsx'
import { dateHeure } from '#web/ui/format.ts'
import { useToast } from '#web/ui/toasts.tsx'
import integration from '../integration/Integration.module.css'
import { Essai } from './Essai.tsx'
import { direDuree } from './mots.tsx'

/** Where it is called, with which key, in whose name. What is shipped stays until it is changed. */
export function Reglage({ de }: { de: ConnecteurRegle }) {
  const regler = useAct(reglerConnecteur)
  const dire = useToast()
  const [pilote, setPilote] = useState<Pilote | ''>(de.pilote_regle ?? '')
  const [adresse, setAdresse] = useState(de.adresse === de.adresse_livree ? '' : de.adresse)
  const [siret, setSiret] = useState(de.destinataire.siret ?? '')
  const [habilitation, setHabilitation] = useState(de.habilitation.numero ?? '')
  const [fondement, setFondement] = useState(de.habilitation.fondement ?? '')
  const [cache, setCache] = useState(String(de.cache_minutes))
  const [quota, setQuota] = useState(String(de.appels_par_minute))
  const [cle, setCle] = useState('')
  const [retirer, setRetirer] = useState(false)
  const enregistrer = async (e: FormEvent) => {
    e.preventDefault()
    const fait = await regler.run({
      params: { code: de.code },
      body: {
        pilote: pilote || null,
        adresse: adresse || null,
        destinataire: siret || null,
        ...(de.habilitation.attendue ? { habilitation: habilitation || null, fondement: fondement || null } : {}),
        cache_minutes: cache === '' ? null : cache,
        appels_par_minute: quota === '' ? null : quota,
        ...(retirer ? { cle: null } : cle ? { cle } : {}),
      },
    })
    if (fait) dire('Réglage enregistré : le prochain appel s’en sert.')
  }
  return (
    <form className={integration.formulaire} onSubmit={(e) => void enregistrer(e)}>
      <SelectField
        label="Pilote"
        help="« Automatique » appelle le service quand la configuration le permet et que la clé est là."
        empty={`Automatique (${PILOTES[de.pilote].toLowerCase()} en ce moment)`}
        options={Object.entries(PILOTES).map(([value, label]) => ({ value, label }))}
        value={pilote}
        onChange={(e) => setPilote(e.target.value as Pilote | '')}
      />
      <TextField
        label="Adresse"
        optional
        type="url"
        help={`Vide : ${de.adresse_livree}`}
        value={adresse}
        error={regler.error('adresse')}
        onChange={(e) => setAdresse(e.target.value)}
      />
      {!de.autorise && (
        <Alert kind="info">
          La configuration du serveur (PREAU_SORTIES) n’autorise pas cette adresse : le service ne peut être appelé.
        </Alert>
      )}
      {de.cle.attendue !== 'aucune' && (
        <Cle de={de} cle={cle} setCle={setCle} retirer={retirer} setRetirer={setRetirer} erreur={regler.error('cle')} />
      )}
      {de.destinataire.attendu && (
        <TextField
          label="SIRET de l’administration destinataire"
          help="Dit à chaque appel : c’est elle qui reçoit les données."
          short
          inputMode="numeric"
          value={siret}
          error={regler.error('destinataire')}
          onChange={(e) => setSiret(e.target.value)}
        />
      )}
      {de.habilitation.attendue && (
        <>
          <TextField
            label="Numéro de l’habilitation"
            help="Celui de DataPass. Sans lui et sans son fondement, aucun formulaire n’interroge ce service."
            value={habilitation}
            error={regler.error('habilitation')}
            onChange={(e) => setHabilitation(e.target.value)}
          />
          <TextAreaField
            label="Fondement"
            help="Le texte qui permet de demander ces données : délibération, règlement d’aide, article de loi."
            rows={2}
            value={fondement}
            error={regler.error('fondement')}
            onChange={(e) => setFondement(e.target.value)}
          />
        </>
      )}
      <TextField
        label="Une réponse sert de nouveau pendant"
        help={`En ce moment : ${direDuree(de.cache_minutes)}. 0 ne garde rien.`}
        short
        type="number"
        min={0}
        unit="minutes"
        value={cache}
        error={regler.error('cache_minutes')}
        onChange={(e) => setCache(e.target.value)}
      />
      <TextField
        label="Appels permis à un compte"
        short
        type="number"
        min={1}
        max={1000}
        unit="par minute"
        value={quota}
        error={regler.error('appels_par_minute')}
        onChange={(e) => setQuota(e.target.value)}
      />
      {regler.failure && regler.failure.erreurs.length === 0 && <Alert kind="danger">{regler.failure.message}</Alert>}
      <div className="rang">
        <Button type="submit" kind="principal" busy={regler.pending}>
          Enregistrer
        </Button>
      </div>
      <Essai code={de.code} />
      {de.modifie_le && (
        <p className="petit discret">
          Réglé par {de.modifie_par}, {dateHeure(de.modifie_le)}.
        </p>
      )}
    </form>
  )
}

type PropsDeCle = {
  de: ConnecteurRegle
  cle: string
  setCle: (cle: string) => void
  retirer: boolean
  setRetirer: (retirer: boolean) => void
  erreur?: string
}

/** A key goes in and never comes out. */
function Cle({ de, cle, setCle, retirer, setRetirer, erreur }: PropsDeCle) {
  if (de.cle.par_environnement)
    return <p className="discret">La clé vient de la configuration du serveur : elle se change là.</p>
  return (
    <>
      <TextField
        label={de.cle.attendue === 'jeton' ? 'Jeton' : 'Clé'}
        optional
        help={
          de.cle.posee
            ? 'Une clé est enregistrée, elle n’est jamais montrée. Écrivez-en une autre pour la remplacer.'
            : 'Elle est chiffrée et n’est plus jamais montrée.'
        }
        type="password"
        autoComplete="off"
        value={cle}
        disabled={retirer}
        error={erreur}
        onChange={(e) => setCle(e.target.value)}
      />
      {de.cle.posee && (
        <CheckboxField
          label="Retirer la clé enregistrée"
          checked={retirer}
          onChange={(e) => setRetirer(e.target.checked)}
        />
      )}
    </>
  )
}
