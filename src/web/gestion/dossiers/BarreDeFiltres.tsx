import type { LigneDossier, Portefeuille } from '#domain/instruction/portefeuille.ts'
import { LIBELLES_QUI_AGIT } from '#domain/instruction/tableaux.ts'
import { lireNomenclatures } from '#domain/referentiel/api.ts'
import { useRead } from '#web/call.ts'
import { useMoi } from '#web/session.ts'
import { DateField } from '#web/ui/champs.tsx'
import { FilterChoices, FilterMenu, ToggleChip } from '#web/ui/Filtres.tsx'
import { SearchBox } from '#web/ui/SearchBox.tsx'
import { FiltresEnVigueur } from './FiltresEnVigueur.tsx'
import css from './Portefeuille.module.css'
import { type Choix, codesDe, type Vue } from './vue.ts'

const TRIS = [
  { value: '', label: 'Déposés récemment' },
  { value: 'depose_le', label: 'Déposés il y a longtemps' },
  { value: 'depuis', label: 'Sans mouvement depuis longtemps' },
  { value: '-depuis', label: 'Bougés récemment' },
  { value: 'echeance', label: 'Échéance la plus proche' },
  { value: '-montant_demande', label: 'Montant, du plus grand' },
  { value: 'montant_demande', label: 'Montant, du plus petit' },
  { value: 'etablissement', label: 'Établissement' },
  { value: 'numero', label: 'Numéro' },
]

type Props = {
  vue: Vue
  changer: (patch: Vue, options?: { remplacer?: boolean }) => void
  portefeuille: Portefeuille | undefined
}

/** Search, order and filters of the portefeuille, all of them held by the address. */
export function BarreDeFiltres({ vue, changer, portefeuille }: Props) {
  const moi = useMoi()
  const departements = useDepartements()
  const facettes = portefeuille?.facettes
  const etapes = etapesDe(portefeuille?.elements ?? [])
  const poser = (cle: keyof Vue) => (valeurs: string[]) => changer({ [cle]: valeurs.join(',') || undefined })
  const basculer = (cle: keyof Vue, valeur: string) => () =>
    changer({ [cle]: vue[cle] === valeur ? undefined : valeur })
  return (
    <div className={css.outils}>
      <div className={css.haut}>
        <SearchBox
          label="Rechercher un dossier"
          placeholder="Numéro, objet, établissement, UAI, commune…"
          value={vue.recherche ?? ''}
          onChange={(recherche) => changer({ recherche: recherche.trim() || undefined }, { remplacer: true })}
        />
        <label className={css.tri}>
          <span>Trier par</span>
          <select value={vue.tri ?? ''} onChange={(e) => changer({ tri: e.target.value || undefined })}>
            {TRIS.map((t) => (
              <option key={t.value} value={t.value}>
                {t.label}
              </option>
            ))}
          </select>
        </label>
      </div>
      <fieldset className={css.puces} aria-label="Filtres">
        <ToggleChip pressed={vue.affecte === 'moi'} onClick={basculer('affecte', 'moi')}>
          Affectés à moi
        </ToggleChip>
        <ToggleChip pressed={vue.affecte === 'personne'} onClick={basculer('affecte', 'personne')}>
          Sans agent
        </ToggleChip>
        <ToggleChip pressed={vue.en_retard === 'true'} onClick={basculer('en_retard', 'true')}>
          En retard
        </ToggleChip>
        {moi?.services.length ? (
          <ToggleChip pressed={vue.service === 'miens'} onClick={basculer('service', 'miens')}>
            À traiter par mon service
          </ToggleChip>
        ) : null}
        <FilterMenu label="Statut" count={codesDe(vue.statut).length}>
          <FilterChoices
            label="Statut"
            choices={(facettes?.statut ?? []).map((f) => ({ value: f.valeur, label: f.libelle, count: f.nombre }))}
            value={codesDe(vue.statut)}
            onChange={poser('statut')}
          />
        </FilterMenu>
        <FilterMenu label="Étape" count={codesDe(vue.etape).length}>
          <FilterChoices label="Étape" choices={etapes} value={codesDe(vue.etape)} onChange={poser('etape')} />
        </FilterMenu>
        <FilterMenu label="Téléservice" count={codesDe(vue.teleservice).length}>
          <FilterChoices
            label="Téléservice"
            choices={(facettes?.teleservice ?? []).map((f) => ({ value: f.valeur, label: f.libelle, count: f.nombre }))}
            value={codesDe(vue.teleservice)}
            onChange={poser('teleservice')}
          />
        </FilterMenu>
        {(facettes?.service.length ?? 0) > 0 && (
          <FilterMenu label="Service" count={codesDe(vue.service).filter((c) => c !== 'miens').length}>
            <FilterChoices
              label="Service"
              choices={(facettes?.service ?? []).map((f) => ({ value: f.valeur, label: f.libelle, count: f.nombre }))}
              value={codesDe(vue.service)}
              onChange={poser('service')}
            />
          </FilterMenu>
        )}
        {departements.length > 1 && (
          <FilterMenu label="Département" count={codesDe(vue.departement).length}>
            <FilterChoices
              label="Département"
              choices={departements}
              value={codesDe(vue.departement)}
              onChange={poser('departement')}
            />
          </FilterMenu>
        )}
        <FilterMenu label="Qui doit agir" count={vue.qui_agit ? 1 : 0}>
          <FilterChoices
            label="Qui doit agir"
            none="Tout le monde"
            choices={Object.entries(LIBELLES_QUI_AGIT).map(([value, label]) => ({ value, label }))}
            value={codesDe(vue.qui_agit)}
            onChange={poser('qui_agit')}
          />
        </FilterMenu>
        <FilterMenu label="Dates de dépôt" count={[vue.depose_depuis, vue.depose_jusque].filter(Boolean).length}>
          <div className={css.dates}>
            <DateField
              label="Déposé à partir du"
              value={vue.depose_depuis ?? ''}
              max={vue.depose_jusque}
              onChange={(e) => changer({ depose_depuis: e.target.value || undefined })}
            />
            <DateField
              label="Déposé jusqu’au"
              value={vue.depose_jusque ?? ''}
              min={vue.depose_depuis}
              onChange={(e) => changer({ depose_jusque: e.target.value || undefined })}
            />
          </div>
        </FilterMenu>
      </fieldset>
      <FiltresEnVigueur vue={vue} changer={changer} facettes={facettes} etapes={etapes} departements={departements} />
    </div>
  )
}

/** The départements where I see établissements: with one only, there is nothing to filter. */
function useDepartements(): Choix[] {
  const { data } = useRead(lireNomenclatures, {})
  return (data?.departements ?? []).map((d) => ({ value: d.code, label: d.libelle }))
}

/** The steps that the guides of the dossiers in view have, in their order. */
function etapesDe(lignes: LigneDossier[]): Choix[] {
  const vues = new Map<string, string>()
  for (const cercle of lignes.flatMap((l) => l.ligne))
    if (!vues.has(cercle.etape)) vues.set(cercle.etape, cercle.libelle)
  return [...vues].map(([value, label]) => ({ value, label }))
}
