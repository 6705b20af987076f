import type { FigureChange, Side } from './compared-figures.ts';
import type { PlacedFigure } from './every-figure.ts';
import { inWords } from './figure.ts';
import { dateInWords, groupName, sentence } from './words.ts';

/** A figure that matters, and what it is called in a sentence; where nothing can be said for it, its label stands before a colon. */
interface Headline {
  id: string;
  /** The key of its period; of a figure of the day, and of a report about one period, none. */
  periodKey?: string;
  subject: string | null;
}

/** The figures that a reader asks for first, those of one sentence together. */
const HEADLINES: Record<string, readonly (readonly Headline[])[]> = {
  snapshot: [
    [{ id: 'open', subject: 'the number of open assessments' }],
    [
      { id: 'open-over-20-weeks', subject: 'the number open over 20 weeks' },
      { id: 'open-over-52-weeks', subject: 'the number open over 52 weeks' },
    ],
    [
      {
        id: 'within-20-weeks',
        periodKey: 'last-12-months',
        subject: 'the share of plans issued within 20 weeks, leaving out exceptions, of the last 12 months',
      },
    ],
  ],
  timeliness: [
    [{ id: 'issued-all', subject: 'the number of plans issued' }],
    [
      { id: 'issued', subject: 'the number without an exception' },
      { id: 'issued-within-20-weeks', subject: 'the number of these within 20 weeks' },
    ],
  ],
};

/** Of any other report the figures that stand first. */
const MOST_OTHERS = 3;

/** What became of the figures that matter, in sentences; of what is suppressed, or nothing over nothing, nothing is said. */
export function headlines(compared: readonly FigureChange[], old: Side, now: Side): string[] {
  const whole = compared.filter(({ was, is }) => was !== null && is !== null && was.group === null && was.comparison === null && is.comparison === null);
  const known = old.report.report === now.report.report ? HEADLINES[now.report.report] : [];
  const groups = known ?? whole.slice(0, MOST_OTHERS).map(({ was }): Headline[] => [{ id: was?.id ?? '', subject: null }]);
  return groups
    .map((group) =>
      group.flatMap(({ id, periodKey, subject }) =>
        whole
          .filter((one) => isThat(one, id, periodKey))
          .slice(0, 1)
          .flatMap((one) => becameOf(subject, one, old, now)),
      ),
    )
    .filter((parts) => parts.length > 0)
    .map((parts) => sentence(parts.join('; ')));
}

const isThat = ({ id, was }: FigureChange, wanted: string, periodKey: string | undefined): boolean =>
  id === wanted && (periodKey === undefined || was?.periodKey === periodKey);

function becameOf(subject: string | null, { was, is, changes }: FigureChange, old: Side, now: Side): string[] {
  if (was === null || is === null || was.figure.value === null || is.figure.value === null) return [];
  const isSameTime = was.from === is.from && was.to === is.to && old.report.asOf === now.report.asOf;
  const named = ({ figure, period }: PlacedFigure): string => `${inWords(figure)}${was.period === is.period || period === null ? '' : ` (${period})`}`;
  const [then, today] = [named(was), named(is)];
  const otherwise = changes.includes('definition-changed') ? ', defined otherwise' : '';
  const isSame = then === today;
  if (subject === null)
    return [`${labelOf(was)}: ${isSame ? `${then} ${isSameTime ? 'in both reports' : 'then and now'}` : `${then} then and ${today} now`}${otherwise}`];
  if (isSameTime) return [`${subject} ${isSame ? `is ${then} in both reports` : `was told as ${then} and is told as ${today} now`}${otherwise}`];
  return [`${subject} ${isSame ? `stayed at ${then}` : `went from ${then} to ${today}`}${otherwise}`];
}

/** What a figure is called, and of which group; an indicator has its code before it. */
export function labelOf({ id, group, figure: { label, unit, source, measure } }: PlacedFigure): string {
  const name = source !== undefined && measure !== id && label !== id ? `${id} ${label}` : label;
  const inWeeks = unit === 'weeks' && !/weeks/i.test(label) ? ', weeks' : '';
  return `${name}${inWeeks}${group === null ? '' : `, ${group.by}: ${groupName(group.name)}`}`;
}

/** `2022-Q1 (last year)`; nothing for a figure of the day. */
export const periodOf = ({ period, comparison }: PlacedFigure): string =>
  period === null ? '' : `${period}${comparison === null ? '' : ` (${comparison.replaceAll('-', ' ')})`}`;

const KINDS: Readonly<Record<string, string>> = {
  snapshot: 'the snapshot',
  kpi: 'the indicators',
  timeliness: 'the timeliness of plans',
  check: 'the state of the data',
};

/** What was compared, and of which days. */
export function comparedTitle({ report: old }: Side, { report: now }: Side): string {
  const kind = old.report === now.report ? KINDS[now.report] : undefined;
  if (kind === undefined || old.asOf === null || now.asOf === null) return 'What changed between two reports';
  if (old.asOf === now.asOf) return `What changed between two versions of ${kind} of ${dateInWords(now.asOf)}`;
  return `What changed in ${kind} from ${dateInWords(old.asOf)} to ${dateInWords(now.asOf)}`;
}
