import { useState } from 'react'
import type { Fiche } from '#domain/referentiel/api.ts'
import { annulerChangement, corrigerChamps, type Registre } from '#domain/referentiel/api-fiche.ts'
import { useAct } from '#web/call.ts'
import { Button } from '#web/ui/Button.tsx'
import { DateField, TextField } from '#web/ui/champs.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Formulaire } from '#web/ui/Formulaire.tsx'
import { useToast } from '#web/ui/toasts.tsx'
import { ChampCommune } from './ChampCommune.tsx'
import { ChampSaisi } from './ChampSaisi.tsx'
import { depuisSaisie, ecrireValeur, enSaisie } from './ecrire.ts'

/** A point is two champs, as is a link: they are corrected together. */
const ENSEMBLE: Record<string, string[]> = {
  latitude: ['latitude', 'longitude'],
  longitude: ['latitude', 'longitude'],
  mere_uai: ['mere_uai', 'rattachement'],
  rattachement: ['mere_uai', 'rattachement'],
}

/** The window that corrects one champ: its value, from when it is true, why. What is done can be undone from the message. */
export function CorrigerChamp({
  fiche,
  registre,
  code,
  fermer,
}: {
  fiche: Fiche
  registre: Registre
  code: string
  fermer: () => void
}) {
  const acte = useAct(corrigerChamps)
  const defaire = useAct(annulerChangement)
  const dire = useToast()
  const champs = registre.champs.filter((c) => (ENSEMBLE[code] ?? [code]).includes(c.code))
  const connu = (c: string) => fiche.champs.find((x) => x.champ === c)
  const [valeurs, setValeurs] = useState<Record<string, string>>(
    Object.fromEntries(champs.map((c) => [c.code, enSaisie(c.genre, connu(c.code)?.valeur)])),
  )
  const [valable_du, setValableDu] = useState('')
  const [motif, setMotif] = useState('')
  const libelle = champs.map((c) => c.libelle).join(' et ')
  const params = { uai: fiche.uai }
  const idDe = (champ: string) => `champ-${champ}`
  const envoyer = async () => {
    const reponse = await acte.run({
      params,
      body: {
        champs: Object.fromEntries(champs.map((c) => [c.code, depuisSaisie(c.genre, valeurs[c.code] ?? '')])),
        ...(valable_du ? { valable_du } : {}),
        motif,
      },
    })
    if (!reponse) return
    fermer()
    const { changement } = reponse
    if (changement === null) return dire('Rien n’a changé.')
    dire(`${libelle} : c’est corrigé.`, {
      label: 'Annuler',
      run: () => void defaire.run({ params: { ...params, id: changement } }).then((r) => r && dire('C’est défait.')),
    })
  }
  return (
    <Dialog title={`Corriger : ${libelle}`} open onClose={fermer}>
      <Formulaire envoyer="Enregistrer" acte={acte} idOf={idDe} onSubmit={() => void envoyer()} fermer={fermer}>
        {champs.map((c) => {
          const dessous = connu(c.code)?.saisie?.dessous
          return (
            <div key={c.code} className="pile">
              {c.code === 'commune' ? (
                <ChampCommune
                  id={idDe(c.code)}
                  label={c.libelle}
                  help={c.aide}
                  error={acte.error(c.code)}
                  actuelle={valeurs[c.code]}
                  onChange={(v) => setValeurs((avant) => ({ ...avant, [c.code]: v }))}
                />
              ) : (
                <ChampSaisi
                  id={idDe(c.code)}
                  label={c.libelle}
                  genre={c.genre}
                  unite={c.unite}
                  help={c.aide}
                  options={optionsDe(registre, c.nomenclature)}
                  value={valeurs[c.code] ?? ''}
                  error={acte.error(c.code)}
                  onChange={(v) => setValeurs((avant) => ({ ...avant, [c.code]: v }))}
                />
              )}
              {dessous !== undefined && dessous !== null && (
                <p className="petit">
                  La source dit « {ecrireValeur(c.genre, dessous, c.unite)} ».{' '}
                  <Button
                    small
                    onClick={() => setValeurs((avant) => ({ ...avant, [c.code]: enSaisie(c.genre, dessous) }))}
                  >
                    Reprendre cette valeur
                  </Button>
                </p>
              )}
            </div>
          )
        })}
        <DateField
          id={idDe('valable_du')}
          label="Vrai depuis le"
          optional
          help="Aujourd’hui si vous ne le dites pas."
          value={valable_du}
          error={acte.error('valable_du')}
          onChange={(e) => setValableDu(e.target.value)}
        />
        <TextField
          id={idDe('motif')}
          label="Motif"
          optional
          help="Il se lira à côté de la valeur."
          value={motif}
          error={acte.error('motif')}
          onChange={(e) => setMotif(e.target.value)}
        />
      </Formulaire>
    </Dialog>
  )
}

/** What may be chosen: the values of a nomenclature that are not obsolete. */
export const optionsDe = (registre: Registre, nomenclature: string | undefined) =>
  registre.nomenclatures
    .find((n) => n.code === nomenclature)
    ?.valeurs.filter((v) => !v.obsolete_depuis)
    .map((v) => ({ value: v.code, label: v.libelle }))
