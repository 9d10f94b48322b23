import { teinte } from './Badge.tsx'
import css from './Cercles.module.css'
import { Icone, type NomIcone } from './Icone.tsx'

export type Cercle = {
  etape: string
  libelle: string
  etat: 'faite' | 'courante' | 'a_venir'
  couleur: string
  icone: string
  /** The status reached there, in words. */
  precision?: string
}

const MOTS = { faite: 'terminée', courante: 'en cours', a_venir: 'à venir' } as const

type Props = {
  cercles: Cercle[]
  /** Each circle opens its step… */
  onChoose?: (etape: string) => void
  /** …and the one that is open says so. */
  chosen?: string
}

/** The guide d'instruction as a line of circles: colour, icon and word. */
export function LigneDeCercles({ cercles, onChoose, chosen }: Props) {
  return (
    <ol className={`${css.ligne} ${css.large}`} aria-label="Avancement">
      {cercles.map((c) => (
        <li
          key={c.etape}
          className={`${css.etape} ${css[c.etat]} ${c.etat !== 'a_venir' ? css.passee : ''}`}
          aria-current={c.etat === 'courante' ? 'step' : undefined}
        >
          {onChoose ? (
            <button
              type="button"
              className={css.rond}
              style={couleurs(c)}
              onClick={() => onChoose(c.etape)}
              aria-expanded={c.etape === chosen}
              aria-label={`${c.libelle}, étape ${MOTS[c.etat]}${c.precision ? `, ${c.precision}` : ''}`}
            >
              <Icone nom={c.icone as NomIcone} taille={22} />
            </button>
          ) : (
            <span className={css.rond} style={couleurs(c)}>
              <Icone nom={c.icone as NomIcone} taille={22} />
            </span>
          )}
          <span>
            <span className={css.nom}>{c.libelle}</span>
            <span className="lecteur-seul"> : étape {MOTS[c.etat]}</span>
            {c.precision && <div className={css.precision}>{c.precision}</div>}
          </span>
        </li>
      ))}
    </ol>
  )
}

/** The same, small, for a row of a list: one sentence for screen readers. */
export function MiniCercles({ cercles }: { cercles: Cercle[] }) {
  const courante = cercles.find((c) => c.etat === 'courante') ?? cercles.findLast((c) => c.etat === 'faite')
  const phrase = `Étape ${cercles.filter((c) => c.etat !== 'a_venir').length} sur ${cercles.length}${courante ? ` : ${courante.libelle}` : ''}`
  return (
    <span role="img" aria-label={phrase} title={phrase} className={`${css.ligne} ${css.mini}`}>
      {cercles.map((c) => (
        <span key={c.etape} className={`${css.etape} ${css[c.etat]} ${c.etat !== 'a_venir' ? css.passee : ''}`}>
          <span className={css.rond} style={{ color: couleurs(c)?.color }} />
        </span>
      ))}
    </span>
  )
}

const couleurs = (c: Cercle) => (c.etat === 'a_venir' ? undefined : teinte(c.couleur))
