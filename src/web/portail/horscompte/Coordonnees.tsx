import { chercherEtablissementsConcernes, demanderOuverture } from '#domain/horscompte/api.ts'
import type { FicheTeleservice } from '#domain/teleservices/api.ts'
import { call, useAct } from '#web/call.ts'
import { Recherche } from '#web/formulaire/Recherche.tsx'
import { Alert, ErrorSummary } from '#web/ui/Alert.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { CheckboxField, TextField } from '#web/ui/champs.tsx'
import { demandeDe, type Gardee } from './gardee.ts'
import { Mention } from './Mention.tsx'

type Props = { t: FicheTeleservice; saisie: Gardee; poser: (saisie: Gardee) => void }

/** First step: the établissement, the person, their address, their consent. */
export function Coordonnees({ t, saisie, poser }: Props) {
  const acte = useAct(demanderOuverture, { quiet: true })
  const { etablissement, prenom, nom, courriel, consentement } = saisie
  const changer = (partie: Partial<Gardee>) => poser({ ...saisie, ...partie })
  const envoyer = async () => {
    const uai = etablissement?.uai ?? ''
    const recue = await acte.run({
      // The server is asked to judge the box too, so that all that lacks is told at once.
      body: { teleservice: t.code, uai, prenom, nom, courriel, consentement: consentement as true },
    })
    if (recue) changer({ demande: demandeDe(recue) })
  }
  const chercher = async (recherche: string, signal: AbortSignal) => {
    const trouves = await call(
      chercherEtablissementsConcernes,
      { params: { code: t.code }, query: { recherche } },
      signal,
    )
    return trouves.elements.map((e) => ({ cle: e.uai, libelle: e.nom, detail: e.commune ?? '', valeur: e }))
  }
  return (
    <Card>
      <form
        className="pile"
        noValidate
        onSubmit={(e) => {
          e.preventDefault()
          if (!acte.pending) void envoyer()
        }}
      >
        {acte.failure &&
          (acte.failure.erreurs.length > 0 ? (
            <ErrorSummary errors={acte.failure.erreurs} />
          ) : (
            <Alert kind="danger" title={acte.failure.message} />
          ))}
        <Recherche
          id="uai"
          label="Établissement concerné"
          help="Le collège ou le lycée de l’élève : commencez par son nom ou sa commune, puis choisissez-le dans la liste."
          error={acte.error('uai')}
          texte={etablissement ? nomEntier(etablissement) : saisie.recherche}
          choisi={etablissement !== null}
          ecrire={(recherche) => changer({ recherche, etablissement: null })}
          choisir={(choisi) => changer({ etablissement: choisi, recherche: choisi.nom })}
          chercher={chercher}
        />
        <TextField
          id="prenom"
          label="Votre prénom"
          autoComplete="given-name"
          maxLength={100}
          value={prenom}
          error={acte.error('prenom')}
          onChange={(e) => changer({ prenom: e.target.value })}
        />
        <TextField
          id="nom"
          label="Votre nom"
          autoComplete="family-name"
          maxLength={100}
          value={nom}
          error={acte.error('nom')}
          onChange={(e) => changer({ nom: e.target.value })}
        />
        <TextField
          id="courriel"
          label="Votre adresse de courriel"
          help="Un code y est envoyé pour la confirmer ; les réponses du service y sont annoncées."
          type="email"
          autoComplete="email"
          maxLength={254}
          value={courriel}
          error={acte.error('courriel')}
          onChange={(e) => changer({ courriel: e.target.value })}
        />
        <Mention t={t} />
        <CheckboxField
          id="consentement"
          label="J’accepte que ces informations servent à traiter ma demande."
          checked={consentement}
          error={acte.error('consentement')}
          onChange={(e) => changer({ consentement: e.target.checked })}
        />
        <div className="rang">
          <Button type="submit" kind="principal" busy={acte.pending}>
            Recevoir le code de confirmation
          </Button>
        </div>
      </form>
    </Card>
  )
}

const nomEntier = ({ nom, commune }: { nom: string; commune: string | null }) => (commune ? `${nom}, ${commune}` : nom)
