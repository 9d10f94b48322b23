import { champDe } from '#domain/formulaire/saisie.ts'
import { typeDe } from '#domain/formulaire/types/registre.ts'
import { useRemplissageCourant } from '#web/formulaire/useRemplissage.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { Button } from '#web/ui/Button.tsx'
import { dateHeure } from '#web/ui/format.ts'

/** Answers typed on this device, never sent, that someone else has answered otherwise meanwhile: one chooses. */
export function Conflits() {
  const { i, definition, enregistrement, changer } = useRemplissageCourant()
  if (i.conflits.length === 0) return null
  return (
    <Alert kind="alerte" title="Des réponses saisies ici n’avaient pas été envoyées, et ont changé depuis">
      <ul className="sans-puce pile">
        {i.conflits.map(({ chemin, valeur, le }) => {
          const champ = champDe(definition, chemin)
          if (!champ) return null
          return (
            <li key={chemin} className="rang">
              <span>
                {champ.libelle} : vous aviez saisi « {valeur === null ? 'rien' : typeDe(champ).ecrire(valeur, champ)} »
                le {dateHeure(le)}.
              </span>
              <Button small onClick={() => changer(chemin, valeur, true)}>
                Remettre ma saisie
              </Button>
              <Button small kind="discret" onClick={() => enregistrement.oublier(chemin)}>
                Garder la réponse actuelle
              </Button>
            </li>
          )
        })}
      </ul>
    </Alert>
  )
}
