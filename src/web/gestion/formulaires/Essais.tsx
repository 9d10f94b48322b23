import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { commencerEssai, listerEssais, supprimerEssai } from '#domain/teleservices/api-essais.ts'
import { useAct, useRead } from '#web/call.ts'
import { Recherche } from '#web/formulaire/Recherche.tsx'
import { identites } from '#web/formulaire/types/etablissement.tsx'
import { Alert } from '#web/ui/Alert.tsx'
import { Tag } from '#web/ui/Badge.tsx'
import { Button, ButtonLink } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { Reading } from '#web/ui/etats.tsx'
import { dateHeure } from '#web/ui/format.ts'
import { useToast } from '#web/ui/toasts.tsx'

/** Dossiers filled to see: they are never counted, exported, nor told to anybody. */
export function Essais({ code }: { code: string }) {
  const [page, setPage] = useState(1)
  const lecture = useRead(listerEssais, { params: { code }, query: { page } })
  const suppression = useAct(supprimerEssai)
  const dire = useToast()
  return (
    <Card title="Dossiers d’essai">
      <p className="petit discret">
        Remplis et déposés avec les règles des vrais dossiers. Ils ne comptent nulle part et n’envoient aucun courriel.
      </p>
      <Commencer code={code} />
      <Reading
        query={lecture}
        isEmpty={(r) => r.total === 0}
        empty={<p className="discret">Aucun essai pour l’instant.</p>}
      >
        {({ total, par_page, elements }) => (
          <>
            <ul className="sans-puce pile" style={{ gap: '0.6rem' }}>
              {elements.map((e) => (
                <li key={e.id} className="rang entre">
                  <span>
                    <strong>{e.numero}</strong> · {e.etablissement}{' '}
                    <Tag>{e.etat === 'depose' ? 'Déposé' : 'En cours'}</Tag>
                    <span className="petit discret" style={{ display: 'block' }}>
                      {e.version === null ? 'Sur le brouillon' : `Sur la version ${e.version}`}, par {e.commence_par} le{' '}
                      {dateHeure(e.commence_le)}
                    </span>
                  </span>
                  <span className="rang">
                    <ButtonLink
                      small
                      to="/gestion/formulaires/$code/essais/$essai"
                      params={{ code, essai: String(e.id) }}
                    >
                      {e.etat === 'depose' ? 'Relire' : 'Remplir'}
                      <span className="lecteur-seul"> {e.numero}</span>
                    </ButtonLink>
                    <Button
                      small
                      icon="supprimer"
                      onClick={async () => {
                        await suppression.run({ params: { code, id: e.id } })
                        dire(`${e.numero} est supprimé.`)
                      }}
                    >
                      Supprimer<span className="lecteur-seul"> {e.numero}</span>
                    </Button>
                  </span>
                </li>
              ))}
            </ul>
            {total > par_page && (
              <div className="rang">
                {page > 1 && (
                  <Button small onClick={() => setPage(page - 1)}>
                    Plus récents
                  </Button>
                )}
                {total > page * par_page && (
                  <Button small onClick={() => setPage(page + 1)}>
                    Plus anciens
                  </Button>
                )}
              </div>
            )}
          </>
        )}
      </Reading>
    </Card>
  )
}

function Commencer({ code }: { code: string }) {
  const acte = useAct(commencerEssai)
  const naviguer = useNavigate()
  const [texte, setTexte] = useState('')
  const [uai, setUai] = useState('')
  const commencer = async () => {
    const fait = await acte.run({ params: { code }, body: { uai } })
    if (fait)
      void naviguer({ to: '/gestion/formulaires/$code/essais/$essai', params: { code, essai: String(fait.id) } })
  }
  return (
    <form className="pile" style={{ maxWidth: '32rem' }} action={() => void commencer()}>
      {acte.failure && <Alert kind="danger">{acte.failure.message}</Alert>}
      <Recherche
        id="essai-etablissement"
        label="Établissement de l’essai"
        help="Un établissement : le dossier part de ce que le référentiel en sait."
        texte={texte}
        choisi={uai !== ''}
        ecrire={(t) => {
          setTexte(t)
          setUai('')
        }}
        choisir={(v) => {
          setTexte(v.nom)
          setUai(v.uai)
        }}
        chercher={identites}
      />
      <div>
        <Button type="submit" busy={acte.pending} disabled={uai === ''} icon="ajouter">
          Commencer un essai
        </Button>
        {uai === '' && <span className="petit discret"> Choisissez d’abord un établissement.</span>}
      </div>
    </form>
  )
}
