import { longueur } from '#domain/formulaire/types/chaine.ts'
import type { ChampTexteLong } from '#domain/formulaire/types/texte_long.ts'
import { TextAreaField } from '#web/ui/champs.tsx'
import { nombre } from '#web/ui/format.ts'
import { autour, type Saisie, texteDe } from './saisie.ts'

export function TexteLong(s: Saisie<ChampTexteLong>) {
  const texte = texteDe(s.valeur)
  const maximum = s.champ.longueur_max ?? 4000
  return (
    <div>
      <TextAreaField
        {...autour(s)}
        rows={s.champ.lignes ?? 4}
        value={texte}
        onChange={(e) => s.changer(e.target.value)}
        onBlur={s.quitter}
      />
      <p className="discret petit" aria-hidden>
        {nombre(longueur(texte))} / {nombre(maximum)} caractères
      </p>
    </div>
  )
}
