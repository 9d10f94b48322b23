import { useState } from 'react'
import {
  ajouterEnregistrement,
  type Enregistrement,
  modifierEnregistrement,
} from '#domain/referentiel/api-rubriques.ts'
import { colonnesSaisies } from '#domain/referentiel/enregistrement.ts'
import type { Rubrique } from '#domain/referentiel/rubriques.ts'
import { useAct } from '#web/call.ts'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Formulaire } from '#web/ui/Formulaire.tsx'
import { useToast } from '#web/ui/toasts.tsx'
import { ChampSaisi } from './ChampSaisi.tsx'
import { depuisSaisie, enSaisie } from './ecrire.ts'

/** The window that adds or changes one linked record: one field a column. */
export function SaisirEnregistrement({
  uai,
  rubrique,
  element,
  fermer,
}: {
  uai: string
  rubrique: Rubrique
  element?: Enregistrement
  fermer: () => void
}) {
  const ajout = useAct(ajouterEnregistrement)
  const modification = useAct(modifierEnregistrement)
  const dire = useToast()
  const colonnes = colonnesSaisies(rubrique)
  const [valeurs, setValeurs] = useState<Record<string, string>>(
    Object.fromEntries(colonnes.map((c) => [c.code, enSaisie(c.genre, element?.valeurs[c.code])])),
  )
  const acte = element ? modification : ajout
  const params = { uai, rubrique: rubrique.code }
  const envoyer = async () => {
    const body = {
      valeurs: Object.fromEntries(colonnes.map((c) => [c.code, depuisSaisie(c.genre, valeurs[c.code] ?? '')])),
    }
    const reponse = element
      ? await modification.run({ params: { ...params, id: element.id }, body })
      : await ajout.run({ params, body })
    if (!reponse) return
    fermer()
    dire(element ? `${rubrique.libelle} : c’est modifié.` : `${rubrique.libelle} : c’est ajouté.`)
  }
  const idDe = (champ: string) => `${rubrique.code}-${champ}`
  return (
    <Dialog title={element ? `Modifier ${rubrique.un}` : `Ajouter ${rubrique.un}`} open onClose={fermer}>
      <Formulaire
        envoyer={element ? 'Enregistrer' : 'Ajouter'}
        acte={acte}
        idOf={idDe}
        onSubmit={() => void envoyer()}
        fermer={fermer}
      >
        {colonnes.map((c) => (
          <ChampSaisi
            key={c.code}
            id={idDe(c.code)}
            label={c.libelle}
            genre={c.genre}
            long={c.long}
            unite={c.unite}
            help={c.aide}
            optional={!c.obligatoire}
            options={Object.entries(c.choix ?? {}).map(([value, label]) => ({ value, label }))}
            value={valeurs[c.code] ?? ''}
            error={acte.error(c.code)}
            onChange={(v) => setValeurs((avant) => ({ ...avant, [c.code]: v }))}
          />
        ))}
      </Formulaire>
    </Dialog>
  )
}
