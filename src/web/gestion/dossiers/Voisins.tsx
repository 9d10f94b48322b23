import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { listerDossiers } from '#domain/instruction/api.ts'
import type { Portefeuille } from '#domain/instruction/portefeuille.ts'
import { useRead } from '#web/call.ts'
import { Button, IconButton } from '#web/ui/Button.tsx'
import { CheckboxField } from '#web/ui/champs.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { nombre } from '#web/ui/format.ts'
import { Icone } from '#web/ui/Icone.tsx'
import css from './Instruction.module.css'
import { reglerRaccourcis, useRaccourcis, useRaccourcisActifs } from './raccourcis.ts'
import { PAR_PAGE, requeteDe, type Vue } from './vue.ts'

export type Voisin = { cle: string; recherche: Vue }
export type Voisins = { rang: number | null; total: number; precedent: Voisin | null; suivant: Voisin | null }

/**
 * The dossiers before and after this one in the view it was opened from. An act may push it out of the view (« En
 * retard » and it moves on): its place is then kept, and the next one is the one that took it.
 */
export function useVoisins(cle: string, vue: Vue): Voisins {
  const page = Number(vue.page ?? 1)
  const ici = useRead(listerDossiers, { query: requeteDe(vue) })
  const elements = ici.data?.elements ?? []
  const trouve = elements.findIndex((l) => l.cle === cle)
  const place = useRef<number | null>(null)
  useEffect(() => {
    if (trouve >= 0) place.current = trouve
  }, [trouve])
  const rang = trouve >= 0 ? trouve : place.current
  const total = ici.data?.total ?? 0
  const dernier = rang !== null && rang >= elements.length - 1
  const autre = (delta: number) => ({ ...vue, page: page + delta > 1 ? String(page + delta) : undefined })
  const avant = useRead(listerDossiers, { query: requeteDe(autre(-1)) }, { enabled: rang === 0 && page > 1 })
  const apres = useRead(listerDossiers, { query: requeteDe(autre(1)) }, { enabled: dernier && page * PAR_PAGE < total })
  if (rang === null) return { rang: null, total, precedent: null, suivant: null }
  const suivantIci = elements[trouve >= 0 ? rang + 1 : rang]
  const precedentIci = elements[rang - 1]
  return {
    rang: (page - 1) * PAR_PAGE + rang + 1,
    total,
    precedent: precedentIci ? { cle: precedentIci.cle, recherche: vue } : bout(avant.data, -1, autre(-1)),
    suivant: suivantIci ? { cle: suivantIci.cle, recherche: vue } : bout(apres.data, 0, autre(1)),
  }
}

function bout(page: Portefeuille | undefined, rang: number, recherche: Vue): Voisin | null {
  const ligne = page?.elements.at(rang)
  return ligne ? { cle: ligne.cle, recherche } : null
}

/** The way to the neighbours, and the keys that do the same. */
export function VoisinsDuDossier({ voisins: { rang, total, precedent, suivant } }: { voisins: Voisins }) {
  const [aide, setAide] = useState(false)
  useRaccourcis({ '?': () => setAide(true) })
  return (
    <nav className={css.voisins} aria-label="Dossiers de la liste">
      {rang !== null && (
        <>
          <VersVoisin voisin={precedent} label="Dossier précédent" touche="K" sens="fleche_gauche" />
          <span className="petit">
            {nombre(rang)} sur {nombre(total)}
          </span>
          <VersVoisin voisin={suivant} label="Dossier suivant" touche="J" sens="fleche_droite" />
        </>
      )}
      <Button small kind="discret" onClick={() => setAide(true)}>
        Raccourcis <kbd className={css.touche}>?</kbd>
      </Button>
      <Dialog title="Raccourcis clavier" open={aide} onClose={() => setAide(false)}>
        <Raccourcis />
      </Dialog>
    </nav>
  )
}

type VersVoisinProps = {
  voisin: Voisin | null
  label: string
  touche: string
  sens: 'fleche_gauche' | 'fleche_droite'
}

function VersVoisin({ voisin, label, touche, sens }: VersVoisinProps) {
  const titre = `${label} (touche ${touche})`
  if (!voisin) return <IconButton small label={`${label} : il n’y en a pas`} icon={sens} disabled />
  return (
    <Link
      to="/gestion/dossiers/$cle"
      params={{ cle: voisin.cle }}
      search={voisin.recherche}
      className={css.voisin}
      aria-label={titre}
      title={titre}
      aria-keyshortcuts={touche}
    >
      <Icone nom={sens} />
    </Link>
  )
}

function Raccourcis() {
  const actifs = useRaccourcisActifs()
  return (
    <div className="pile">
      <dl className={css.touches}>
        <dt>
          <kbd className={css.touche}>J</kbd>
        </dt>
        <dd>Dossier suivant de la liste</dd>
        <dt>
          <kbd className={css.touche}>K</kbd>
        </dt>
        <dd>Dossier précédent de la liste</dd>
        <dt>
          <kbd className={css.touche}>?</kbd>
        </dt>
        <dd>Cette aide</dd>
      </dl>
      <CheckboxField
        label="Utiliser ces touches"
        help="Décochez si elles gênent une commande vocale ou un lecteur d’écran."
        checked={actifs}
        onChange={(e) => reglerRaccourcis(e.target.checked)}
      />
    </div>
  )
}
