import { useState } from 'react'
import { jourLocal } from '#domain/heure.ts'
import { demanderPiece } from '#domain/instruction/api.ts'
import { DateField, TextAreaField, TextField } from '#web/ui/champs.tsx'
import { Saisie } from './Saisie.tsx'
import { type FenetreProps, useActe } from './tenue.ts'

const DELAI_PROPOSE_EN_JOURS = 15
const dansJours = (jours: number): string => jourLocal(new Date(Date.now() + jours * 86_400_000))

/** Asks the établissement for a pièce; the dossier waits for it. */
export function FenetrePiece({ tenue: { cle, dossier, fait }, fermer }: FenetreProps) {
  const acte = useActe(demanderPiece)
  const [libelle, setLibelle] = useState('')
  const [commentaire, setCommentaire] = useState('')
  const [avantLe, setAvantLe] = useState(() => dansJours(DELAI_PROPOSE_EN_JOURS))
  const [faute, setFaute] = useState<string>()
  const envoyer = async () => {
    if (libelle.trim().length < 3) return setFaute('Nommez la pièce attendue.')
    setFaute(undefined)
    const reponse = await acte.run({ params: { cle }, body: { libelle, commentaire, avant_le: avantLe || null } })
    if (reponse) fait(reponse, `Pièce demandée : ${dossier.etablissement.nom} est prévenu.`)
  }
  return (
    <Saisie
      envoyer="Demander cette pièce"
      onSubmit={() => void envoyer()}
      fermer={fermer}
      pending={acte.pending}
      failure={acte.failure}
      fautes={faute ? [{ champ: 'libelle', message: faute }] : undefined}
    >
      <TextField
        label="Pièce attendue"
        help="Par exemple : second devis signé."
        value={libelle}
        maxLength={200}
        onChange={(e) => setLibelle(e.target.value)}
        error={faute ?? acte.error('libelle')}
      />
      <TextAreaField
        label="Précisions pour l’établissement"
        optional
        value={commentaire}
        maxLength={2000}
        onChange={(e) => setCommentaire(e.target.value)}
        error={acte.error('commentaire')}
      />
      <DateField
        label="À fournir avant le"
        optional
        min={dansJours(1)}
        value={avantLe}
        onChange={(e) => setAvantLe(e.target.value)}
        error={acte.error('avant_le')}
      />
    </Saisie>
  )
}
