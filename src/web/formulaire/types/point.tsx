import { lazy, Suspense, useState } from 'react'
import type { Sommet } from '#domain/formulaire/figures.ts'
import { type ChampPoint, Point as Forme } from '#domain/formulaire/types/point.ts'
import { Button } from '#web/ui/Button.tsx'
import { AdresseSurCarte } from './AdresseSurCarte.tsx'
import { NombreField } from './frappe.tsx'
import { avecPartie, Groupe, partiesDe } from './groupe.tsx'
import type { Saisie } from './saisie.ts'
import css from './types.module.css'

// The map weighs more than the rest of the form: only who opens it takes it.
const CartePoint = lazy(() => import('./CartePoint.tsx'))

/** A place found by its address, typed or pointed: all say the same. */
export function Point(s: Saisie<ChampPoint>) {
  const [ouverte, setOuverte] = useState(false)
  const [vise, setVise] = useState<Sommet>()
  const { latitude, longitude, lieu } = partiesDe(s.valeur)
  const lu = Forme.safeParse(s.valeur)
  /** Moved by hand, it is no longer at the address. */
  const partie = (nom: string, valeur: unknown) =>
    s.changer(avecPartie(avecPartie(s.valeur, 'lieu', null), nom, valeur))
  return (
    <Groupe {...s}>
      <AdresseSurCarte
        id={s.id}
        choisir={({ libelle, position: [lon, lat] }) => {
          s.changer({ latitude: Number(lat.toFixed(5)), longitude: Number(lon.toFixed(5)), lieu: libelle }, true)
          setVise([lon, lat])
        }}
      />
      <div className={css.cote}>
        <NombreField
          id={`${s.id}-latitude`}
          label="Latitude"
          help="Comme 43,6045"
          decimales={7}
          valeur={latitude}
          changer={(v) => partie('latitude', v)}
        />
        <NombreField
          id={`${s.id}-longitude`}
          label="Longitude"
          help="Comme 1,4442"
          decimales={7}
          valeur={longitude}
          changer={(v) => partie('longitude', v)}
        />
      </div>
      {typeof lieu === 'string' && <p className="petit">Près de : {lieu}</p>}
      <div>
        <Button small icon="lieu" aria-expanded={ouverte} onClick={() => setOuverte(!ouverte)}>
          {ouverte ? 'Fermer la carte' : 'Placer sur la carte'}
        </Button>
      </div>
      {ouverte && (
        <Suspense fallback={<p className="petit discret">La carte arrive…</p>}>
          <CartePoint
            libelle={s.champ.libelle}
            latitude={lu.success ? lu.data.latitude : undefined}
            longitude={lu.success ? lu.data.longitude : undefined}
            vise={vise}
            placer={(point) => s.changer(point, true)}
          />
        </Suspense>
      )}
    </Groupe>
  )
}
