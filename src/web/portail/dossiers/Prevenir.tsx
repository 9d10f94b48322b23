import { useState } from 'react'
import type { Dossier } from '#domain/dossiers/api.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { Button, ButtonAnchor } from '#web/ui/Button.tsx'

/** For whom may not deposit now: why, and the reference by which to tell whoever may. */
export function Prevenir({ dossier, complet }: { dossier: Dossier; complet: boolean }) {
  const [copie, setCopie] = useState('')
  const { cle, teleservice, droits } = dossier
  const lien = `${location.origin}/dossiers/${cle}/formulaire?etape=recapitulatif`
  const sujet = `Dossier à relire et à déposer : ${teleservice.titre} (brouillon ${cle})`
  const corps = `Bonjour,\n\nLe dossier « ${teleservice.titre} » est prêt. Vous pouvez le relire et le déposer ici :\n${lien}\n`
  const copier = async () => {
    try {
      await navigator.clipboard.writeText(lien)
      setCopie('Le lien est copié.')
    } catch {
      setCopie(`Copiez ce lien : ${lien}`)
    }
  }
  return (
    <Alert kind="info" title={droits.deposer.motif ?? 'Ce dossier ne se dépose pas maintenant'}>
      <p>
        {complet ? 'Le dossier est complet.' : 'Le dossier n’est pas encore complet.'} Sa référence : brouillon{' '}
        <strong>{cle}</strong>.
      </p>
      <div className="rang">
        <ButtonAnchor
          icon="enveloppe"
          href={`mailto:?subject=${encodeURIComponent(sujet)}&body=${encodeURIComponent(corps)}`}
        >
          Prévenir par courriel
        </ButtonAnchor>
        <Button onClick={() => void copier()}>Copier le lien du brouillon</Button>
      </div>
      <p role="status">{copie}</p>
    </Alert>
  )
}
