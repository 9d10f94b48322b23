import { ButtonLink } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { useSuivi } from './suivi.ts'

/** For who follows without account an address that has one: they may take the demande into it, never must. */
export function InvitationAuCompte() {
  if (!useSuivi()?.a_un_compte) return null
  return (
    <Card title="Vous avez un compte">
      <p>Connectez-vous pour y rattacher cette demande, avec votre code de suivi. Sinon, continuez ici.</p>
      <div data-impression="non">
        <ButtonLink icon="personne" to="/connexion" search={{ retour: '/dossiers?rattacher=oui' }}>
          Se connecter et rattacher
        </ButtonLink>
      </div>
    </Card>
  )
}
