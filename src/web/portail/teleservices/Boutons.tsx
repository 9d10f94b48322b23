import { useNavigate } from '@tanstack/react-router'
import { commencerDossier, listerMesDossiers, type MesDossiers } from '#domain/dossiers/api.ts'
import type { FicheTeleservice } from '#domain/teleservices/api.ts'
import { type Bouton, etatDuBouton } from '#domain/teleservices/bouton.ts'
import { useAct, useRead } from '../../call.ts'
import { useContexte } from '../../session.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Loading } from '../../ui/etats.tsx'
import { pluriel } from '../../ui/format.ts'
import { Repartir } from '../dossiers/Repartir.tsx'
import { useEtablissement } from '../etablissement.ts'

/** The smart button of a fiche, for who looks and for the établissement chosen in the header. */
export function Boutons({ t }: { t: FicheTeleservice }) {
  const contexte = useContexte()
  const etablissement = useEtablissement()
  const existants = useRead(
    listerMesDossiers,
    { params: { code: t.code }, query: { uai: etablissement?.uai ?? '' } },
    { enabled: Boolean(etablissement) },
  )
  if (!contexte || (etablissement && existants.isPending)) return <Loading lines={1} />
  const regard = {
    connecte: Boolean(contexte.moi),
    etablissement: etablissement?.secteur
      ? { audience: etablissement.type ?? undefined, secteur: etablissement.secteur }
      : undefined,
  }
  const bouton = etatDuBouton(t, regard, new Date(), existantDe(existants.data))
  return <Choix bouton={bouton} t={t} uai={etablissement?.uai} existants={existants.data} />
}

function existantDe(mes: MesDossiers | undefined) {
  const brouillon = mes?.brouillons[0]
  const depose = mes?.deposes[0]
  return {
    brouillon: brouillon && { modifie_le: brouillon.modifie_le, auteur: brouillon.modifie_par },
    depose: depose && { numero: depose.numero, depose_le: depose.depose_le },
  }
}

function Choix({
  bouton,
  t,
  uai,
  existants,
}: {
  bouton: Bouton
  t: FicheTeleservice
  uai?: string
  existants?: MesDossiers
}) {
  const naviguer = useNavigate()
  const commencer = useAct(commencerDossier)
  const demarrer = async () => {
    const dossier = await commencer.run({ body: { teleservice: t.code, uai: uai ?? '' } })
    if (dossier) await naviguer({ to: '/dossiers/$cle/formulaire', params: { cle: dossier.cle } })
  }
  const brouillon = existants?.brouillons[0]
  const depose = existants?.deposes[0]
  return (
    <>
      {commencer.failure && <Alert kind="danger">{commencer.failure.message}</Alert>}
      {bouton.action === 'commencer' && (
        <Button kind="principal" icon="fleche_droite" busy={commencer.pending} onClick={() => void demarrer()}>
          {bouton.libelle}
        </Button>
      )}
      {bouton.action === 'reprendre' && brouillon && (
        <>
          <ButtonLink kind="principal" icon="crayon" to="/dossiers/$cle/formulaire" params={{ cle: brouillon.cle }}>
            {bouton.libelle}
          </ButtonLink>
          {!existants?.obstacle && (
            <Button busy={commencer.pending} onClick={() => void demarrer()}>
              Commencer une nouvelle demande
            </Button>
          )}
        </>
      )}
      {bouton.action === 'voir' && depose && (
        <ButtonLink kind="principal" icon="document" to="/dossiers/$cle" params={{ cle: depose.cle }}>
          {bouton.libelle}
        </ButtonLink>
      )}
      {bouton.action === 'connexion' && (
        <ButtonLink kind="principal" icon="personne" to="/connexion" search={{ retour: `/teleservices/${t.code}` }}>
          {bouton.libelle}
        </ButtonLink>
      )}
      {bouton.sans_compte && (
        <ButtonLink icon="fleche_droite" to="/teleservices/$code/sans-compte" params={{ code: t.code }}>
          Commencer sans compte
        </ButtonLink>
      )}
      {['attendre', 'reserve', 'ferme'].includes(bouton.action) && <Alert kind="alerte" title={bouton.libelle} />}
      {depose && ['commencer', 'reprendre'].includes(bouton.action) && !existants?.obstacle && (
        <Repartir cle={depose.cle} libelle={`Repartir du dossier ${depose.numero}`} />
      )}
      {depose && bouton.action !== 'voir' && (
        <ButtonLink kind="discret" icon="dossiers" to="/dossiers" search={{ teleservice: t.code }}>
          Voir {pluriel(existants?.deposes.length ?? 0, 'dossier déposé', 'dossiers déposés')}
        </ButtonLink>
      )}
    </>
  )
}
