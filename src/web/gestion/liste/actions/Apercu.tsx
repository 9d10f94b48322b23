import type { Answer } from '#domain/endpoint.ts'
import type { apercevoirSaisie } from '#domain/referentiel/api-actions.ts'
import type { Registre } from '#domain/referentiel/api-fiche.ts'
import { ecrireValeur } from '#web/referentiel/fiche/ecrire.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { nombre, pluriel } from '#web/ui/format.ts'
import { Ecartes } from './fait.tsx'

type Dite = Answer<typeof apercevoirSaisie>['exemples'][number]['avant']

/** What the typing would give: how many change, some of them in words, and those that refuse, with the reason. */
export function Apercu({
  apercu: { changes, identiques, refuses, exemples },
  champ,
}: {
  apercu: Answer<typeof apercevoirSaisie>
  champ: Registre['champs'][number]
}) {
  const dire = ({ valeur, en_clair }: Dite) => en_clair ?? ecrireValeur(champ.genre, valeur, champ.unite)
  return (
    <div className="pile" role="status">
      <Alert
        kind={changes === 0 ? 'alerte' : 'info'}
        title={
          changes === 0
            ? 'Rien ne changerait.'
            : `${pluriel(changes, 'établissement changerait', 'établissements changeraient')}.`
        }
      >
        {identiques > 0 && <p>{pluriel(identiques, 'le dit déjà', 'le disent déjà')}.</p>}
      </Alert>
      {exemples.length > 0 && (
        <div>
          <p className="petit discret">
            {exemples.length < changes ? `Les ${nombre(exemples.length)} premiers :` : 'Dans le détail :'}
          </p>
          <ul>
            {exemples.map((e) => (
              <li key={e.uai}>
                {e.nom} : {dire(e.avant)} → <strong>{dire(e.apres)}</strong>
              </li>
            ))}
          </ul>
        </div>
      )}
      <Ecartes titre="Restent comme ils sont" ecartes={refuses} />
    </div>
  )
}
