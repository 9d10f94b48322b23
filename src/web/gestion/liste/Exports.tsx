import { exporterCsv, exporterGeojson, exporterXlsx } from '#domain/referentiel/api-listes.ts'
import { adresseDe } from '#web/call.ts'
import { Icone } from '#web/ui/Icone.tsx'
import { Menu } from '#web/ui/Menu.tsx'

const FORMATS = [
  [exporterCsv, 'Tableur (CSV)'],
  [exporterXlsx, 'Classeur (XLSX)'],
  [exporterGeojson, 'Carte (GeoJSON)'],
] as const

/** What is shown, as a file: all the rows, the columns and the order of the list. */
export function Exports({ label, query }: { label: string; query: Record<string, string> }) {
  return (
    <Menu
      label={
        <>
          <Icone nom="telecharger" /> {label}
        </>
      }
    >
      {FORMATS.map(([porte, nom]) => (
        <a key={nom} href={adresseDe(porte, { query })} download>
          {nom}
        </a>
      ))}
    </Menu>
  )
}
