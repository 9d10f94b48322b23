import type { Champ } from '#domain/formulaire/definition.ts'
import { type Bareme, grandeurDe, type Tranche } from '#domain/formulaire/formules.ts'
import { grandeurDuChamp } from '#domain/formulaire/plan.ts'
import { Button, IconButton } from '#web/ui/Button.tsx'
import css from './reglages.module.css'
import { Nombre } from './SaisieValeur.tsx'

/** The tranches of a grid, from the smallest: « jusqu’à 375 €, 250 € ». */
export function EditeurDeBareme({
  bareme,
  sources,
  onChange,
}: {
  bareme: Bareme
  sources: readonly Champ[]
  onChange: (b: Bareme) => void
}) {
  const { tranches, au_dela, grandeur } = bareme
  const lu = grandeurDe(bareme.bareme, (id) => grandeurDuChamp(sources.find((c) => c.id === id)))
  const rend = grandeur === 'montant'
  const poser = (suite: Tranche[]) => onChange({ ...bareme, tranches: suite })
  return (
    <>
      <div className={css.phrase}>
        <span className="petit">Le barème donne</span>
        <select
          aria-label="Unité de ce que donne le barème"
          value={grandeur}
          onChange={(e) => onChange({ ...bareme, grandeur: e.target.value === 'montant' ? 'montant' : 'nombre' })}
        >
          <option value="nombre">un nombre</option>
          <option value="montant">des euros</option>
        </select>
      </div>
      {tranches.map((t, i) => (
        // Tranches have no id: their place is their identity.
        <div key={i} className={css.phrase}>
          <span className="petit">jusqu’à</span>
          <Nombre
            label={`Tranche ${i + 1}, jusqu’à`}
            valeur={t.jusqua}
            euros={lu === 'montant'}
            onChange={(jusqua) => poser(tranches.with(i, { ...t, jusqua }))}
          />
          <span className="petit">:</span>
          <Nombre
            label={`Tranche ${i + 1}, valeur`}
            valeur={t.valeur}
            euros={rend}
            onChange={(valeur) => poser(tranches.with(i, { ...t, valeur }))}
            key={grandeur}
          />
          {tranches.length > 1 && (
            <IconButton
              small
              icon="supprimer"
              label={`Retirer la tranche ${i + 1}`}
              onClick={() => poser(tranches.toSpliced(i, 1))}
            />
          )}
        </div>
      ))}
      <div className={css.phrase}>
        <span className="petit">au-delà :</span>
        <Nombre
          label="Au-delà de la dernière tranche"
          valeur={au_dela}
          euros={rend}
          onChange={(valeur) => onChange({ ...bareme, au_dela: valeur })}
          key={grandeur}
        />
      </div>
      <div>
        <Button
          small
          icon="ajouter"
          onClick={() => poser([...tranches, { jusqua: (tranches.at(-1)?.jusqua ?? 0) + 100, valeur: au_dela }])}
        >
          Tranche
        </Button>
      </div>
    </>
  )
}
