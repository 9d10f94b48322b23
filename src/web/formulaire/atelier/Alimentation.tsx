import { sourceDe } from '#domain/formulaire/controle_alimentation.ts'
import type { Champ } from '#domain/formulaire/definition.ts'
import { planDe } from '#domain/formulaire/plan.ts'
import { convientA, donneesDe } from '#domain/formulaire/types/alimentation.ts'
import { SelectField } from '#web/ui/champs.tsx'
import { useAtelier } from './atelier.ts'

type Props = { champ: Champ; poser: (cle: string, valeur: unknown) => void }

/** A question answered by a service that is asked about an earlier answer; nothing to choose when none is. */
export function Alimentation({ champ, poser }: Props) {
  const { etat } = useAtelier()
  if (champ.type === 'particulier') return <Justificatif champ={champ} poser={poser} />
  if (champ.type !== 'texte' && champ.type !== 'adresse' && champ.type !== 'nombre' && champ.type !== 'oui_non')
    return null
  const plan = planDe(etat.ebauche)
  const ici = plan.get(champ.id)
  const groupes = [...plan.values()].flatMap((p) => {
    const source = sourceDe(p.champ)
    if (!source || p.bloc || p.rang >= (ici?.rang ?? 0)) return []
    const options = donneesDe(source)
      .filter(([, , genre]) => convientA(champ.type, genre))
      .map(([donnee, label]) => ({ value: `${p.champ.id}/${donnee}`, label }))
    return options.length > 0 ? [{ label: p.champ.libelle, options }] : []
  })
  if (ici?.bloc || (groupes.length === 0 && !champ.alimente_par)) return null
  const valeur = champ.alimente_par ? `${champ.alimente_par.champ}/${champ.alimente_par.donnee}` : ''
  return (
    <SelectField
      label="Remplie par un service extérieur"
      help="D’après un SIRET ou API Particulier. La personne voit d’où vient la valeur et peut la corriger. Sans service, elle l’écrit : « déclaré, non vérifié »."
      empty="non"
      groups={groupes}
      value={valeur}
      onChange={(e) => {
        const [source, donnee] = e.target.value.split('/')
        poser('alimente_par', source && donnee ? { champ: source, donnee } : undefined)
      }}
    />
  )
}

/** The pièce that proves what the service has not said. */
function Justificatif({ champ, poser }: Props & { champ: Extract<Champ, { type: 'particulier' }> }) {
  const { etat } = useAtelier()
  const pieces = [...planDe(etat.ebauche).values()].filter(
    (p) => p.champ.type === 'piece' && !p.bloc && !p.champ.face && !p.champ.condition,
  )
  return (
    <SelectField
      label="Justificatif quand le service n’a pas répondu"
      help="Une pièce du formulaire, sans condition : elle est exigée au dépôt si la valeur est « déclarée, non vérifiée »."
      empty="aucun"
      options={pieces.map(({ champ: p }) => ({ value: p.id, label: p.libelle }))}
      value={champ.justificatif ?? ''}
      onChange={(e) => poser('justificatif', e.target.value || undefined)}
    />
  )
}
