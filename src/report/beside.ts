import { cellOf } from './figure.ts';
import type { Figure, Report, Section } from './report.ts';
import { withReasons } from './unsaid.ts';
import { shortDateInWords } from './words.ts';

/** The short section that a snapshot has of another list: the figures that matter most of that list's own report, in their order. */
interface Brief {
  heading: string;
  /** The command whose report it is of. */
  command: string;
  rowHeading: string;
  figures: readonly string[];
}

/** By the name of the report that they are of. */
const BRIEFS: Readonly<Record<string, Brief>> = {
  reviews: {
    heading: 'Annual reviews',
    command: 'ehcp reviews',
    rowHeading: 'Plans',
    figures: [
      'plans-maintained',
      'reviews-held-12-months',
      'reviews-decided-12-months',
      'reviews-overdue',
      'reviews-overdue-never-reviewed',
      'reviews-due-in-13-weeks',
      'review-decision-within-4-weeks',
      'amended-final-within-12-weeks',
    ],
  },
  advice: {
    heading: 'Advice',
    command: 'ehcp advice',
    rowHeading: 'Advice',
    figures: ['advice-requested', 'advice-within-6-weeks', 'advice-outstanding', 'advice-outstanding-late', 'open-waiting-for-psychologist-only'],
  },
  appeals: {
    heading: 'Mediation and appeals',
    command: 'ehcp appeals',
    rowHeading: 'Mediations and appeals',
    figures: [
      'appeals-brought-forward',
      'appeals-lodged',
      'appeals-completed',
      'appeals-ongoing',
      'appeals-ended-day-not-known',
      'mediations-lodged',
      'mediations-completed',
      'mediations-ongoing',
    ],
  },
};

/**
 * A snapshot with a short section for each report of another list. What these suppress is suppressed here, and what is to be
 * known of their lists stands below their figures.
 */
export function withBeside(snapshot: Report, others: readonly Report[]): Report {
  const found = others.map((other) => ({ other, brief: BRIEFS[other.report] as Brief }));
  const at = snapshot.sections.findIndex(({ place }) => place !== 'page');
  const before = at < 0 ? snapshot.sections.length : at;
  return {
    ...snapshot,
    sources: [...snapshot.sources, ...others.flatMap(({ sources }) => sources.filter(({ role }) => !snapshot.sources.some((one) => one.role === role)))],
    figures: { ...snapshot.figures, ...Object.assign({}, ...found.map(({ other, brief }) => figuresIn(other, brief))) },
    sections: [
      ...snapshot.sections.slice(0, before),
      ...withReasons(found.map(({ other, brief }) => sectionOf(other, brief, rowLines(snapshot)))),
      ...snapshot.sections.slice(before),
    ],
  };
}

const figuresIn = ({ figures }: Report, brief: Brief): Record<string, Figure> =>
  Object.fromEntries(brief.figures.flatMap((id) => (figures[id] === undefined ? [] : [[id, figures[id]]])));

/** What a report says at its foot of the rows of its lists. */
const rowLines = ({ sections }: Report): readonly string[] =>
  sections.flatMap((section) => (section.kind === 'list' && section.id === 'rows' ? section.items : []));

/** `31 Jul 2022`, or the first and the last day of what is counted over some. */
function datesOf({ asOf, periods }: Report): string[] {
  const period = periods?.period;
  const days = period === undefined ? [asOf ?? ''] : [period.from, period.to];
  return days.map((day, at) => `${shortDateInWords(day)}${at < days.length - 1 ? ' to' : ''}`);
}

/** @param ofCases what the snapshot says of the case list already */
function sectionOf(report: Report, brief: Brief, ofCases: readonly string[]): Section {
  return {
    kind: 'table',
    id: report.report,
    heading: brief.heading,
    place: 'notes',
    caption: `${brief.heading}: ${datesOf(report).join(' ')}; ${brief.command} says the rest`,
    rowHeading: brief.rowHeading,
    columns: [{ lines: datesOf(report), align: 'right' }],
    rows: Object.values(figuresIn(report, brief)).map((figure) => ({
      header: figure.period === undefined ? figure.label : `${figure.label}, ${figure.period.label}`,
      cells: [cellOf(figure)],
    })),
    notes: [...report.cautions, ...rowLines(report).filter((line) => !line.startsWith('cases: ') && !ofCases.includes(line))],
  };
}
