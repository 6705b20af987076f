import { type Clock, IN_FORCE, type Limit, limitNow, limitOn } from '../core/clocks/clock.ts';
import { CLOCK_GROUPS } from '../core/clocks/index.ts';
import { type Day, dayFromIso, isoDate, longDate } from '../core/day.ts';
import { CHECK, clockInWords, clockName, exceptionsInWords, FOUR_GROUNDS, startsInWords, stopsInWords } from './clock-words.ts';
import { lengthInWords } from './limit-words.ts';
import type { Listing, Report, Section } from './report.ts';
import { capital, number, plural } from './words.ts';

const FIRST = dayFromIso(IN_FORCE) as Day;

/** A clock, and the limit that is shown of it. */
interface Shown {
  group: string;
  clock: Clock;
  limit: Limit;
}

/**
 * Every statutory clock: what must be done, by whom, from what, by when and by which provision. It reads no list.
 * @param on the day whose limits are shown, by what starts on it; null for those in force now
 */
export function clocksReport(on: Day | null, authority: string | null): Report {
  const shown = CLOCK_GROUPS.flatMap(({ heading, clocks }) =>
    clocks.flatMap((clock): Shown[] => {
      const limit = on === null ? limitNow(clock) : limitOn(clock, on);
      return limit === null ? [] : [{ group: heading, clock, limit }];
    }),
  );
  const unchecked = shown.filter(({ limit }) => !limit.checked).length;
  const guidance = shown.filter(({ clock }) => clock.guidance === true).length;
  const when = on === null ? '' : ` in force on ${longDate(on)}`;
  return {
    schema: 'ehcp.report/1',
    report: 'clocks',
    title: `Every statutory clock${when}`,
    asOf: on === null ? null : isoDate(on),
    authority,
    sources: [],
    cautions: [],
    summary:
      shown.length === 0
        ? [`No time limit of Part 3 of the Children and Families Act 2014${when} is known.`]
        : [
            `${plural(shown.length, 'time limit')} about EHC plans${when} ${shown.length === 1 ? 'has' : 'have'} a day to work out${guidance === 0 ? '' : `; ${number(guidance)} of them ${guidance === 1 ? 'is' : 'are'} guidance, and no law`}.`,
            ...(unchecked === 0 ? [] : [`${number(unchecked)} of them say "${CHECK}": the limit is known, and its place in the law was not read.`]),
            `Each is in force from ${longDate(FIRST)}, where no other day is named.`,
            'Weeks are of seven days; weekends and holidays count, except where working days are named; no last day is moved.',
          ],
    figures: {
      clocks: { label: `Time limits${when}`, unit: 'clocks', value: shown.length },
      'clocks-to-check': { label: `Time limits${when} whose place in the law is to be checked before it is quoted`, unit: 'clocks', value: unchecked },
    },
    sections: [
      ...CLOCK_GROUPS.flatMap(({ id, heading }) => sectionOf(id, heading, shown)),
      ...(shown.length === 0 ? [] : [{ kind: 'list', id: 'grounds', heading: 'Exceptions', place: 'page', items: GROUNDS_ITEMS } as const]),
    ],
    listings: [listingOf(shown)],
  };
}

const GROUNDS_ITEMS = [
  FOUR_GROUNDS,
  'An exception takes its limit away; it stops no clock and sets no other day. Whether one may be claimed is for the authority to show.',
];

function sectionOf(id: string, heading: string, shown: readonly Shown[]): Section[] {
  const terms = shown.filter(({ group }) => group === heading).map(({ clock, limit }) => ({ term: clockName(clock), meaning: clockInWords(clock, limit) }));
  return terms.length === 0 ? [] : [{ kind: 'terms', id, heading, place: 'page', terms }];
}

function listingOf(shown: readonly Shown[]): Listing {
  return {
    name: 'clocks',
    columns: [
      { key: 'clock', heading: 'Clock', kind: 'text' },
      { key: 'group', heading: 'Group', kind: 'text' },
      { key: 'duty', heading: 'What must be done', kind: 'text' },
      { key: 'where', heading: 'Where', kind: 'text' },
      { key: 'by', heading: 'By whom', kind: 'text' },
      { key: 'starts', heading: 'Starts when', kind: 'text' },
      { key: 'stops', heading: 'Stops when', kind: 'text' },
      { key: 'asks', heading: 'Asks', kind: 'text' },
      { key: 'limit', heading: 'Limit', kind: 'text' },
      { key: 'startDayCounts', heading: 'Start day counts', kind: 'text' },
      { key: 'provision', heading: 'Provision', kind: 'text' },
      { key: 'instrument', heading: 'Instrument', kind: 'text' },
      { key: 'inForceFrom', heading: 'In force from', kind: 'date' },
      { key: 'inForceTo', heading: 'In force to', kind: 'date' },
      { key: 'checked', heading: 'Checked', kind: 'text' },
      { key: 'exceptions', heading: 'Exceptions', kind: 'text' },
      { key: 'laterOf', heading: 'Or, if later', kind: 'text' },
      { key: 'basis', heading: 'Basis', kind: 'text' },
      { key: 'note', heading: 'Note', kind: 'text' },
    ],
    rows: shown.map(({ group, clock, limit }) => ({
      clock: clock.id,
      group,
      duty: capital(clock.duty),
      where: clock.where ?? null,
      by: clock.by,
      starts: startsInWords(clock),
      stops: stopsInWords(clock),
      asks: clock.asks,
      limit: lengthInWords(limit.length),
      startDayCounts: clock.startDayCounts ? 'yes' : 'no',
      provision: limit.provision,
      instrument: limit.instrument,
      inForceFrom: limit.inForceFrom,
      inForceTo: limit.inForceTo,
      checked: limit.checked ? 'yes' : CHECK,
      exceptions: exceptionsInWords(clock),
      laterOf: clock.laterOf ?? null,
      basis: clock.guidance === true ? 'guidance' : 'law',
      note: clock.note ?? null,
    })),
  };
}
