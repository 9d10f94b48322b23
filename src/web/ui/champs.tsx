import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react'
import css from './champs.module.css'
import { Icone } from './Icone.tsx'

export type FieldProps = {
  label: ReactNode
  help?: ReactNode
  /** The message shown beside the field; the summary above the form links to `id`. */
  error?: string
  /** Says « facultatif » instead of marking what is mandatory: most questions are. */
  optional?: boolean
  id?: string
}

type Link = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }

function useField({ id, help, error }: FieldProps): Link {
  const propre = useId()
  const cle = id ?? propre
  const decrit = [help && `${cle}-aide`, error && `${cle}-erreur`].filter(Boolean).join(' ')
  return { id: cle, 'aria-describedby': decrit || undefined, 'aria-invalid': error ? true : undefined }
}

function Autour({ field, link, children }: { field: FieldProps; link: Link; children: ReactNode }) {
  return (
    <div className={css.champ}>
      <label className={css.libelle} htmlFor={link.id}>
        {field.label} {field.optional && <span className={css.facultatif}>(facultatif)</span>}
      </label>
      <Help field={field} id={link.id} />
      {children}
      <FieldError error={field.error} id={link.id} />
    </div>
  )
}

function Help({ field, id }: { field: FieldProps; id: string }) {
  return field.help ? (
    <div className={css.aide} id={`${id}-aide`}>
      {field.help}
    </div>
  ) : null
}

export function FieldError({ error, id }: { error?: string; id: string }) {
  return error ? (
    <div className={css.erreur} id={`${id}-erreur`}>
      <Icone nom="alerte" taille={18} />
      <span>{error}</span>
    </div>
  ) : null
}

const sansPropres = <T extends FieldProps>({ label: _l, help: _h, error: _e, optional: _o, ...rest }: T) => rest

type InputProps = FieldProps & InputHTMLAttributes<HTMLInputElement> & { unit?: string; short?: boolean }

/** One line of text; `type` may be email, tel, password, date, search… */
export function TextField({ unit, short, ...props }: InputProps) {
  const link = useField(props)
  const saisie = (
    <input type="text" {...sansPropres(props)} {...link} className={`${css.saisie} ${short ? css.court : ''}`} />
  )
  return (
    <Autour field={props} link={link}>
      {unit ? (
        <div className={css.avecUnite}>
          {saisie}
          <span aria-hidden>{unit}</span>
        </div>
      ) : (
        saisie
      )}
    </Autour>
  )
}

export function DateField(props: InputProps) {
  return <TextField {...props} type="date" short />
}

export function TextAreaField(props: FieldProps & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const link = useField(props)
  return (
    <Autour field={props} link={link}>
      <textarea {...sansPropres(props)} {...link} className={css.saisie} />
    </Autour>
  )
}

export type Option = { value: string; label: string }

/** A choice among few; `groups` come after the free options, each under its title. */
export function SelectField({
  options = [],
  groups = [],
  empty,
  ...props
}: FieldProps &
  SelectHTMLAttributes<HTMLSelectElement> & {
    options?: Option[]
    groups?: { label: string; options: Option[] }[]
    empty?: string
  }) {
  const link = useField(props)
  return (
    <Autour field={props} link={link}>
      <select {...sansPropres(props)} {...link} className={css.saisie}>
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map((o) => (
          <option key={o.value} value={o.value}>
            {o.label}
          </option>
        ))}
        {groups.map((g) => (
          <optgroup key={g.label} label={g.label}>
            {g.options.map((o) => (
              <option key={o.value} value={o.value}>
                {o.label}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </Autour>
  )
}

export function CheckboxField(props: FieldProps & InputHTMLAttributes<HTMLInputElement>) {
  const link = useField(props)
  return (
    <div className={css.champ}>
      <label className={css.option}>
        <input type="checkbox" {...sansPropres(props)} {...link} />
        <span>{props.label}</span>
      </label>
      <Help field={props} id={link.id} />
      <FieldError error={props.error} id={link.id} />
    </div>
  )
}

type ChoiceProps = FieldProps & { name: string; options: (Option & { help?: string })[] }

function Groupe({ field, link, children }: { field: ChoiceProps; link: Link; children: ReactNode }) {
  return (
    <fieldset className={css.champ} id={link.id} aria-describedby={link['aria-describedby']} tabIndex={-1}>
      <legend className={css.libelle}>
        {field.label} {field.optional && <span className={css.facultatif}>(facultatif)</span>}
      </legend>
      <Help field={field} id={link.id} />
      {children}
      <FieldError error={field.error} id={link.id} />
    </fieldset>
  )
}

export function RadioGroup({
  value,
  onChange,
  ...props
}: ChoiceProps & { value: string | undefined; onChange: (value: string) => void }) {
  const link = useField(props)
  return (
    <Groupe field={props} link={link}>
      {props.options.map((o) => (
        <label key={o.value} className={css.option}>
          <input
            type="radio"
            name={props.name}
            value={o.value}
            checked={value === o.value}
            onChange={() => onChange(o.value)}
          />
          <span>
            {o.label}
            {o.help && <span className={css.aide}> — {o.help}</span>}
          </span>
        </label>
      ))}
    </Groupe>
  )
}

export function CheckboxGroup({
  value,
  onChange,
  ...props
}: ChoiceProps & { value: string[]; onChange: (value: string[]) => void }) {
  const link = useField(props)
  const basculer = (choisi: string) =>
    onChange(value.includes(choisi) ? value.filter((v) => v !== choisi) : [...value, choisi])
  return (
    <Groupe field={props} link={link}>
      {props.options.map((o) => (
        <label key={o.value} className={css.option}>
          <input
            type="checkbox"
            name={props.name}
            value={o.value}
            checked={value.includes(o.value)}
            onChange={() => basculer(o.value)}
          />
          <span>{o.label}</span>
        </label>
      ))}
    </Groupe>
  )
}
