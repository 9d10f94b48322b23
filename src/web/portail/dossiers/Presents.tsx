import { usePresence } from '#web/formulaire/usePresence.ts'
import { useRemplissageCourant } from '#web/formulaire/useRemplissage.ts'
import { Icone } from '#web/ui/Icone.tsx'

/** Who else has this draft open, and at which step: two people then share the work instead of crossing each other. */
export function Presents({ etape, relire }: { etape: string; relire: () => void }) {
  const remplissage = useRemplissageCourant()
  const autres = usePresence(remplissage, etape, relire)
  const titreDe = (id: string) => remplissage.definition.etapes.find((e) => e.id === id)?.titre
  return (
    <div role="status" className="petit">
      {autres.map((a) => {
        const titre = titreDe(a.etape)
        return (
          <p key={a.id} className="rang" style={{ flexWrap: 'nowrap', alignItems: 'start' }}>
            <Icone nom="personne" taille={16} />
            <span>
              {a.nom} a aussi ce brouillon ouvert{titre && `, à l’étape « ${titre} »`}.
            </span>
          </p>
        )
      })}
    </div>
  )
}
