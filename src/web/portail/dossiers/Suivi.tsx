import type { Instruction } from '#domain/instruction/suivi.ts'
import { StatusBadge } from '#web/ui/Badge.tsx'
import { Card } from '#web/ui/Card.tsx'
import { LigneDeCercles } from '#web/ui/Cercles.tsx'
import { date } from '#web/ui/format.ts'
import { versRonds } from '#web/ui/guide.ts'
import css from './dossiers.module.css'
import { phraseSuivi } from './quiAgit.ts'

/** The public line of circles, then who must act and until when, in one sentence. */
export function Suivi({ suivi }: { suivi: Instruction }) {
  const { statut, depuis, ligne } = suivi
  const avous = statut.qui_agit === 'etablissement' || suivi.demandes_de_pieces.some((d) => d.etat === 'attendue')
  return (
    <Card
      title="Où en est ce dossier"
      actions={
        <span className="rang">
          <StatusBadge couleur={statut.couleur} icone={statut.icone} libelle={statut.libelle} />
          <span className="discret petit">depuis le {date(depuis)}</span>
        </span>
      }
    >
      <LigneDeCercles cercles={versRonds(ligne)} />
      <p className={avous ? css.avous : css.attente}>{phraseSuivi(suivi)}</p>
    </Card>
  )
}
