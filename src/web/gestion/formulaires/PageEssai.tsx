import { useParams } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { recapitulatif } from '#domain/formulaire/recapitulatif.ts'
import { deposerEssai, type Essai, enregistrerEssai, lireEssai } from '#domain/teleservices/api-essais.ts'
import { useAct, useRead } from '#web/call.ts'
import { Remplir } from '#web/formulaire/atelier/Remplir.tsx'
import { useEssai } from '#web/formulaire/atelier/useEssai.ts'
import { Reponses } from '#web/formulaire/Reponses.tsx'
import { RemplissageCourant } from '#web/formulaire/useRemplissage.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { ButtonLink } from '#web/ui/Button.tsx'
import { Reading } from '#web/ui/etats.tsx'
import { dateHeure } from '#web/ui/format.ts'
import { Page } from '#web/ui/Page.tsx'

/** One trial: filled as an établissement would, kept, and deposited without anything following. */
export function PageEssai() {
  const { code = '', essai = '' } = useParams({ strict: false })
  const lecture = useRead(lireEssai, { params: { code, id: Number(essai) } })
  return (
    <Page
      title={lecture.data?.numero ?? 'Dossier d’essai'}
      crumbs={[{ label: 'Formulaires', to: '/gestion/formulaires' }]}
      intro={lecture.data && `Essai comme ${lecture.data.etablissement} : rien n’est envoyé, rien n’est compté.`}
      actions={
        <ButtonLink to="/gestion/formulaires/$code" params={{ code }}>
          Revenir au formulaire
        </ButtonLink>
      }
    >
      <Reading query={lecture} lines={8}>
        {(lu) => (lu.etat === 'depose' ? <Depose essai={lu} /> : <EnCours key={lu.id} code={code} lu={lu} />)}
      </Reading>
    </Page>
  )
}

function Depose({ essai }: { essai: Essai }) {
  const etapes = recapitulatif(essai.definition, essai.reponses).map((e) => ({
    ...e,
    lignes: e.lignes.map(({ chemin, ...l }) => ({ ...l, champ: chemin })),
  }))
  return (
    <>
      <Alert kind="succes" title={`Déposé pour essai le ${dateHeure(essai.depose_le ?? essai.commence_le)}.`}>
        Un vrai dossier aurait reçu son numéro et son accusé de réception.
      </Alert>
      <Reponses etapes={etapes} />
    </>
  )
}

const ATTENTE_MS = 800

function EnCours({ code, lu }: { code: string; lu: Essai }) {
  const essai = useEssai(lu.definition)
  const params = { code, id: lu.id }
  const enregistrement = useAct(enregistrerEssai, { quiet: true })
  const depot = useAct(deposerEssai)
  const revision = useRef(lu.revision)
  const gardees = useRef(JSON.stringify(lu.reponses))
  const [pret, setPret] = useState(false)
  const [etat, setEtat] = useState('')
  const depart = useRef(() => essai.recommencer({ reponses: lu.reponses, preremplis: lu.preremplis }))
  useEffect(() => {
    depart.current()
    setPret(true)
  }, [])
  const { reponses } = essai.i
  const garder = async (): Promise<boolean> => {
    const texte = JSON.stringify(reponses)
    if (texte === gardees.current) return true
    const fait = await enregistrement.run({ params, body: { revision: revision.current, reponses } })
    if (fait) {
      revision.current = fait.revision
      gardees.current = texte
    }
    setEtat(fait ? 'Essai enregistré.' : 'Essai non enregistré.')
    return fait !== undefined
  }
  const derniere = useRef(garder)
  derniere.current = garder
  useEffect(() => {
    if (!pret) return
    const attente = setTimeout(() => void derniere.current(), reponses ? ATTENTE_MS : 0)
    return () => clearTimeout(attente)
  }, [reponses, pret])
  const deposer = async () => {
    if (essai.parcours.complet && (await garder())) await depot.run({ params })
  }
  return (
    <RemplissageCourant value={essai}>
      {enregistrement.failure && <Alert kind="danger">{enregistrement.failure.message}</Alert>}
      {depot.failure && <Alert kind="danger">{depot.failure.message}</Alert>}
      <p className="petit discret" role="status">
        {etat}
      </p>
      <div style={{ maxWidth: '46rem' }}>
        <Remplir essai={essai} niveau={2} deposer={() => void deposer()} />
      </div>
    </RemplissageCourant>
  )
}
