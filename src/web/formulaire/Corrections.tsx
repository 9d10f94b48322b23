import { createContext, useContext, useState } from 'react'
import { proposerDepuisLeDossier } from '#domain/dossiers/api-corrections.ts'
import { champDeFiche } from '#domain/dossiers/corrections.ts'
import type { Champ } from '#domain/formulaire/definition.ts'
import { lireEtablissement } from '#domain/referentiel/api.ts'
import { lireRegistre } from '#domain/referentiel/api-fiche.ts'
import { cleDe } from '#domain/validation/proposition.ts'
import { useAct, useRead } from '#web/call.ts'
import { ProposerChamp } from '#web/referentiel/validation/ProposerChamp.tsx'
import { usePropositions } from '#web/referentiel/validation/usePropositions.ts'
import { Button } from '#web/ui/Button.tsx'
import css from './formulaire.module.css'
import { useRemplissageCourant } from './useRemplissage.ts'

/** The draft whose answers may correct the fiche of an établissement; nothing in a trial, nor for who has no account. */
export const FicheDuDossier = createContext<{ cle: string; uai: string } | undefined>(undefined)

type Sur = { champ: Champ; texte: string }

/** Under an answer that says something else than the fiche: proposes it for the fiche, when one asks. */
export function ProposerLaReponse(sur: Sur) {
  const dossier = useContext(FicheDuDossier)
  const fiche = champDeFiche(sur.champ)
  return dossier && fiche ? <Offre {...sur} {...dossier} fiche={fiche} /> : null
}

function Offre({ champ, texte, cle, uai, fiche }: Sur & { cle: string; uai: string; fiche: string }) {
  const { enregistrement } = useRemplissageCourant()
  const { ouvertes, peutProposer } = usePropositions({ uai, moment: null })
  const acte = useAct(proposerDepuisLeDossier)
  const faite = ouvertes.find((p) => p.champ === cleDe(fiche) && p.de_moi)
  const proposee = faite?.champs[0]?.proposee_texte
  const envoyer = async () => {
    // The server proposes the answer that it has: what is being typed goes first.
    if (await enregistrement.vider()) await acte.run({ params: { cle }, body: { champ: champ.id } })
  }
  if (!peutProposer) return null
  return (
    <div className={css.modifie}>
      {faite && <span role="status">« {proposee} » est proposé pour la fiche : la collectivité décidera.</span>}
      {acte.failure && <span role="alert">{acte.failure.erreurs[0]?.message ?? acte.failure.message}</span>}
      {sansEspace(proposee) !== sansEspace(texte) && (
        <Button
          small
          icon="crayon"
          busy={acte.pending}
          aria-label={`Corriger aussi la fiche de l’établissement : ${champ.libelle}`}
          onClick={() => void envoyer()}
        >
          Corriger aussi la fiche
        </Button>
      )}
    </div>
  )
}

/** The fiche writes a number its own way. */
const sansEspace = (texte = ''): string => texte.replace(/[\s.\u00a0\u202f]/g, '')

/** Beside a value that the form does not let change: it is corrected where it comes from. */
export function CorrigerALaSource({ champ }: { champ: Champ }) {
  const dossier = useContext(FicheDuDossier)
  const fiche = champDeFiche(champ)
  const [ouverte, setOuverte] = useState(false)
  if (!dossier || !fiche) return null
  return (
    <>
      <Button small aria-label={`Proposer une correction : ${champ.libelle}`} onClick={() => setOuverte(true)}>
        Proposer une correction
      </Button>
      {ouverte && <Fenetre uai={dossier.uai} code={fiche} fermer={() => setOuverte(false)} />}
    </>
  )
}

function Fenetre({ uai, code, fermer }: { uai: string; code: string; fermer: () => void }) {
  const fiche = useRead(lireEtablissement, { params: { uai } }).data
  const registre = useRead(lireRegistre, {}).data
  const { ouvertes, closes } = usePropositions({ uai, moment: null })
  if (!fiche || !registre) return null
  return (
    <ProposerChamp
      fiche={fiche}
      registre={registre}
      code={code}
      attendent={ouvertes.filter((p) => p.champ === cleDe(code))}
      refusee={closes.find((p) => p.champ === cleDe(code) && p.de_moi && p.etat === 'refusee')}
      fermer={fermer}
    />
  )
}
