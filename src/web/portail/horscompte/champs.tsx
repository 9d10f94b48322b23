import type { ComponentProps } from 'react'
import { TextField } from '#web/ui/champs.tsx'

type Champ = Pick<ComponentProps<typeof TextField>, 'id' | 'help' | 'error'> & {
  label?: string
  value: string
  poser: (valeur: string) => void
}

/** The address that a demande is followed with. */
export const ChampCourriel = ({ label = 'Adresse de courriel', poser, ...champ }: Champ) => (
  <TextField
    {...champ}
    label={label}
    type="email"
    autoComplete="email"
    maxLength={254}
    onChange={(e) => poser(e.target.value)}
  />
)

/** The follow-up code, as it was noted. */
export const ChampCode = ({ label = 'Code de suivi', poser, ...champ }: Champ) => (
  <TextField
    help="Les espaces, les tirets et les majuscules ne comptent pas."
    {...champ}
    label={label}
    autoComplete="off"
    autoCapitalize="characters"
    spellCheck={false}
    maxLength={40}
    onChange={(e) => poser(e.target.value)}
  />
)
