import { useState } from 'react'
import {
  type Enregistrement,
  effacerContact,
  lireDocument,
  modifierEnregistrement,
  retablirEnregistrement,
  retirerEnregistrement,
} from '#domain/referentiel/api-rubriques.ts'
import type { Rubrique } from '#domain/referentiel/rubriques.ts'
import { adresseDe, useAct } from '#web/call.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { Button, ButtonAnchor, IconButton } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { useToast } from '#web/ui/toasts.tsx'
import { Confier } from './Confier.tsx'
import css from './fiche.module.css'

/** What may be done on one record. A removal is undone from its message; an erasure, which cannot be, is asked for twice. */
export function ActionsDeLigne({
  uai,
  rubrique,
  element,
  nom,
  modifier,
}: {
  uai: string
  rubrique: Rubrique
  element: Enregistrement
  nom: string
  modifier?: (element: Enregistrement) => void
}) {
  const retrait = useAct(retirerEnregistrement)
  const retour = useAct(retablirEnregistrement)
  const suivi = useAct(modifierEnregistrement)
  const dire = useToast()
  const params = { uai, rubrique: rubrique.code, id: element.id }
  const retirer = async () => {
    if (!(await retrait.run({ params }))) return dire(`${nom} n’a pas été retiré. Rechargez la page.`)
    dire(`${nom} : c’est retiré.`, {
      label: 'Annuler',
      run: () => void retour.run({ params }).then((r) => r && dire('C’est remis.')),
    })
  }
  const marquer = (faite: boolean) => suivi.run({ params, body: { valeurs: { faite } } })
  const changer = (faite: boolean) =>
    void marquer(faite).then(
      (r) =>
        r &&
        dire(faite ? 'La tâche est faite.' : 'La tâche est de nouveau à faire.', {
          label: 'Annuler',
          run: () => void marquer(!faite).then((s) => s && dire('C’est défait.')),
        }),
    )
  const contact = element.valeurs.contact_id
  return (
    <div className={css.actions} data-impression="non">
      {rubrique.code === 'document' && (
        <ButtonAnchor small download href={adresseDe(lireDocument, { params: { uai, id: Number(element.id) } })}>
          Télécharger<span className="lecteur-seul"> : {nom}</span>
        </ButtonAnchor>
      )}
      {modifier && rubrique.code === 'tache' && (
        <Button
          small
          onClick={() => changer(!element.valeurs.faite_le)}
          aria-label={`${element.valeurs.faite_le ? 'À refaire' : 'Faite'} : ${nom}`}
        >
          {element.valeurs.faite_le ? 'À refaire' : 'Faite'}
        </Button>
      )}
      {modifier && rubrique.code === 'tache' && !element.valeurs.faite_le && (
        <ConfierDici uai={uai} element={element} nom={nom} />
      )}
      {modifier && !element.fige && rubrique.code !== 'document' && (
        <IconButton label={`Modifier : ${nom}`} icon="crayon" onClick={() => modifier(element)} />
      )}
      {modifier && <IconButton label={`Retirer : ${nom}`} icon="supprimer" onClick={() => void retirer()} />}
      {modifier && typeof contact === 'number' && !element.fige && <Effacement contact={contact} nom={nom} />}
    </div>
  )
}

function ConfierDici({ uai, element, nom }: { uai: string; element: Enregistrement; nom: string }) {
  const [ouvert, setOuvert] = useState(false)
  const affecte_a = typeof element.valeurs.affecte_a === 'number' ? element.valeurs.affecte_a : null
  return (
    <>
      <Button small onClick={() => setOuvert(true)} aria-label={`Confier : ${nom}`}>
        Confier
      </Button>
      <Dialog title={`Confier : ${nom}`} open={ouvert} onClose={() => setOuvert(false)}>
        <Confier tache={{ id: element.id, uai, affecte_a }} fermer={() => setOuvert(false)} />
      </Dialog>
    </>
  )
}

function Effacement({ contact, nom }: { contact: number; nom: string }) {
  const [demande, setDemande] = useState(false)
  const acte = useAct(effacerContact)
  const dire = useToast()
  const effacer = async () => {
    const reponse = await acte.run({ params: { id: contact } })
    if (!reponse) return
    setDemande(false)
    dire('La personne est effacée ; ses rôles et leurs dates restent.')
  }
  return (
    <>
      <IconButton
        label={`Effacer à la demande de la personne : ${nom}`}
        icon="barre"
        onClick={() => setDemande(true)}
      />
      <Dialog title={`Effacer ${nom}`} open={demande} onClose={() => setDemande(false)}>
        <div className="pile">
          {acte.failure && <Alert kind="danger" title={acte.failure.message} />}
          <p>
            Son nom, son courriel et son téléphone disparaissent partout, y compris de ce que l’on savait avant. Ses
            rôles et leurs dates restent. Cela ne peut pas être défait.
          </p>
          <div className="rang">
            <Button kind="danger" busy={acte.pending} onClick={() => void effacer()}>
              Effacer la personne
            </Button>
            <Button onClick={() => setDemande(false)}>Annuler</Button>
          </div>
        </div>
      </Dialog>
    </>
  )
}
