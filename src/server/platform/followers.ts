import type { Read, Write } from './context.ts'

/** Rows named by some keys pass to another key. `kind` is the trade's word for why. */
export type Move = { kind: string; from: readonly string[]; to: string; date: string }

/** How many rows of one kind a key has; `stuck` cannot pass because the other key already has their like. */
export type FollowCount = { key: string; count: number; stuck: number; years?: number[] }

/**
 * Rows of a module that follow when one key takes the place of others, in the transaction of that act, by sets: the
 * number of queries does not depend on the rows. Traces go to the temporary table that the act opens.
 */
export type Follower = {
  name: string
  /** Plural, as people read it. */
  label: string
  /** Moves whenever this other one does: copies of what it holds. */
  with?: string
  count(ctx: Read | Write, move: Move): Promise<FollowCount[]>
  /** Before anything moves: says which rows must stay where they are. */
  hold?(ctx: Write, move: Move): Promise<void>
  move(ctx: Write, move: Move): Promise<void>
  /** Puts back what the traces hold and that has not changed since. */
  undo(ctx: Write): Promise<void>
}
