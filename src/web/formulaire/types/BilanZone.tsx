import type { Sommet } from '#domain/formulaire/figures.ts'
import { type ChampZone, ecrireSurface, refusDeZone, surface } from '#domain/formulaire/types/zone.ts'
import { Button } from '#web/ui/Button.tsx'
import { pluriel } from '#web/ui/format.ts'
import { Icone } from '#web/ui/Icone.tsx'

/** What is drawn so far, said after each gesture, and the ways back. */
export function BilanZone({
  champ,
  polygones,
  dit,
  lieu,
  annuler,
  oublierLieu,
  effacer,
}: {
  champ: ChampZone
  polygones: Sommet[][]
  /** The question says its fault itself already. */
  dit: boolean
  lieu?: string
  annuler?: () => void
  oublierLieu: () => void
  effacer: () => void
}) {
  const refus = polygones.length > 0 && !dit ? refusDeZone(polygones, champ) : undefined
  const finies = polygones.filter((p) => p.length >= 3)
  return (
    <div className="pile" style={{ '--ecart': '0.5rem' } as React.CSSProperties}>
      <div role="status">
        {finies.length > 0 && (
          <p>
            <strong>{ecrireSurface(surface(finies))}</strong>
            {polygones.length > 1 && `, ${pluriel(polygones.length, 'zone')}`},{' '}
            {pluriel(
              polygones.reduce((n, p) => n + p.length, 0),
              'sommet',
            )}
            .
          </p>
        )}
        {refus && (
          <p className="petit">
            <Icone nom="alerte" taille={16} /> {refus}
          </p>
        )}
      </div>
      {lieu && (
        <p className="petit rang">
          <span>Près de : {lieu}</span>
          <Button small kind="discret" onClick={oublierLieu}>
            Ne pas citer cette adresse
          </Button>
        </p>
      )}
      {(annuler || polygones.length > 0) && (
        <div className="rang">
          {annuler && (
            <Button small icon="retour" onClick={annuler} aria-label={`Défaire le dernier geste : ${champ.libelle}`}>
              Défaire
            </Button>
          )}
          {polygones.length > 0 && (
            <Button small kind="discret" onClick={effacer} aria-label={`Tout effacer : ${champ.libelle}`}>
              Tout effacer
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
