import {
  ArchiveBoxIcon,
  ArrowDownTrayIcon,
  ArrowLeftIcon,
  ArrowPathIcon,
  ArrowRightIcon,
  ArrowUturnLeftIcon,
  BanknotesIcon,
  Bars3Icon,
  BellIcon,
  BuildingLibraryIcon,
  CalendarDaysIcon,
  ChatBubbleLeftRightIcon,
  CheckBadgeIcon,
  CheckCircleIcon,
  CheckIcon,
  ChevronDownIcon,
  ChevronRightIcon,
  ClipboardDocumentListIcon,
  ClockIcon,
  ComputerDesktopIcon,
  CurrencyEuroIcon,
  DocumentTextIcon,
  EnvelopeIcon,
  ExclamationTriangleIcon,
  FlagIcon,
  FunnelIcon,
  HomeIcon,
  InboxIcon,
  InformationCircleIcon,
  LifebuoyIcon,
  MagnifyingGlassIcon,
  MapPinIcon,
  MinusCircleIcon,
  MoonIcon,
  NoSymbolIcon,
  PaperClipIcon,
  PencilSquareIcon,
  PlusIcon,
  ReceiptPercentIcon,
  ScaleIcon,
  Squares2X2Icon,
  SunIcon,
  TrashIcon,
  UserCircleIcon,
  UserGroupIcon,
  WrenchScrewdriverIcon,
  XCircleIcon,
  XMarkIcon,
} from '@heroicons/react/24/outline'
import type { ComponentType, SVGProps } from 'react'

/** Every icon of the house, by the name used in guides, fiches and screens. */
const ICONES = {
  // guides and statuses
  crayon: PencilSquareIcon,
  tampon: CheckBadgeIcon,
  boite: InboxIcon,
  trombone: PaperClipIcon,
  loupe: MagnifyingGlassIcon,
  bulles: ChatBubbleLeftRightIcon,
  balance: ScaleIcon,
  marteau: BuildingLibraryIcon,
  coche: CheckCircleIcon,
  coche_partielle: MinusCircleIcon,
  sablier: ClockIcon,
  croix: XCircleIcon,
  enveloppe: EnvelopeIcon,
  recu: ReceiptPercentIcon,
  euro: CurrencyEuroIcon,
  drapeau: FlagIcon,
  barre: NoSymbolIcon,
  retour: ArrowUturnLeftIcon,
  calendrier: CalendarDaysIcon,
  calendrier_barre: CalendarDaysIcon,
  outils: WrenchScrewdriverIcon,
  // screens
  accueil: HomeIcon,
  aide: LifebuoyIcon,
  ajouter: PlusIcon,
  alerte: ExclamationTriangleIcon,
  archive: ArchiveBoxIcon,
  billets: BanknotesIcon,
  chevron: ChevronRightIcon,
  chevron_bas: ChevronDownIcon,
  cloche: BellIcon,
  document: DocumentTextIcon,
  dossiers: ClipboardDocumentListIcon,
  ecran: ComputerDesktopIcon,
  effacer: XMarkIcon,
  etablissement: BuildingLibraryIcon,
  filtre: FunnelIcon,
  fleche_droite: ArrowRightIcon,
  fleche_gauche: ArrowLeftIcon,
  groupe: UserGroupIcon,
  info: InformationCircleIcon,
  lieu: MapPinIcon,
  lune: MoonIcon,
  menu: Bars3Icon,
  ok: CheckIcon,
  personne: UserCircleIcon,
  recharger: ArrowPathIcon,
  soleil: SunIcon,
  supprimer: TrashIcon,
  tableau: Squares2X2Icon,
  telecharger: ArrowDownTrayIcon,
} satisfies Record<string, ComponentType<SVGProps<SVGSVGElement>>>

export type NomIcone = keyof typeof ICONES

/** Decorative by default: the word beside it speaks. With `titre`, it speaks by itself. */
export function Icone({ nom, taille = 20, titre }: { nom: NomIcone; taille?: number; titre?: string }) {
  const Dessin = ICONES[nom]
  return (
    <Dessin
      width={taille}
      height={taille}
      style={{ flex: 'none' }}
      role={titre ? 'img' : undefined}
      aria-label={titre}
      aria-hidden={titre ? undefined : true}
    />
  )
}
