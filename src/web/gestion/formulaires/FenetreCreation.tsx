import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { creerFormulaire, listerFormulaires } from '#domain/teleservices/api-formulaires.ts'
import { sansAccents } from '#domain/teleservices/catalogue.ts'
import { LIBELLES_THEMATIQUES, Thematique } from '#domain/teleservices/fiche.ts'
import { useAct, useRead } from '#web/call.ts'
import { ErrorSummary } from '#web/ui/Alert.tsx'
import { Button } from '#web/ui/Button.tsx'
import { SelectField, TextField } from '#web/ui/champs.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'

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
  const [code, setCode] = useState('')
  const envoyer = async (saisie: FormData) => {
    const texte = (cle: string) => String(saisie.get(cle) ?? '').trim()
    const fait = await acte.run({
      body: {
        code: texte('code'),
        titre: texte('titre'),
        resume: texte('resume'),
        thematique: Thematique.catch('aides').parse(texte('thematique')),
        modele: modele || undefined,
        contact: modele
          ? undefined
          : {
              service: texte('contact.service'),
              adresse: texte('contact.adresse'),
              telephone: texte('contact.telephone'),
              courriel: texte('contact.courriel'),
            },
      },
    })
    if (fait) void naviguer({ to: '/gestion/formulaires/$code', params: { code: fait.code } })
  }
  const erreurs = acte.failure
    ? acte.failure.erreurs.length > 0
      ? acte.failure.erreurs
      : [{ champ: '', message: acte.failure.message }]
    : []
  return (
    <form className="pile" action={envoyer} noValidate>
      <ErrorSummary errors={erreurs} />
      <SelectField
        label="Partir de"
        empty="Un formulaire vide"
        value={modele}
        options={(modeles.data?.elements ?? [])
          .filter((f) => f.version)
          .map((f) => ({ value: f.code, label: `Une copie de « ${f.titre} »` }))}
        onChange={(e) => setModele(e.target.value)}
      />
      <TextField
        name="titre"
        id="titre"
        label="Titre"
        error={acte.error('titre')}
        onBlur={(e) => setCode((c) => c || sansAccents(e.target.value).replaceAll(' ', '-').slice(0, 60))}
      />
      <TextField
        name="code"
        id="code"
        label="Code"
        help="Dans l’adresse de la page : des minuscules, des chiffres et « - ». Il ne change plus ensuite."
        value={code}
        onChange={(e) => setCode(e.target.value)}
        error={acte.error('code')}
      />
      <TextField name="resume" id="resume" label="À quoi sert-il, en une phrase" error={acte.error('resume')} />
      <SelectField
        name="thematique"
        label="Thématique"
        options={Object.entries(LIBELLES_THEMATIQUES).map(([value, label]) => ({ value, label }))}
      />
      {!modele && (
        <>
          <h3>Qui répond aux établissements</h3>
          <TextField
            name="contact.service"
            id="contact.service"
            label="Service"
            error={acte.error('contact.service')}
          />
          <TextField
            name="contact.adresse"
            id="contact.adresse"
            label="Adresse postale"
            error={acte.error('contact.adresse')}
          />
          <TextField
            name="contact.telephone"
            id="contact.telephone"
            label="Téléphone"
            error={acte.error('contact.telephone')}
          />
          <TextField
            name="contact.courriel"
            id="contact.courriel"
            label="Courriel"
            error={acte.error('contact.courriel')}
          />
        </>
      )}
      <div className="rang">
        <Button type="submit" kind="principal" busy={acte.pending}>
          Créer et dessiner
        </Button>
        <Button onClick={fermer}>Annuler</Button>
      </div>
    </form>
  )
}
