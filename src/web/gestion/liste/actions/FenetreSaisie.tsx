import { useState } from 'react'
import { apercevoirSaisie, saisirEnsemble } from '#domain/referentiel/api-actions.ts'
import { lireRegistre, type Registre } from '#domain/referentiel/api-fiche.ts'
import { seSaisitEnsemble } from '#domain/referentiel/saisie.ts'
import { useAct, useRead } from '#web/call.ts'
import { ChampCommune } from '#web/referentiel/fiche/ChampCommune.tsx'
import { ChampSaisi } from '#web/referentiel/fiche/ChampSaisi.tsx'
import { depuisSaisie } from '#web/referentiel/fiche/ecrire.ts'
import { optionsDe } from '#web/referentiel/fiche/SaisieDeChamps.tsx'
import { DateField, SelectField, TextField } from '#web/ui/champs.tsx'
import { Reading } from '#web/ui/etats.tsx'
import { Formulaire } from '#web/ui/Formulaire.tsx'
import { pluriel } from '#web/ui/format.ts'
import { Apercu } from './Apercu.tsx'
import { type FenetreDActionProps, useFait } from './fait.tsx'

/** Types the same value on all those chosen: shown first, then written, then undone from the message. */
export function FenetreSaisie(props: FenetreDActionProps) {
  const registre = useRead(lireRegistre, {})
  return <Reading query={registre}>{(r) => <Saisie {...props} registre={r} />}</Reading>
}

const idDe = (champ: string) => `saisie-${champ}`

function Saisie({ choisis, fermer, fini, registre }: FenetreDActionProps & { registre: Registre }) {
  const apercu = useAct(apercevoirSaisie, { quiet: true })
  const acte = useAct(saisirEnsemble)
  const dire = useFait()
  const [champ, setChamp] = useState('')
  const [texte, setTexte] = useState('')
  const [valable_du, setValableDu] = useState('')
  const [motif, setMotif] = useState('')
  const [vu, setVu] = useState<Awaited<ReturnType<typeof apercu.run>>>()
  const choisi = registre.champs.find((c) => c.code === champ)
  const changer = (suite: () => void) => {
    suite()
    setVu(undefined)
    apercu.reset()
    acte.reset()
  }
  const demande = {
    liste: choisis.liste,
    champ,
    valeur: choisi?.code === 'commune' ? texte || null : depuisSaisie(choisi?.genre ?? 'texte', texte),
    ...(valable_du ? { valable_du } : {}),
  }
  const ecrire = async () => {
    const reponse = await acte.run({ body: { ...demande, motif } })
    if (!reponse) return
    fini()
    const reste = reponse.refuses.length ? `, ${pluriel(reponse.refuses.length, 'refusé')}` : ''
    dire(
      `${choisi?.libelle} : ${pluriel(reponse.changes, 'établissement changé', 'établissements changés')}${reste}.`,
      reponse.action,
    )
  }
  const envoyer = vu
    ? vu.changes > 0
      ? `Écrire sur ${pluriel(vu.changes, 'établissement')}`
      : undefined
    : 'Voir ce que cela donne'
  const erreur = (c: string) => apercu.error(c) ?? acte.error(c)
  const commun = {
    id: idDe('valeur'),
    label: 'Valeur',
    error: erreur('valeur'),
    onChange: (v: string) => changer(() => setTexte(v)),
  }
  return (
    <Formulaire
      envoyer={envoyer}
      acte={{ pending: apercu.pending || acte.pending, failure: acte.failure ?? apercu.failure }}
      idOf={idDe}
      onSubmit={() => void (vu ? ecrire() : apercu.run({ body: demande }).then(setVu))}
      fermer={fermer}
    >
      <SelectField
        id={idDe('champ')}
        label="Champ"
        empty="Choisissez un champ"
        value={champ}
        error={erreur('champ')}
        groups={registre.onglets.map((o) => ({
          label: o.libelle,
          options: registre.champs
            .filter((c) => c.onglet === o.code && seSaisitEnsemble(c))
            .map((c) => ({ value: c.code, label: c.libelle })),
        }))}
        onChange={(e) =>
          changer(() => {
            setChamp(e.target.value)
            setTexte('')
          })
        }
      />
      {choisi &&
        (choisi.code === 'commune' ? (
          <ChampCommune key={choisi.code} {...commun} />
        ) : (
          <ChampSaisi
            key={choisi.code}
            {...commun}
            help="Laissez vide pour effacer la valeur."
            genre={choisi.genre}
            unite={choisi.unite}
            options={optionsDe(registre, choisi.nomenclature)}
            value={texte}
          />
        ))}
      <DateField
        id={idDe('valable_du')}
        label="Vrai depuis le"
        optional
        help="Aujourd’hui si vous ne le dites pas."
        value={valable_du}
        error={erreur('valable_du')}
        onChange={(e) => changer(() => setValableDu(e.target.value))}
      />
      <TextField
        id={idDe('motif')}
        label="Motif"
        optional
        help="Il se lira à côté de chaque valeur."
        value={motif}
        error={erreur('motif')}
        onChange={(e) => setMotif(e.target.value)}
      />
      {vu && choisi && <Apercu apercu={vu} champ={choisi} />}
    </Formulaire>
  )
}
