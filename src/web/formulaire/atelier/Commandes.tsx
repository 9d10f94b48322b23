import { useState } from 'react'
import type { Champ } from '#domain/formulaire/definition.ts'
import { champsDe } from '#domain/formulaire/edition.ts'
import { garderChamp } from '#domain/teleservices/api-formulaires.ts'
import { useAct } from '#web/call.ts'
import { Button } from '#web/ui/Button.tsx'
import { SelectField } from '#web/ui/champs.tsx'
import { useToast } from '#web/ui/toasts.tsx'
import { useAtelier } from './atelier.ts'

/** What the pointer and the keys do to a question, as buttons. */
export function Commandes({ champ }: { champ: Champ }) {
  const { etat, geste } = useAtelier()
  const garde = useAct(garderChamp)
  const dire = useToast()
  const [menu, setMenu] = useState(false)
  const selection = { genre: 'champ', id: champ.id } as const
  const blocs = etat.ebauche.etapes.flatMap((e) => e.champs.filter((c) => c.type === 'bloc_repetable'))
  const aller = (vers: string) => {
    const [etape = '', bloc] = vers.split('/')
    const lieu = bloc ? { etape, bloc } : { etape }
    geste.deplacerVers(champ.id, lieu, champsDe(etat.ebauche, lieu)?.length ?? 0)
  }
  return (
    <div className="pile" style={{ gap: '0.5rem' }}>
      <div className="rang" style={{ gap: '0.35rem' }}>
        <Button small onClick={() => geste.deplacer(selection, 'monter')}>
          Monter
        </Button>
        <Button small onClick={() => geste.deplacer(selection, 'descendre')}>
          Descendre
        </Button>
        <Button small onClick={() => geste.dupliquer(champ.id)}>
          Dupliquer
        </Button>
        <Button small aria-expanded={menu} onClick={() => setMenu(!menu)}>
          Plus…
        </Button>
        <Button small kind="danger" icon="supprimer" onClick={() => geste.supprimer(selection)}>
          Supprimer
        </Button>
      </div>
      {menu && (
        <div className="rang" style={{ gap: '0.35rem' }}>
          <Button small onClick={() => geste.copier(champ.id)}>
            Copier
          </Button>
          <Button small onClick={() => geste.coller()}>
            Coller après
          </Button>
          <Button
            small
            icon="archive"
            busy={garde.pending}
            onClick={async () => {
              const fait = await garde.run({ body: { libelle: champ.libelle.slice(0, 120) || champ.id, champ } })
              dire(fait ? `« ${fait.libelle} » est dans la bibliothèque.` : 'Ce champ n’a pas pu être gardé.')
            }}
          >
            Garder dans la bibliothèque
          </Button>
        </div>
      )}
      <SelectField
        label="Déplacer vers"
        empty="choisir une étape ou un bloc"
        value=""
        options={etat.ebauche.etapes.flatMap((e, n) => [
          { value: e.id, label: `Étape ${n + 1} : ${e.titre}` },
          ...(champ.type === 'bloc_repetable'
            ? []
            : blocs
                .filter((b) => e.champs.includes(b))
                .map((b) => ({ value: `${e.id}/${b.id}`, label: `Bloc « ${b.libelle} »` }))),
        ])}
        onChange={(e) => aller(e.target.value)}
      />
    </div>
  )
}
