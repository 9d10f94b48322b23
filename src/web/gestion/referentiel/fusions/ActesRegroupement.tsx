import { useState } from 'react'
import {
  ajouterMembre,
  type Membre,
  modifierRegroupement,
  type Regroupement,
  sortirMembre,
} from '#domain/referentiel/regroupement-api.ts'
import { useAct } from '#web/call.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { DateField } from '#web/ui/champs.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { ChoisirEtablissement } from './ChoisirEtablissement.tsx'

export function Sortie({ id, membre, fermer }: { id: number; membre: Membre | undefined; fermer: () => void }) {
  const sortie = useAct(sortirMembre)
  const envoyer = async (saisie: FormData) => {
    if (
      membre &&
      (await sortie.run({ params: { id, uai: membre.uai }, body: { jusque: String(saisie.get('jusque')) } }))
    )
      fermer()
  }
  return (
    <Dialog title={`Faire sortir ${membre?.nom ?? ''}`} open={membre !== undefined} onClose={fermer}>
      <form
        className="pile"
        onSubmit={(e) => {
          e.preventDefault()
          void envoyer(new FormData(e.currentTarget))
        }}
      >
        {sortie.failure && !sortie.error('jusque') && <Alert kind="danger">{sortie.failure.message}</Alert>}
        <DateField
          label="Dernier jour"
          name="jusque"
          required
          error={sortie.error('jusque')}
          help="Les années d’avant continuent de le compter."
        />
        <Button type="submit" kind="principal" busy={sortie.pending}>
          Faire sortir
        </Button>
      </form>
    </Dialog>
  )
}

export function Entree({ regroupement: r }: { regroupement: Regroupement }) {
  const ajout = useAct(ajouterMembre)
  const [choisi, setChoisi] = useState<{ uai: string; nom: string }>()
  const envoyer = async (saisie: FormData) => {
    if (!choisi) return
    const fait = await ajout.run({
      params: { id: r.id },
      body: { uai: choisi.uai, depuis: String(saisie.get('depuis')) },
    })
    if (fait) setChoisi(undefined)
  }
  return (
    <Card title="Faire entrer un établissement">
      {ajout.failure && <Alert kind="danger">{ajout.failure.message}</Alert>}
      {choisi ? (
        <form
          className="pile"
          onSubmit={(e) => {
            e.preventDefault()
            void envoyer(new FormData(e.currentTarget))
          }}
        >
          <p>
            {choisi.nom} ({choisi.uai})
          </p>
          <DateField label="Depuis" name="depuis" required error={ajout.error('depuis')} />
          <div className="rang">
            <Button type="submit" kind="principal" busy={ajout.pending}>
              Faire entrer
            </Button>
            <Button onClick={() => setChoisi(undefined)}>Choisir un autre</Button>
          </div>
        </form>
      ) : (
        <ChoisirEtablissement
          label="Chercher un établissement"
          sauf={r.membres.filter((m) => !m.jusque).map((m) => m.uai)}
          onChoose={setChoisi}
        />
      )}
    </Card>
  )
}

export function Dissolution({ regroupement: r }: { regroupement: Regroupement }) {
  const [ouvert, setOuvert] = useState(false)
  const acte = useAct(modifierRegroupement)
  const envoyer = async (saisie: FormData) => {
    if (await acte.run({ params: { id: r.id }, body: { dissous_le: String(saisie.get('dissous_le')) } }))
      setOuvert(false)
  }
  return (
    <>
      <Button small onClick={() => setOuvert(true)}>
        Dissoudre…
      </Button>
      <Dialog title="Dissoudre le regroupement" open={ouvert} onClose={() => setOuvert(false)}>
        <form
          className="pile"
          onSubmit={(e) => {
            e.preventDefault()
            void envoyer(new FormData(e.currentTarget))
          }}
        >
          {acte.failure && <Alert kind="danger">{acte.failure.message}</Alert>}
          <DateField
            label="Dernier jour"
            name="dissous_le"
            required
            help="Ses années passées restent lisibles ; il ne changera plus."
          />
          <Button type="submit" kind="danger" busy={acte.pending}>
            Dissoudre
          </Button>
        </form>
      </Dialog>
    </>
  )
}
