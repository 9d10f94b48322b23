import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { enregistrerFiche, type FicheDessinee, lireFicheDessinee } from '#domain/teleservices/api-fiche.ts'
import {
  Audience,
  type Fiche,
  LIBELLES_AUDIENCES,
  LIBELLES_THEMATIQUES,
  Secteur,
  Thematique,
} from '#domain/teleservices/fiche.ts'
import { useAct, useRead } from '#web/call.ts'
import { Alert, ErrorSummary } from '#web/ui/Alert.tsx'
import { Button, ButtonLink } from '#web/ui/Button.tsx'
import { CheckboxField, CheckboxGroup, SelectField, TextAreaField, TextField } from '#web/ui/champs.tsx'
import { Reading } from '#web/ui/etats.tsx'
import { Page } from '#web/ui/Page.tsx'
import { useToast } from '#web/ui/toasts.tsx'
import { Limites } from './Limites.tsx'
import { OuvertSansCompte } from './OuvertSansCompte.tsx'
import { Calendrier, Liens, Liste, Modes, Pieces } from './PartiesDeFiche.tsx'

/** What the portal says of a téléservice: its texts, its calendar, who answers. It changes without a new version. */
export function PageFiche() {
  const { code = '' } = useParams({ strict: false })
  const lecture = useRead(lireFicheDessinee, { params: { code } })
  return (
    <Page
      title={lecture.data?.fiche.titre ?? 'Fiche du téléservice'}
      crumbs={[{ label: 'Formulaires', to: '/gestion/formulaires' }]}
      intro="Ce que dit la fiche se voit aussitôt au portail. Le formulaire, lui, se publie."
      actions={
        <ButtonLink to="/gestion/formulaires/$code" params={{ code }}>
          Dessiner le formulaire
        </ButtonLink>
      }
    >
      <Reading query={lecture} lines={8}>
        {({ publiable, ...lue }) => <Saisie key={JSON.stringify(lue)} code={code} lue={lue} publiable={publiable} />}
      </Reading>
    </Page>
  )
}

const SECTEURS = { public: 'Public', prive: 'Privé sous contrat' }

