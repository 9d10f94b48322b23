import { lazy, Suspense, useState } from 'react'
import { type ChampPoint, Point as Forme } from '#domain/formulaire/types/point.ts'
import { Button } from '#web/ui/Button.tsx'
import { NombreField } from './frappe.tsx'
import { avecPartie, Groupe, partiesDe } from './groupe.tsx'
import type { Saisie } from './saisie.ts'
import css from './types.module.css'

// The map weighs more than the rest of the form: only who opens it takes it.
const CartePoint = lazy(() => import('./CartePoint.tsx'))

/** A place, typed or pointed: the two always say the same. */
export function Point(s: Saisie<ChampPoint>) {
  const [ouverte, setOuverte] = useState(false)
  const { latitude, longitude } = partiesDe(s.valeur)
  const lu = Forme.safeParse(s.valeur)
  return (
    <Groupe {...s}>
      <div className={css.cote}>
        <NombreField
          id={`${s.id}-latitude`}
          label="Latitude"
          help="Comme 43,6045"
          decimales={7}
          valeur={latitude}
          changer={(v) => s.changer(avecPartie(s.valeur, 'latitude', v))}
        />
        <NombreField
          id={`${s.id}-longitude`}
          label="Longitude"
          help="Comme 1,4442"
          decimales={7}
          valeur={longitude}
          changer={(v) => s.changer(avecPartie(s.valeur, 'longitude', v))}
        />
      </div>
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
            placer={(point) => s.changer(point, true)}
          />
        </Suspense>
      )}
    </Groupe>
  )
}
