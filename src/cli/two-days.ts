import type { Command } from 'commander';
import { addDays, type Day, fromTo, isoDate } from '../core/day.ts';
import type { Period } from '../core/period.ts';
import { UserError } from '../core/user-error.ts';
import { dayNamed, namedDay, type ReportOptions } from './options.ts';

/** The days from whose end to whose end something is counted. */
export interface DayOptions {
  from?: string;
  to?: string;
}

/** Adds the options that name two days. */
export function withDayOptions(command: Command): Command {
  return command
    .option('--from <date>', 'the day from whose end on cases are followed, yyyy-mm-dd')
    .option('--to <date>', 'the day to whose end they are followed, as it is seen on that day');
}

/** The last of two days, by either of its names; null where neither is there. */
export function lastDay(options: DayOptions & ReportOptions): Day | null {
  const [to, asOf] = [dayNamed('--to', options.to), namedDay(options)];
  if (to !== null && asOf !== null && to > asOf)
    throw new UserError(
      `--to ${isoDate(to)}: this is after the as-of day ${isoDate(asOf)}, and nothing after that has happened. Choose an earlier --to, or leave --as-of away.`,
    );
  return to ?? asOf;
}

/**
 * The days on which something may move, the first after the day it is counted from.
 * @param example what is named where no first day is
 * @throws UserError where there is no first day, or it comes after the last
 */
export function daysBetweenNamed(options: DayOptions, to: Day, command: string, example: string): Period {
  const from = dayNamed('--from', options.from);
  if (from === null) throw new UserError(`ehcp ${command} needs the day it begins with. Add --from, such as --from ${example}.`);
  if (from > to)
    throw new UserError(`--from ${isoDate(from)} --to ${isoDate(to)}: it ends before it begins. Did you mean --from ${isoDate(to)} --to ${isoDate(from)}?`);
  return { from: addDays(from, 1), to, label: fromTo(from, to), soFar: false };
}
