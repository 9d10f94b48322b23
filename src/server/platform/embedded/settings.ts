import { statfs } from 'node:fs/promises'

/**
 * PostgreSQL's settings as the `-o` option of pg_ctl. Given at each start rather than written once
 * in postgresql.conf, so that a new version of Préau brings its own.
 */
export async function commandLine(socket: string, rapide: boolean): Promise<string> {
  const settings: Record<string, string> = {
    // No port: the database answers only through its socket, in a folder closed to other accounts.
    listen_addresses: '',
    port: '5432',
    unix_socket_directories: quoteList(socket),
    unix_socket_permissions: '0700',
    cluster_name: 'preau',
    max_connections: '100',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    // For two cores, a solid-state disk and short queries.
    shared_buffers: rapide ? '64MB' : '256MB',
    effective_cache_size: '1GB',
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    random_page_cost: '1.1',
    jit: 'off',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    ...(rapide ? unsafe : {}),
    ...((await smallSharedMemory()) ? { dynamic_shared_memory_type: 'mmap' } : {}),
  }
  return Object.entries(settings)
    .map(([name, value]) => `-c ${quoteShell(`${name}=${value}`)}`)
    .join(' ')
}

const unsafe = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  // A worker visiting the template database would make `create database` wait for it.
  autovacuum: 'off',
}

/** Docker gives 64 MB of /dev/shm by default, where a parallel query fails as if the disk were full. */
async function smallSharedMemory() {
  const { bavail, bsize } = await statfs('/dev/shm').catch(() => ({ bavail: 0, bsize: 0 }))
  return bavail * bsize < 256_000_000
}

/** The setting is a list: a comma or a space in the path must not cut it in two. */
function quoteList(path: string) {
  return `"${path.replaceAll('"', '""')}"`
}

/** pg_ctl gives the options to a shell. */
function quoteShell(text: string) {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
