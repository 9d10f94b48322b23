import { type ChampSiret, siret } from '#domain/formulaire/types/siret.ts'
import { TextField } from '#web/ui/champs.tsx'
import { StructureTrouvee } from './StructureTrouvee.tsx'
import { autour, type Saisie, texteDe } from './saisie.ts'
import { useStructure } from './useStructure.ts'

/** A SIRET, and once it is right, whose it is. */
export function Siret(s: Saisie<ChampSiret>) {
  const saisie = texteDe(s.valeur)
  const structure = useStructure(s.chemin, saisie)
  return (
    <div className="pile">
      <TextField
        {...autour(s)}
        short
        inputMode="numeric"
        autoComplete="off"
        spellCheck={false}
        value={saisie}
        onChange={(e) => s.changer(e.target.value)}
        onBlur={() => {
          // Once right, it is kept the way it is written everywhere.
          const ecrit = siret.ecrire(saisie, s.champ)
          if (saisie && ecrit !== saisie) s.changer(ecrit)
          s.quitter()
        }}
      />
      <StructureTrouvee {...structure} />
    </div>
  )
}
