/**
 * How Node is started for the server. Its young objects are collected in small rounds: left to itself, Node lets them pile
 * up with the memory of the machine, and an import holds half as much again (594 MB then, 391 MB now).
 */
export const MEMOIRE = ['--max-semi-space-size=8']
