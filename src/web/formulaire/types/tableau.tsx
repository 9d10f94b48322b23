import {
  type ChampTableau,
  type Colonne,
  ecrireCellule,
  Tableau as Forme,
  genreDe,
  totalDeColonne,
  totalDeLigne,
} from '#domain/formulaire/types/tableau.ts'
import { ecrireEuros, ecrireSaisie, lireCentimes, lireNombre } from '../nombres.ts'
import { useFrappe } from './frappe.tsx'
import { avecPartie, Groupe, partiesDe } from './groupe.tsx'
import type { Saisie } from './saisie.ts'
import css from './tableau.module.css'

/** A grid to fill, whose totals follow; on a narrow screen each row becomes a small form. */
export function Tableau(s: Saisie<ChampTableau>) {
  const { champ } = s
  const lue = Forme.safeParse(s.valeur)
  const valeur = lue.success ? lue.data : {}
  const genre = champ.totaux === 'colonnes_et_lignes' ? genreDe(champ) : undefined
  const unite = champ.colonnes.find((c) => c.genre === genre)
  const poser = (ligne: string, colonne: string, cellule: unknown) =>
    s.changer(avecPartie(s.valeur, ligne, avecPartie(partiesDe(s.valeur)[ligne], colonne, cellule)))
  return (
    <Groupe {...s}>
      <table className={css.tableau}>
        <thead>
          <tr>
            <td />
            {champ.colonnes.map((c) => (
              <th key={c.id} scope="col">
                {c.libelle}
                {uniteDe(c) && <span className="petit discret"> ({uniteDe(c)})</span>}
              </th>
            ))}
            {genre && <th scope="col">Total</th>}
          </tr>
        </thead>
        <tbody>
          {champ.lignes.map((l) => (
            <tr key={l.id}>
              <th scope="row">{l.libelle}</th>
              {champ.colonnes.map((c) => (
                <td key={c.id} data-colonne={uniteDe(c) ? `${c.libelle} (${uniteDe(c)})` : c.libelle}>
                  <Cellule
                    id={`${s.id}-${l.id}-${c.id}`}
                    nom={`${l.libelle}, ${c.libelle}`}
                    colonne={c}
                    valeur={partiesDe(partiesDe(s.valeur)[l.id])[c.id]}
                    changer={(v) => poser(l.id, c.id, v)}
                  />
                </td>
              ))}
              {genre && (
                <td className={css.total} data-colonne="Total">
                  <output>{ecrireTotal(totalDeLigne(champ, valeur, l.id), unite)}</output>
                </td>
              )}
            </tr>
          ))}
        </tbody>
        {champ.totaux && (
          <tfoot>
            <tr>
              <th scope="row">Total</th>
              {champ.colonnes.map((c) => (
                <td key={c.id} className={css.total} data-colonne={c.libelle}>
                  {c.genre !== 'texte' && <output>{ecrireTotal(totalDeColonne(champ, valeur, c), c)}</output>}
                </td>
              ))}
              {genre && <TotalGeneral champ={champ} valeur={valeur} unite={unite} />}
            </tr>
          </tfoot>
        )}
      </table>
    </Groupe>
  )
}

function TotalGeneral({ champ, valeur, unite }: { champ: ChampTableau; valeur: Forme; unite?: Colonne }) {
  const totaux = champ.colonnes.map((c) => totalDeColonne(champ, valeur, c)).filter((n) => n !== undefined)
  const somme = totaux.length > 0 ? totaux.reduce((a, b) => a + b, 0) : undefined
  return (
    <td className={css.total} data-colonne="Total">
      <output>{ecrireTotal(somme, unite)}</output>
    </td>
  )
}

const uniteDe = (c: Colonne): string | undefined => (c.genre === 'montant' ? '€' : c.unite)

const ecrireTotal = (total: number | undefined, colonne: Colonne | undefined): string =>
  total === undefined || !colonne ? '—' : ecrireCellule(total, colonne)

function Cellule({
  id,
  nom,
  colonne,
  valeur,
  changer,
}: {
  id: string
  nom: string
  colonne: Colonne
  valeur: unknown
  changer: (valeur: unknown) => void
}) {
  const { genre, decimales = 0 } = colonne
  const { poser, ...saisie } = useFrappe(valeur, changer, {
    ecrire: (v) => (genre === 'montant' ? ecrireEuros(v) : ecrireSaisie(v, decimales)),
    lire: (texte) =>
      genre === 'texte' ? texte : genre === 'montant' ? lireCentimes(texte) : lireNombre(texte, decimales),
  })
  return (
    <input
      {...saisie}
      id={id}
      aria-label={nom}
      type="text"
      inputMode={genre === 'texte' ? 'text' : 'decimal'}
      autoComplete="off"
      className={genre === 'texte' ? css.texte : css.nombre}
      onBlur={poser}
    />
  )
}
