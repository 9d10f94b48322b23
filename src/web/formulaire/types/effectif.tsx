import { type ChampEffectif, enEleves, estCorrige, Effectif as Forme } from '#domain/formulaire/types/effectif.ts'
import { TextField } from '#web/ui/champs.tsx'
import { NombreField } from './frappe.tsx'
import { avecPartie, Groupe, partiesDe } from './groupe.tsx'
import { type Saisie, texteDe } from './saisie.ts'

/** A number of pupils; where it is not the référentiel's own, it is said why. */
export function Effectif(s: Saisie<ChampEffectif>) {
  const { nombre, motif } = partiesDe(s.valeur)
  const lu = Forme.safeParse(s.valeur)
  const connu = lu.success ? lu.data.connu : undefined
  return (
    <Groupe {...s}>
      {connu && (
        <p className="petit discret">
          Le référentiel dit {enEleves(connu.nombre)} pour {connu.annee}.
        </p>
      )}
      <NombreField
        id={`${s.id}-nombre`}
        label="Nombre d’élèves"
        decimales={0}
        valeur={nombre}
        changer={(v) => s.changer(avecPartie(s.valeur, 'nombre', v))}
      />
      {lu.success && estCorrige(lu.data) && (
        <TextField
          id={`${s.id}-motif`}
          label="Pourquoi ce nombre est-il différent ?"
          help="Par exemple : ouverture d’une classe après la rentrée."
          value={texteDe(motif)}
          onChange={(e) => s.changer(avecPartie(s.valeur, 'motif', e.target.value))}
        />
      )}
    </Groupe>
  )
}
