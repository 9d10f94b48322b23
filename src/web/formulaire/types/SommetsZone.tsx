import type { Sommet } from '#domain/formulaire/figures.ts'
import { ecrireSurface, SOMMETS_MAX, surface } from '#domain/formulaire/types/zone.ts'
import { Button, IconButton } from '#web/ui/Button.tsx'
import { pluriel } from '#web/ui/format.ts'
import { AjoutDeSommet } from './AjoutDeSommet.tsx'
import { NombreField } from './frappe.tsx'
import css from './zone.module.css'

/** The same outlines without any map: each corner is two numbers, in the order in which one walks around. */
export function SommetsZone({
  id,
  polygones,
  max,
  poser,
}: {
  id: string
  polygones: Sommet[][]
  max: number
  poser: (polygones: Sommet[][]) => void
}) {
  const changer = (i: number, sommets: Sommet[]) => poser(polygones.map((p, k) => (k === i ? sommets : p)))
  return (
    <div className="pile">
      <p className="petit discret">
        Les sommets se lisent dans l’ordre, en degrés (WGS 84) ; le dernier rejoint le premier.
      </p>
      {polygones.map((sommets, i) => (
        <section key={i} className="pile" style={{ '--ecart': '0.5rem' } as React.CSSProperties}>
          <div className="rang entre">
            <h4>
              {polygones.length > 1 ? `Zone ${i + 1} : ` : ''}
              {pluriel(sommets.length, 'sommet')}
              {sommets.length >= 3 && `, ${ecrireSurface(surface([sommets]))}`}
            </h4>
            {polygones.length > 1 && (
              <Button small kind="discret" onClick={() => changer(i, [])}>
                Supprimer la zone {i + 1}
              </Button>
            )}
          </div>
          <ol className={css.sommets}>
            {sommets.map((sommet, j) => (
              <UnSommet
                key={`${j}-${sommets.length}`}
                id={`${id}-${i}-${j}`}
                rang={j}
                sommet={sommet}
                changer={(suite) =>
                  changer(
                    i,
                    sommets.map((s, k) => (k === j ? suite : s)),
                  )
                }
                retirer={() =>
                  changer(
                    i,
                    sommets.filter((_, k) => k !== j),
                  )
                }
              />
            ))}
          </ol>
          {sommets.length < SOMMETS_MAX && (
            <AjoutDeSommet
              id={`${id}-${i}`}
              titre={polygones.length > 1 ? `Ajouter à la zone ${i + 1}` : 'Ajouter un sommet'}
              ajouter={(s) => changer(i, [...sommets, s])}
            />
          )}
        </section>
      ))}
      {polygones.length < max && (
        <AjoutDeSommet
          key={polygones.length}
          id={`${id}-nouvelle`}
          titre={polygones.length === 0 ? 'Ajouter le premier sommet' : `Commencer la zone ${polygones.length + 1}`}
          ajouter={(s) => poser([...polygones, [s]])}
        />
      )}
    </div>
  )
}

function UnSommet({
  id,
  rang,
  sommet: [longitude, latitude],
  changer,
  retirer,
}: {
  id: string
  rang: number
  sommet: Sommet
  changer: (sommet: Sommet) => void
  retirer: () => void
}) {
  const nom = <span className="lecteur-seul">, sommet {rang + 1}</span>
  return (
    <li className={css.sommet}>
      <NombreField
        id={`${id}-latitude`}
        label={<>Latitude{nom}</>}
        decimales={7}
        valeur={latitude}
        changer={(v) => typeof v === 'number' && Math.abs(v) <= 90 && changer([longitude, v])}
      />
      <NombreField
        id={`${id}-longitude`}
        label={<>Longitude{nom}</>}
        decimales={7}
        valeur={longitude}
        changer={(v) => typeof v === 'number' && Math.abs(v) <= 180 && changer([v, latitude])}
      />
      <IconButton icon="supprimer" small label={`Supprimer le sommet ${rang + 1}`} onClick={retirer} />
    </li>
  )
}
