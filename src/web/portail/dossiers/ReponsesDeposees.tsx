import { useEffect, useRef } from 'react'
import { lireRecapitulatif } from '#domain/dossiers/api-recapitulatif.ts'
import { useRead } from '#web/call.ts'
import { Reponses } from '#web/formulaire/Reponses.tsx'
import { Card } from '#web/ui/Card.tsx'
import { Reading } from '#web/ui/etats.tsx'
import { Icone } from '#web/ui/Icone.tsx'
import css from './dossiers.module.css'

/** What was deposited, to read again: folded, since one rarely needs it, but always printed. */
export function ReponsesDeposees({ cle }: { cle: string }) {
  const recapitulatif = useRead(lireRecapitulatif, { params: { cle } })
  const pli = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const deplier = () => {
      if (pli.current) pli.current.open = true
    }
    window.addEventListener('beforeprint', deplier)
    return () => window.removeEventListener('beforeprint', deplier)
  }, [])
  return (
    <Card>
      <details ref={pli} className={css.pli}>
        <summary>
          <h2>Vos réponses</h2>
          <Icone nom="chevron_bas" />
        </summary>
        <Reading query={recapitulatif}>{(r) => <Reponses etapes={r.etapes} />}</Reading>
      </details>
    </Card>
  )
}
