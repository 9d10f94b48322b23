import { BlockList, isIP } from 'node:net'

/** What is not the public Internet: our own machine, private networks, what only a link or a group knows. */
const INTERNES = new BlockList()
for (const [adresse, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  INTERNES.addSubnet(adresse, bits, 'ipv4')
for (const [adresse, bits] of [
  // Unspecified, loopback and the old IPv4-compatible form.
  ['::', 96],
  // Translations carry an IPv4 address that is not looked at here: refused as a whole.
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  INTERNES.addSubnet(adresse, bits, 'ipv6')

/**
 * Whether an IP address (text, without brackets) is out of the public Internet; what is no address counts as internal.
 * `::ffff:10.0.0.1` is read as the IPv4 address that it carries.
 */
export function estInterne(adresse: string): boolean {
  const [sansZone = ''] = adresse.split('%')
  const version = isIP(sansZone)
  if (version === 0) return true
  return INTERNES.check(sansZone, version === 4 ? 'ipv4' : 'ipv6')
}
