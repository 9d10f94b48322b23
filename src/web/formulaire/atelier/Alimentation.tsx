import type { Champ } from '#domain/formulaire/definition.ts'
import { planDe } from '#domain/formulaire/plan.ts'
import { DONNEES } from '#domain/formulaire/types/alimentation.ts'
import { SelectField } from '#web/ui/champs.tsx'
import { useAtelier } from './atelier.ts'

/** A question answered by the structure of a SIRET asked before; nothing to choose when no SIRET is. */
export function Alimentation({ champ, poser }: { champ: Champ; poser: (cle: string, valeur: unknown) => void }) {
  const { etat } = useAtelier()
  if (champ.type !== 'texte' && champ.type !== 'adresse') return null
  const plan = planDe(etat.ebauche)
  const ici = plan.get(champ.id)
  const sirets = [...plan.values()].filter((p) => p.champ.type === 'siret' && !p.bloc && p.rang < (ici?.rang ?? 0))
  if (ici?.bloc || (sirets.length === 0 && !champ.alimente_par)) return null
  const donnees = champ.type === 'adresse' ? { adresse: DONNEES.adresse } : DONNEES
  const valeur = champ.alimente_par ? `${champ.alimente_par.champ}/${champ.alimente_par.donnee}` : ''
  return (
    <SelectField
      label="Remplie d’après un SIRET"
      help="La personne voit d’où vient la valeur et peut la corriger. Sans service, elle l’écrit : « déclaré, non vérifié »."
      empty="non"
      groups={sirets.map(({ champ: s }) => ({
        label: s.libelle,
        options: Object.entries(donnees).map(([donnee, label]) => ({ value: `${s.id}/${donnee}`, label })),
      }))}
      value={valeur}
      onChange={(e) => {
        const [source, donnee] = e.target.value.split('/')
        poser('alimente_par', source && donnee ? { champ: source, donnee } : undefined)
      }}
    />
  )
}
