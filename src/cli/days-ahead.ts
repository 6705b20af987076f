import type { Command } from 'commander';
import { addDays, type Day, daysBetween, isoDate } from '../core/day.ts';
import { daysAhead, MOST_DAYS_AHEAD } from '../core/horizon.ts';
import { UserError } from '../core/user-error.ts';
import { dayNamed } from './options.ts';

/** How far something looks ahead of the as-of day. */
export interface AheadOptions {
  within?: string;
  until?: string;
}

/** Adds the options that say how far to look ahead. @param of what looks ahead, where not all of the command does */
export function withAheadOptions(command: Command, of = ''): Command {
  return command
    .option('--within <time>', `${of}how far to look ahead: weeks or days, such as 4w (which it is if left out) or 28d`)
    .option('--until <date>', `${of}the last day to look at, in place of --within, such as that of the next meeting`);
}

/**
 * The last day that is looked at.
 * @throws UserError where it is not after the as-of day, or too far ahead
 */
export function lastDayAhead({ within, until }: AheadOptions, asOf: Day): Day {
  if (until !== undefined && within !== undefined) throw new UserError('--within and --until: name one of them.');
  const to = dayNamed('--until', until);
  if (to === null) return addDays(asOf, daysAhead(within ?? '4w'));
  if (to <= asOf) throw new UserError(`--until ${until}: this is not after the as-of day, ${isoDate(asOf)}. Choose a later day, or an earlier --as-of.`);
  if (daysBetween(asOf, to) > MOST_DAYS_AHEAD)
    throw new UserError(`--until ${until}: this is more than ${MOST_DAYS_AHEAD / 7} weeks after the as-of day, ${isoDate(asOf)}. Choose an earlier day.`);
  return to;
}
