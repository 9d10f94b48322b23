import { type ReactNode, useState } from 'react'
import { TextField } from '#web/ui/champs.tsx'
import { ecrireSaisie, lireNombre } from '../nombres.ts'

/** A number as one types it: while typing the text is the person's own, « 12, » is on its way to « 12,5 ». */
export function useFrappe(
  valeur: unknown,
  changer: (valeur: number | string | null) => void,
  { ecrire, lire }: { ecrire: (v: unknown) => string; lire: (texte: string) => number | string | null },
) {
  const [frappe, setFrappe] = useState<string>()
  return {
    value: frappe ?? ecrire(valeur),
    onChange: (e: { target: { value: string } }) => {
      setFrappe(e.target.value)
      changer(lire(e.target.value))
    },
    poser: () => setFrappe(undefined),
  }
}

/** A labelled number, part of a question or the whole of it. */
export function NombreField({
  valeur,
  changer,
  decimales,
  quitter,
  ...autour
}: {
  valeur: unknown
  changer: (valeur: number | string | null) => void
  decimales: number
  quitter?: () => void
  label: ReactNode
  help?: ReactNode
  error?: string
  optional?: boolean
  id?: string
  unit?: string
}) {
  const { poser, ...saisie } = useFrappe(valeur, changer, {
    ecrire: (v) => ecrireSaisie(v, decimales),
    lire: (texte) => lireNombre(texte, decimales),
  })
  return (
    <TextField
      {...autour}
      {...saisie}
      short
      inputMode={decimales > 0 ? 'decimal' : 'numeric'}
      autoComplete="off"
      onBlur={() => {
        poser()
        quitter?.()
      }}
    />
  )
}
