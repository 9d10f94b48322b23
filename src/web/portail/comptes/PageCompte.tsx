import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Moi } from '#domain/comptes/api.ts'
import { MOT_DE_PASSE_MIN } from '#domain/comptes/connexion.ts'
import type { Echec } from '../../call.ts'
import { useContexte } from '../../session.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { TextField } from '../../ui/champs.tsx'
import { Empty, Loading, Reading } from '../../ui/etats.tsx'
import { dateHeure } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { useToast } from '../../ui/toasts.tsx'
import css from './comptes.module.css'
import { demander, useDemande } from './connexion.ts'

export function PageCompte() {
  const contexte = useContexte()
  if (!contexte) return <Loading />
  return (
    <Page title="Mon compte">
      {contexte.moi ? (
        <>
          <Identite moi={contexte.moi} />
          <Connexions />
          <MotDePasse />
        </>
      ) : (
        <Empty icon="personne" title="Connectez-vous pour voir votre compte.">
          <ButtonLink kind="principal" to="/connexion" search={{ retour: '/compte' }}>
            Se connecter
          </ButtonLink>
        </Empty>
      )}
    </Page>
  )
}

const ROLES = { etablissement: 'Établissement', agent: 'Agent', administrateur: 'Administrateur' } as const
const FONCTIONS = { chef: 'chef d’établissement', gestionnaire: 'gestionnaire' } as const

function Identite({ moi }: { moi: Moi }) {
  return (
    <Card title={`${moi.prenom} ${moi.nom}`}>
      <p>
        {moi.courriel} · {moi.fonction || ROLES[moi.role]}
      </p>
      {moi.etablissements.length > 0 && (
        <ul>
          {moi.etablissements.map((e) => (
            <li key={e.uai}>
              {e.nom}, {e.commune} ({e.uai}) : {FONCTIONS[e.fonction]}
            </li>
          ))}
        </ul>
      )}
      {moi.perimetres.length > 0 && <p>Périmètre : {moi.perimetres.map((p) => p.libelle).join(', ')}</p>}
    </Card>
  )
}

type Session = {
  token: string
  createdAt: string
  updatedAt: string
  ipAddress?: string | null
  userAgent?: string | null
}

/** Where one is signed in: each session can be closed from here. */
function Connexions() {
  const client = useQueryClient()
  const dire = useToast()
  const fermeture = useDemande()
  const sessions = useQuery<Session[], Echec>({
    queryKey: ['sessions'],
    queryFn: () => demander<Session[]>('/list-sessions'),
  })
  const actuelle = useQuery<{ session: Session } | null, Echec>({
    queryKey: ['session-actuelle'],
    queryFn: () => demander<{ session: Session } | null>('/get-session'),
  })
  const fermer = async (chemin: string, corps: object, texte: string) => {
    if (!(await fermeture.run(chemin, corps))) return
    dire(texte)
    await client.invalidateQueries({ queryKey: ['sessions'] })
  }
  return (
    <Card
      title="Mes connexions"
      actions={
        <Button small onClick={() => void fermer('/revoke-other-sessions', {}, 'Les autres connexions sont fermées.')}>
          Fermer toutes les autres
        </Button>
      }
    >
      {fermeture.failure && <Alert kind="danger">{fermeture.failure.message}</Alert>}
      <Reading query={sessions} lines={2}>
        {(liste) => (
          <ul className="sans-puce">
            {liste.map((s) => (
              <li key={s.token} className={css.session}>
                <span>
                  <strong>{navigateur(s.userAgent)}</strong>
                  {s.token === actuelle.data?.session.token && ' (cette connexion)'}
                  <span className="discret petit">
                    {' '}
                    ouverte le {dateHeure(s.createdAt)}
                    {s.ipAddress && ` depuis ${s.ipAddress}`}
                  </span>
                </span>
                {s.token !== actuelle.data?.session.token && (
                  <Button
                    small
                    kind="danger"
                    onClick={() => void fermer('/revoke-session', { token: s.token }, 'Cette connexion est fermée.')}
                  >
                    Fermer
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Reading>
    </Card>
  )
}

function navigateur(agent: string | null | undefined): string {
  const nom = ['Firefox', 'Edg', 'Chrome', 'Safari'].find((n) => agent?.includes(n)) ?? 'Navigateur'
  const systeme = ['Windows', 'Android', 'iPhone', 'Mac OS', 'Linux'].find((n) => agent?.includes(n))
  return `${nom === 'Edg' ? 'Edge' : nom}${systeme ? ` sur ${systeme}` : ''}`
}

function MotDePasse() {
  const demande = useDemande()
  const dire = useToast()
  const changer = async (formulaire: HTMLFormElement) => {
    const saisie = new FormData(formulaire)
    const corps = {
      currentPassword: String(saisie.get('actuel')),
      newPassword: String(saisie.get('nouveau')),
    }
    if (!(await demande.run('/change-password', corps))) return
    formulaire.reset()
    dire('Votre mot de passe est changé ; vos autres connexions sont fermées.')
  }
  return (
    <Card title="Changer mon mot de passe">
      {demande.failure && <Alert kind="danger">{demande.failure.message}</Alert>}
      <form
        className="pile"
        onSubmit={(e) => {
          e.preventDefault()
          void changer(e.currentTarget)
        }}
      >
        <TextField label="Mot de passe actuel" name="actuel" type="password" autoComplete="current-password" required />
        <TextField
          label="Nouveau mot de passe"
          help={`Au moins ${MOT_DE_PASSE_MIN} caractères.`}
          name="nouveau"
          type="password"
          autoComplete="new-password"
          minLength={MOT_DE_PASSE_MIN}
          required
        />
        <div>
          <Button type="submit" busy={demande.pending}>
            Changer mon mot de passe
          </Button>
        </div>
      </form>
    </Card>
  )
}
