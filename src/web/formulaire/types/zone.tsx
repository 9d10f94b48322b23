import { lazy, Suspense, useState } from 'react'
import type { Sommet } from '#domain/formulaire/figures.ts'
import { type ChampZone, Zone as Forme } from '#domain/formulaire/types/zone.ts'
import { Tabs } from '#web/ui/Tabs.tsx'
import { AdresseSurCarte } from './AdresseSurCarte.tsx'
import { BilanZone } from './BilanZone.tsx'
import { Groupe } from './groupe.tsx'
import { ImportZone } from './ImportZone.tsx'
import { SommetsZone } from './SommetsZone.tsx'
import type { Saisie } from './saisie.ts'

// The map weighs more than the rest of the form: only who meets such a question takes it.
const CarteZone = lazy(() => import('./CarteZone.tsx'))

/** Outlines drawn on a map, typed corner by corner or imported: three ways to the same answer. */
export function Zone(s: Saisie<ChampZone>) {
  const [onglet, setOnglet] = useState('carte')
  const [vise, setVise] = useState<Sommet>()
  const [lieuVise, setLieuVise] = useState<string>()
  const [passe, setPasse] = useState<unknown[]>([])
  const lu = Forme.safeParse(s.valeur)
  const polygones: Sommet[][] = lu.success ? lu.data.polygones : []
  const lieu = lu.data?.lieu
  const repondre = (valeur: unknown) => {
    setPasse([...passe, s.valeur ?? null])
    s.changer(valeur, true)
  }
  const poser = (suite: Sommet[][], pres: string | undefined = lieuVise ?? lieu) => {
    const pleins = suite.filter((p) => p.length > 0)
    repondre(pleins.length > 0 ? { polygones: pleins, ...(pres ? { lieu: pres } : {}) } : null)
  }
  const annuler = () => {
    s.changer(passe.at(-1) ?? null, true)
    setPasse(passe.slice(0, -1))
    // The button that is used up goes away: the focus stays in the question.
    if (passe.length === 1) document.getElementById(s.id)?.focus()
  }
  const max = s.champ.polygones_max ?? 1
  return (
    <Groupe {...s}>
      <AdresseSurCarte
        id={s.id}
        choisir={({ libelle, position }) => {
          setVise(position)
          setLieuVise(libelle)
          if (polygones.length > 0) poser(polygones, libelle)
        }}
      />
      <Tabs
        label={`Manières de répondre : ${s.champ.libelle}`}
        current={onglet}
        onChange={setOnglet}
        tabs={[
          {
            key: 'carte',
            label: 'Carte',
            panel: () => (
              <Suspense fallback={<p className="petit discret">La carte arrive…</p>}>
                <CarteZone libelle={s.champ.libelle} polygones={polygones} max={max} vise={vise} poser={poser} />
              </Suspense>
            ),
          },
          {
            key: 'sommets',
            label: 'Coordonnées',
            panel: () => <SommetsZone id={s.id} polygones={polygones} max={max} poser={poser} />,
          },
          {
            key: 'import',
            label: 'Fichier',
            panel: () => (
              <ImportZone
                id={s.id}
                libelle={s.champ.libelle}
                prendre={(suite) => {
                  poser(suite)
                  setOnglet('carte')
                }}
              />
            ),
          },
        ]}
      />
      <BilanZone
        champ={s.champ}
        polygones={polygones}
        dit={s.erreur !== undefined}
        lieu={lieu}
        annuler={passe.length > 0 ? annuler : undefined}
        oublierLieu={() => {
          setLieuVise(undefined)
          repondre({ polygones })
        }}
        effacer={() => {
          repondre(null)
          document.getElementById(s.id)?.focus()
        }}
      />
    </Groupe>
  )
}
