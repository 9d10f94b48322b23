import { useState } from 'react'
import { ajouterNomenclature, ajouterValeur, modifierValeur, type Registre } from '#domain/referentiel/api-fiche.ts'
import { useAct } from '#web/call.ts'
import { Tag } from '#web/ui/Badge.tsx'
import { Button } from '#web/ui/Button.tsx'
import { SelectField, TextAreaField, TextField } from '#web/ui/champs.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Formulaire } from '#web/ui/Formulaire.tsx'
import { date } from '#web/ui/format.ts'
import { Table } from '#web/ui/Table.tsx'
import { useToast } from '#web/ui/toasts.tsx'

type Nomenclature = Registre['nomenclatures'][number]

/** Those that follow their sources are not touched by hand. */
const DES_SOURCES = ['nature', 'contrat']

/** The lists in which the champs « choix » are taken: values are added, renamed, made obsolete, never removed. */
export function Nomenclatures({ registre }: { registre: Registre }) {
  const [code, setCode] = useState('')
  const [fenetre, setFenetre] = useState<'nomenclature' | 'valeur'>()
  const choisie = registre.nomenclatures.find((n) => n.code === code) ?? registre.nomenclatures.at(-1)
  return (
    <div className="pile">
      <div className="rang">
        <SelectField
          label="Nomenclature"
          options={registre.nomenclatures.map((n) => ({ value: n.code, label: n.libelle }))}
          value={choisie?.code ?? ''}
          onChange={(e) => setCode(e.target.value)}
        />
        <Button small icon="ajouter" onClick={() => setFenetre('nomenclature')}>
          Ajouter une nomenclature
        </Button>
        {choisie && !DES_SOURCES.includes(choisie.code) && (
          <Button small icon="ajouter" onClick={() => setFenetre('valeur')}>
            Ajouter une valeur
          </Button>
        )}
      </div>
      {choisie && <Valeurs nomenclature={choisie} />}
      {fenetre === 'nomenclature' && <Ajouter fermer={() => setFenetre(undefined)} choisir={setCode} />}
      {fenetre === 'valeur' && choisie && (
        <AjouterUneValeur nomenclature={choisie} fermer={() => setFenetre(undefined)} />
      )}
    </div>
  )
}

function Valeurs({ nomenclature }: { nomenclature: Nomenclature }) {
  const acte = useAct(modifierValeur)
  const dire = useToast()
  const changer = async (valeur: string, libelle: string, obsolete: boolean) => {
    const params = { code: nomenclature.code, valeur }
    if (!(await acte.run({ params, body: { obsolete } }))) return dire('La valeur n’a pas changé. Rechargez la page.')
    dire(obsolete ? `${libelle} : obsolète, elle n’est plus proposée.` : `${libelle} : de nouveau proposée.`, {
      label: 'Annuler',
      run: () => void acte.run({ params, body: { obsolete: !obsolete } }),
    })
  }
  if (nomenclature.valeurs.length === 0) return <p className="discret">Cette nomenclature n’a pas encore de valeur.</p>
  return (
    <Table
      caption={`Valeurs : ${nomenclature.libelle}`}
      captionHidden
      columns={[
        { key: 'libelle', title: 'Valeur', header: true, cell: (v) => v.libelle },
        { key: 'code', title: 'Code', cell: (v) => v.code },
        {
          key: 'etat',
          title: 'État',
          cell: (v) => <Tag>{v.obsolete_depuis ? `Obsolète depuis le ${date(v.obsolete_depuis)}` : 'Proposée'}</Tag>,
        },
        {
          key: 'actions',
          title: 'Actions',
          cell: (v) =>
            DES_SOURCES.includes(nomenclature.code) ? (
              '—'
            ) : (
              <Button
                small
                onClick={() => void changer(v.code, v.libelle, !v.obsolete_depuis)}
                aria-label={`${v.obsolete_depuis ? 'Proposer de nouveau' : 'Rendre obsolète'} : ${v.libelle}`}
              >
                {v.obsolete_depuis ? 'Proposer de nouveau' : 'Rendre obsolète'}
              </Button>
            ),
        },
      ]}
      rows={nomenclature.valeurs}
      rowKey={(v) => v.code}
    />
  )
}

function Ajouter({ fermer, choisir }: { fermer: () => void; choisir: (code: string) => void }) {
  const acte = useAct(ajouterNomenclature)
  const dire = useToast()
  const [libelle, setLibelle] = useState('')
  const [valeurs, setValeurs] = useState('')
  const envoyer = async () => {
    const liste = valeurs
      .split('\n')
      .map((v) => v.trim())
      .filter(Boolean)
    const registre = await acte.run({ body: { libelle, valeurs: liste } })
    if (!registre) return
    fermer()
    dire(`Nomenclature « ${libelle.trim()} » ajoutée.`)
    choisir(registre.nomenclatures.find((n) => n.libelle === libelle.trim())?.code ?? '')
  }
  return (
    <Dialog title="Ajouter une nomenclature" open onClose={fermer}>
      <Formulaire envoyer="Ajouter" acte={acte} onSubmit={() => void envoyer()} fermer={fermer}>
        <TextField
          id="libelle"
          label="Libellé"
          value={libelle}
          error={acte.error('libelle')}
          onChange={(e) => setLibelle(e.target.value)}
        />
        <TextAreaField
          label="Valeurs"
          optional
          help="Une par ligne."
          rows={5}
          value={valeurs}
          onChange={(e) => setValeurs(e.target.value)}
        />
      </Formulaire>
    </Dialog>
  )
}

function AjouterUneValeur({ nomenclature, fermer }: { nomenclature: Nomenclature; fermer: () => void }) {
  const acte = useAct(ajouterValeur)
  const dire = useToast()
  const [libelle, setLibelle] = useState('')
  const envoyer = async () => {
    if (!(await acte.run({ params: { code: nomenclature.code }, body: { libelle } }))) return
    fermer()
    dire(`Valeur « ${libelle.trim()} » ajoutée.`)
  }
  return (
    <Dialog title={`Ajouter une valeur : ${nomenclature.libelle}`} open onClose={fermer}>
      <Formulaire envoyer="Ajouter" acte={acte} onSubmit={() => void envoyer()} fermer={fermer}>
        <TextField
          id="libelle"
          label="Libellé"
          value={libelle}
          error={acte.error('libelle')}
          onChange={(e) => setLibelle(e.target.value)}
        />
      </Formulaire>
    </Dialog>
  )
}
