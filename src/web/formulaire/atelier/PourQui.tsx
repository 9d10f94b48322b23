import type { Champ } from '#domain/formulaire/definition.ts'
import { estPourAgents } from '#domain/formulaire/faces.ts'
import { planDe } from '#domain/formulaire/plan.ts'
import { CheckboxField, SelectField } from '#web/ui/champs.tsx'
import { useAtelier } from './atelier.ts'
import { useStatuts } from './contexte.ts'

type Props = { champ: Champ; poser: (cle: string, valeur: unknown) => void }

/** Who fills a champ, and for agents, from when it is due. The champs of a bloc follow it. */
export function PourQui({ champ, poser }: Props) {
  const { etat } = useAtelier()
  const statuts = useStatuts()
  const place = planDe(etat.ebauche).get(champ.id)
  if (place?.bloc) return null
  const parEtape = place?.etape.face === 'agents'
  const agents = estPourAgents(etat.ebauche, champ.id)
  const avant = 'avant_statut' in champ ? champ.avant_statut : undefined
  const obligatoire = 'obligatoire' in champ && champ.obligatoire !== undefined
  const connu = statuts.some((s) => s.code === avant)
  return (
    <>
      <CheckboxField
        label="Réservé aux agents"
        help={
          parEtape
            ? 'Toute l’étape est aux agents.'
            : 'Se remplit pendant l’instruction ; l’établissement ne le voit ni dans le formulaire ni dans les documents.'
        }
        checked={agents}
        disabled={parEtape}
        onChange={(e) => poser('face', e.target.checked ? 'agents' : undefined)}
      />
      {agents && obligatoire && (
        <SelectField
          label="Obligatoire avant"
          empty="d’accorder, en tout ou en partie"
          value={avant ?? ''}
          options={[
            ...(avant && !connu ? [{ value: avant, label: `${avant} (statut inconnu)` }] : []),
            ...statuts.map((s) => ({ value: s.code, label: s.libelle })),
          ]}
          onChange={(e) => poser('avant_statut', e.target.value || undefined)}
        />
      )}
    </>
  )
}
