// Loaded in the server before main.ts: when the command that started it dies without a word (kill -9, closed
// terminal), the server stops as if asked to, rather than keep the port and the database for nobody.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()
