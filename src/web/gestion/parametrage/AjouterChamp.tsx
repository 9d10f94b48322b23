import { useState } from 'react'
import { ajouterChamp, type Registre } from '#domain/referentiel/api-fiche.ts'
import { GENRES, GROUPES, type Groupe, LIBELLES_GENRE } from '#domain/referentiel/champ-de-fiche.ts'
import { useAct } from '#web/call.ts'
import { CheckboxField, SelectField, TextField } from '#web/ui/champs.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Formulaire } from '#web/ui/Formulaire.tsx'
import { useToast } from '#web/ui/toasts.tsx'

const enOptions = (mots: Record<string, string>) => Object.entries(mots).map(([value, label]) => ({ value, label }))

/** A new champ: what it is called, where it stands, what it holds, who reads it. */
export function AjouterChamp({ registre, onglet, fermer }: { registre: Registre; onglet: string; fermer: () => void }) {
  const acte = useAct(ajouterChamp)
  const dire = useToast()
  const [champ, setChamp] = useState({
    libelle: '',
    onglet,
    genre: 'texte' as (typeof GENRES)[number],
    nomenclature: '',
    unite: '',
    groupe: 'autre' as Groupe,
    aide: '',
    historise: true,
  })
  const changer = (partie: Partial<typeof champ>) => setChamp((avant) => ({ ...avant, ...partie }))
  const envoyer = async () => {
    if (!(await acte.run({ body: champ }))) return
    fermer()
    dire(`Champ « ${champ.libelle.trim()} » ajouté : il est déjà dans la fiche.`)
  }
  return (
    <Dialog title="Ajouter un champ" open onClose={fermer}>
      <Formulaire envoyer="Ajouter" acte={acte} onSubmit={() => void envoyer()} fermer={fermer}>
        <TextField
          id="libelle"
          label="Libellé"
          value={champ.libelle}
          error={acte.error('libelle')}
          onChange={(e) => changer({ libelle: e.target.value })}
        />
        <SelectField
          id="onglet"
          label="Onglet"
          options={registre.onglets.map((o) => ({ value: o.code, label: o.libelle }))}
          value={champ.onglet}
          error={acte.error('onglet')}
          onChange={(e) => changer({ onglet: e.target.value })}
        />
        <SelectField
          id="genre"
          label="Type"
          help="Le type ne change plus une fois le champ ajouté."
          options={enOptions(LIBELLES_GENRE)}
          value={champ.genre}
          error={acte.error('genre')}
          onChange={(e) => changer({ genre: GENRES.find((g) => g === e.target.value) ?? 'texte' })}
        />
        {champ.genre === 'choix' && (
          <SelectField
            id="nomenclature"
            label="Nomenclature"
            empty="Choisissez"
            options={registre.nomenclatures.map((n) => ({ value: n.code, label: n.libelle }))}
            value={champ.nomenclature}
            error={acte.error('nomenclature')}
            onChange={(e) => changer({ nomenclature: e.target.value })}
          />
        )}
        {['nombre', 'entier'].includes(champ.genre) && (
          <TextField
            id="unite"
            label="Unité"
            optional
            short
            value={champ.unite}
            error={acte.error('unite')}
            onChange={(e) => changer({ unite: e.target.value })}
          />
        )}
        <SelectField
          id="groupe"
          label="Groupe de droits"
          help="Les établissements lisent l’identité, les coordonnées, la situation et les enseignements ; le reste est pour les agents."
          options={enOptions(GROUPES)}
          value={champ.groupe}
          error={acte.error('groupe')}
          onChange={(e) => changer({ groupe: (e.target.value || 'autre') as Groupe })}
        />
        <TextField
          id="aide"
          label="Aide à la saisie"
          optional
          value={champ.aide}
          error={acte.error('aide')}
          onChange={(e) => changer({ aide: e.target.value })}
        />
        <CheckboxField
          label="Garder l’histoire de ses valeurs"
          checked={champ.historise}
          onChange={(e) => changer({ historise: e.target.checked })}
        />
      </Formulaire>
    </Dialog>
  )
}
