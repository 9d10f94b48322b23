import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { creerFormulaire, listerFormulaires } from '#domain/teleservices/api-formulaires.ts'
import { LIBELLES_THEMATIQUES, Thematique } from '#domain/teleservices/fiche.ts'
import { useAct, useRead } from '#web/call.ts'
import { ErrorSummary } from '#web/ui/Alert.tsx'
import { Button } from '#web/ui/Button.tsx'
import { SelectField } from '#web/ui/champs.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { erreursDe, Identite, lireIdentite } from './Identite.tsx'

/** A new téléservice, empty or copied from one that is published; hidden until its first publication. */
export function FenetreCreation({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog title="Nouveau formulaire" open={open} onClose={onClose}>
      <Saisie fermer={onClose} />
    </Dialog>
  )
}

function Saisie({ fermer }: { fermer: () => void }) {
  const naviguer = useNavigate()
  const acte = useAct(creerFormulaire)
  const modeles = useRead(listerFormulaires, { query: { par_page: 100 } })
  const [modele, setModele] = useState('')
  const envoyer = async (saisie: FormData) => {
    const { contact, ...identite } = lireIdentite(saisie)
    const thematique = Thematique.catch('aides').parse(saisie.get('thematique'))
    const origine = modele ? { modele } : { contact }
    const fait = await acte.run({ body: { ...identite, thematique, ...origine } })
    if (fait) void naviguer({ to: '/gestion/formulaires/$code', params: { code: fait.code } })
  }
  return (
    <form
      className="pile"
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        void envoyer(new FormData(e.currentTarget))
      }}
    >
      <ErrorSummary errors={erreursDe(acte.failure)} />
      <SelectField
        label="Partir de"
        empty="Un formulaire vide"
        value={modele}
        options={(modeles.data?.elements ?? [])
          .filter((f) => f.version)
          .map((f) => ({ value: f.code, label: `Une copie de « ${f.titre} »` }))}
        onChange={(e) => setModele(e.target.value)}
      />
      <SelectField
        name="thematique"
        label="Thématique"
        options={Object.entries(LIBELLES_THEMATIQUES).map(([value, label]) => ({ value, label }))}
      />
      <Identite sansContact={modele !== ''} erreur={acte.error} />
      <div className="rang">
        <Button type="submit" kind="principal" busy={acte.pending}>
          Créer et dessiner
        </Button>
        <Button onClick={fermer}>Annuler</Button>
      </div>
    </form>
  )
}