function Saisie({ code, lue, publiable }: { code: string; lue: FicheDessinee; publiable: boolean }) {
  const [etat, setEtat] = useState(lue)
  const acte = useAct(enregistrerFiche)
  const dire = useToast()
  const naviguer = useNavigate()
  const { fiche } = etat
  const poser = (patch: Partial<Fiche>) => setEtat({ ...etat, fiche: { ...fiche, ...patch } })
  const contact = (cle: keyof Fiche['contact'], valeur: string) => {
    const { [cle]: _, ...autres } = fiche.contact
    const suite = valeur || cle === 'service' ? { ...autres, [cle]: valeur } : autres
    poser({ contact: { service: fiche.contact.service, ...suite } })
  }
  const fauteDe = (chemin: string) =>
    acte.failure?.erreurs.find((e) => e.champ.endsWith(chemin) || e.champ.endsWith(`fiche.${chemin}`))?.message
  const envoyer = async () => {
    const fait = await acte.run({ params: { code }, body: { avant: lue, apres: etat } })
    if (fait) dire('La fiche est enregistrée.')
  }
  return (
    <form className="pile" style={{ maxWidth: '46rem' }} noValidate action={() => void envoyer()}>
      {acte.failure && (
        <ErrorSummary
          title={acte.failure.message}
          errors={acte.failure.erreurs.map((e) => ({ champ: '', message: e.message }))}
        />
      )}
      {!etat.publie && (
        <Alert kind="info">
          {publiable ? 'Ce téléservice n’est pas au catalogue.' : 'Il entrera au catalogue à sa première publication.'}
        </Alert>
      )}
      <h2>Ce qu’il est</h2>
      <TextField
        label="Titre"
        value={fiche.titre}
        error={fauteDe('titre')}
        onChange={(e) => poser({ titre: e.target.value })}
      />
      <TextAreaField
        label="En une phrase"
        rows={2}
        value={fiche.resume}
        error={fauteDe('resume')}
        onChange={(e) => poser({ resume: e.target.value })}
      />
      <SelectField
        label="Thématique"
        value={etat.thematique}
        options={Object.entries(LIBELLES_THEMATIQUES).map(([value, label]) => ({ value, label }))}
        onChange={(e) => setEtat({ ...etat, thematique: Thematique.catch(etat.thematique).parse(e.target.value) })}
      />
      <CheckboxGroup
        name="natures"
        label="Pour quels établissements"
        error={fauteDe('natures')}
        options={Audience.options.map((value) => ({ value, label: LIBELLES_AUDIENCES[value] }))}
        value={fiche.pour_qui.natures}
        onChange={(v) => poser({ pour_qui: { ...fiche.pour_qui, natures: Audience.array().parse(v) } })}
      />
      <CheckboxGroup
        name="secteurs"
        label="De quels secteurs"
        error={fauteDe('secteurs')}
        options={Secteur.options.map((value) => ({ value, label: SECTEURS[value] }))}
        value={fiche.pour_qui.secteurs}
        onChange={(v) => poser({ pour_qui: { ...fiche.pour_qui, secteurs: Secteur.array().parse(v) } })}
      />
      <OuvertSansCompte
        valeur={fiche.sans_compte}
        erreur={fauteDe('sans_compte')}
        onChange={(sans_compte) => poser({ sans_compte })}
      />
      <CheckboxField
        label="Un établissement peut en déposer plusieurs dans la même période"
        checked={etat.plusieurs_dossiers}
        onChange={(e) => setEtat({ ...etat, plusieurs_dossiers: e.target.checked })}
      />
      {publiable && (
        <CheckboxField
          label="Au catalogue du portail"
          help="Retiré, on n’y commence plus rien ; les dossiers en cours et déposés restent."
          checked={etat.publie}
          onChange={(e) => setEtat({ ...etat, publie: e.target.checked })}
        />
      )}
      <Modes modes={fiche.mode_operatoire} onChange={(mode_operatoire) => poser({ mode_operatoire })} />
      <Liste
        titre="Bénéficiaires"
        mot="bénéficiaire"
        minimum={1}
        textes={fiche.beneficiaires}
        onChange={(beneficiaires) => poser({ beneficiaires })}
      />
      <Liste titre="Critères" mot="critère" textes={fiche.criteres} onChange={(criteres) => poser({ criteres })} />
      <Pieces pieces={fiche.pieces} onChange={(pieces) => poser({ pieces })} />
      <Calendrier
        periodes={fiche.calendrier.periodes}
        faute={fauteDe('periodes')}
        onChange={(periodes) => poser({ calendrier: { periodes } })}
      />
      <Limites limites={fiche.limites} fauteDe={fauteDe} onChange={(limites) => poser({ limites })} />
      <fieldset className="pile sans-bord">
        <legend>
          <h2>Qui répond</h2>
        </legend>
        <TextField
          label="Service"
          value={fiche.contact.service}
          error={fauteDe('contact.service')}
          onChange={(e) => contact('service', e.target.value)}
        />
        <TextAreaField
          label="Adresse postale"
          rows={2}
          value={fiche.contact.adresse ?? ''}
          error={fauteDe('contact.adresse')}
          onChange={(e) => contact('adresse', e.target.value)}
        />
        <TextField
          label="Téléphone"
          value={fiche.contact.telephone ?? ''}
          error={fauteDe('contact.telephone')}
          onChange={(e) => contact('telephone', e.target.value)}
        />
        <TextField
          label="Courriel"
          type="email"
          value={fiche.contact.courriel ?? ''}
          error={fauteDe('contact.courriel')}
          onChange={(e) => contact('courriel', e.target.value)}
        />
      </fieldset>
      <Liens liens={fiche.liens} onChange={(liens) => poser({ liens })} />
      <div className="rang">
        <Button type="submit" kind="principal" busy={acte.pending}>
          Enregistrer la fiche
        </Button>
        <Button onClick={() => void naviguer({ to: '/gestion/formulaires/$code', params: { code } })}>
          Revenir au formulaire
        </Button>
      </div>
    </form>
  )
}
