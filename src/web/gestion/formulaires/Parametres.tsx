import type { Parametre, Valeur } from '#domain/teleservices/parametres.ts'
import { TextField } from '#web/ui/champs.tsx'

const NOM = 'parametre.'

/** One field for each parameter of a template, with where its value comes from. */
export function ChampsDesParametres({
  parametres,
  valeurs,
  erreur,
}: {
  parametres: readonly Parametre[]
  /** Values of a named set, over those of the template. */
  valeurs: Record<string, Valeur>
  erreur: (code: string) => string | undefined
}) {
  return (
    <div className="grille">
      {parametres.map((p) => (
        <TextField
          key={p.code}
          id={`parametres.${p.code}`}
          name={NOM + p.code}
          label={p.libelle}
          help={`Source : ${p.origine.libelle}`}
          type={p.genre === 'date' ? 'date' : p.genre === 'heure' ? 'datetime-local' : 'text'}
          inputMode={p.genre === 'montant' || p.genre === 'nombre' ? 'decimal' : undefined}
          unit={p.genre === 'montant' ? '€' : p.unite}
          defaultValue={enSaisie(p, valeurs[p.code] ?? p.valeur)}
          error={erreur(p.code)}
        />
      ))}
    </div>
  )
}

const enSaisie = ({ genre }: Parametre, valeur: Valeur): string =>
  genre === 'montant'
    ? String(Number(valeur) / 100).replace('.', ',')
    : genre === 'nombre'
      ? String(valeur).replace('.', ',')
      : String(valeur)

/** The values typed, as the door wants them; what is no number goes as it is, to be refused with its name. */
export function lireParametres(parametres: readonly Parametre[], saisie: FormData): Record<string, Valeur> {
  return Object.fromEntries(
    parametres.map(({ code, genre }) => {
      const texte = String(saisie.get(NOM + code) ?? '').trim()
      if (genre !== 'montant' && genre !== 'nombre') return [code, texte]
      const nombre = Number(texte.replace(/[\s\u202f\u00a0]/g, '').replace(',', '.'))
      if (texte === '' || Number.isNaN(nombre)) return [code, texte]
      return [code, genre === 'montant' ? Math.round(nombre * 100) : nombre]
    }),
  )
}
