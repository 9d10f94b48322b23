import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useMemo, useRef } from 'react'
import type { Dossier } from '#domain/dossiers/api.ts'
import { AideEtape } from '#web/formulaire/AideEtape.tsx'
import { FicheDuDossier } from '#web/formulaire/Corrections.tsx'
import { Etape } from '#web/formulaire/Etape.tsx'
import { EtatEnregistrement } from '#web/formulaire/EtatEnregistrement.tsx'
import etapes from '#web/formulaire/etapes.module.css'
import { FilDesEtapes, type Jalon, jalonsDe, RECAPITULATIF } from '#web/formulaire/FilDesEtapes.tsx'
import { idDe } from '#web/formulaire/types/saisie.ts'
import { type Remplissage, RemplissageCourant, useRemplissage } from '#web/formulaire/useRemplissage.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { Button } from '#web/ui/Button.tsx'
import { dateHeure } from '#web/ui/format.ts'
import { Page } from '#web/ui/Page.tsx'
import { useToast } from '#web/ui/toasts.tsx'
import { useCheminDossiers } from '../horscompte/suivi.ts'
import { useReconnexion } from '../reconnexion.ts'
import { Abandon } from './Abandon.tsx'
import { Conflits } from './Conflits.tsx'
import { Depot } from './Depot.tsx'
import { GardeDeSortie } from './GardeDeSortie.tsx'
import { Presents } from './Presents.tsx'
import { EtatValidation } from './Validation.tsx'

type Props = { dossier: Dossier; personne: number; relire: () => void; onDepose: () => void }

/** The form, one step at a time: the steps on the left, the questions, and their help on the right. */
export function Remplir({ dossier, personne, relire, onDepose }: Props) {
  const dire = useToast()
  const dossiers = useCheminDossiers()
  const remplissage = useRemplissage(dossier, personne, {
    surSession: useReconnexion(),
    relire,
    surChangement: () => dire('Ce brouillon a été modifié ailleurs : les réponses affichées sont à jour.'),
  })
  const { parcours, definition, quitterEtape } = remplissage
  const chemin = jalonsDe(parcours.etapes, parcours.complet)
  const { courante, allerA, allerAuChamp } = useEtape(chemin, quitterEtape)
  const jalons = chemin.map((j) => (j.id === courante && j.etat === 'erreur' ? sansHate(j, remplissage) : j))
  const rang = jalons.findIndex((j) => j.id === courante)
  const etape = parcours.etapes.find((e) => e.id === courante)
  const aide = definition.etapes.find((e) => e.id === courante)?.aide
  const titre = jalons[rang]?.titre ?? ''
  const { teleservice, droits } = dossier
  // Who asks without an account corrects nothing of the établissement.
  const { cle, sans_compte } = dossier
  const { uai } = dossier.etablissement
  const fiche = useMemo(() => (sans_compte ? undefined : { cle, uai }), [sans_compte, cle, uai])

  useEffect(() => {
    document.title = `Étape ${rang + 1} sur ${jalons.length} : ${titre} · ${teleservice.titre} · Préau`
  }, [rang, jalons.length, titre, teleservice.titre])

  return (
    <FicheDuDossier value={fiche}>
      <RemplissageCourant value={remplissage}>
        <Page
          title={teleservice.titre}
          crumbs={dossiers}
          intro={
            <>
              Brouillon {dossier.cle} · {dossier.etablissement.nom}
              {teleservice.ferme_le && ` · à déposer avant le ${dateHeure(teleservice.ferme_le)}`}
            </>
          }
        >
          <GardeDeSortie />
          <Conflits />
          {!sans_compte && <EtatValidation dossier={dossier} />}
          {!droits.remplir.possible && <Alert kind="alerte">{droits.remplir.motif}</Alert>}
          <div className={etapes.plan}>
            <div className={etapes.rail}>
              <FilDesEtapes jalons={jalons} courante={courante} onAller={allerA} />
              <EtatEnregistrement />
              {!sans_compte && <Presents etape={courante} relire={relire} />}
            </div>
            {aide && <AideEtape key={courante} aide={aide} />}
            <div className={etapes.centre}>
              <div>
                <p className={etapes.rang}>
                  Étape {rang + 1} sur {jalons.length}
                </p>
                <h2 id="titre-etape" tabIndex={-1} className={etapes.titreEtape}>
                  {titre}
                </h2>
              </div>
              {courante === RECAPITULATIF ? (
                <Depot dossier={dossier} allerA={allerA} allerAuChamp={allerAuChamp} onDepose={onDepose} />
              ) : (
                etape && (
                  <fieldset className="sans-bord" disabled={!droits.remplir.possible}>
                    <Etape key={etape.id} etape={etape} />
                  </fieldset>
                )
              )}
              <div className={etapes.nav}>
                {rang > 0 ? (
                  <Button icon="fleche_gauche" onClick={() => allerA(jalons[rang - 1]?.id ?? courante)}>
                    Étape précédente
                  </Button>
                ) : (
                  <span />
                )}
                {rang < jalons.length - 1 && (
                  <Button kind="principal" onClick={() => allerA(jalons[rang + 1]?.id ?? courante)}>
                    {rang === jalons.length - 2 ? 'Relire et déposer' : 'Continuer'}
                  </Button>
                )}
              </div>
              <Abandon dossier={dossier} />
            </div>
          </div>
        </Page>
      </RemplissageCourant>
    </FicheDuDossier>
  )
}

/** A half-typed answer is not yet a fault: the step one is in turns red only once a message shows beside a champ. */
function sansHate(jalon: Jalon, { parcours, messageDe }: Remplissage): Jalon {
  const champs = parcours.etapes.find((e) => e.id === jalon.id)?.champs ?? []
  const tous = champs.flatMap((c) => [c, ...(c.lignes ?? []).flatMap((l) => l.champs)])
  return tous.some((c) => messageDe(c)) ? jalon : { ...jalon, etat: 'en_cours' }
}

/** The step is in the address; going to another one is announced by its title, going to a champ by its focus. */
function useEtape(jalons: { id: string; etat: string }[], quitter: (etape: string) => void) {
  const naviguer = useNavigate()
  const { etape } = useSearch({ strict: false })
  // Without a step in the address, one resumes at the first that is not done.
  const debut = useRef(jalons.find((j) => j.etat !== 'terminee')?.id ?? jalons[0]?.id ?? RECAPITULATIF)
  const demandee = etape ?? debut.current
  const courante = jalons.some((j) => j.id === demandee) ? demandee : (jalons[0]?.id ?? RECAPITULATIF)
  const cible = useRef<string>(undefined)
  const precedente = useRef(courante)

  useEffect(() => {
    if (precedente.current === courante) return
    quitter(precedente.current)
    precedente.current = courante
    const element = document.getElementById(cible.current ?? 'titre-etape') ?? document.getElementById('titre-etape')
    cible.current = undefined
    montrer(element)
  })

  const allerA = (id: string) =>
    void naviguer({ to: '.', search: (avant) => ({ ...avant, etape: id }), resetScroll: false })
  return {
    courante,
    allerA,
    allerAuChamp: (id: string, champ: string) => {
      // An attestation also stands on the last page.
      const ici = document.getElementById(idDe(champ))
      if (ici || id === courante) return montrer(ici)
      cible.current = idDe(champ)
      allerA(id)
    },
  }
}

function montrer(element: HTMLElement | null) {
  element?.scrollIntoView({ block: element.id === 'titre-etape' ? 'start' : 'center' })
  element?.focus({ preventScroll: true })
}
