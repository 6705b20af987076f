/** How the position of a day is said and shown: once for every report that does. */

import type { Conventions } from '../core/conventions.ts';
import { BANDS, STAGES } from '../core/position.ts';
import { bandDays, bandName, STAGE_NAMES } from '../core/position-figures.ts';
import { percentage } from '../core/proportion.ts';
import { cellOf, shareOf } from './figure.ts';
import type { Cell, Figure, Section } from './report.ts';
import { number, percent, plural } from './words.ts';

/** The figures of a day, by their ids. */
export type Position = Record<string, Figure>;

/** Null where it is suppressed. */
export type Said = number | null;

/** Null where it is suppressed; nothing to take an average of is null too. */
export const valueIn = (position: Position, id: string): Said => position[id]?.value ?? null;

/** `605 assessments are open.` */
export const openSentence = (open: number): string => `${plural(open, 'assessment is', 'assessments are')} open.`;

/** `277 (45.8%) have passed 20 weeks, 90 of them 52 weeks` */
export function overPhrase(over: number, over52: Said, open: number): string {
  if (over === 0) return 'None has passed 20 weeks';
  const passed = `${number(over)} (${percent(percentage(over, open))}) ${over === 1 ? 'has' : 'have'} passed 20 weeks`;
  if (over52 === null) return passed;
  if (over === 1) return over52 === 1 ? `${passed}, and 52 weeks too` : `${passed}, but not 52 weeks`;
  return `${passed}, ${over52 === 0 ? 'none' : number(over52)} of them 52 weeks`;
}

/** How many cases a figure has, and their share of another's. */
export function withShare(position: Position, id: string, of = 'open'): Cell[] {
  return [cellOf(position[id] as Figure), shareOf(position[id] as Figure, position[of] as Figure)];
}

export function bandSection(position: Position, conventions: Conventions): Section {
  return {
    kind: 'table',
    id: 'bands',
    heading: 'By weeks open',
    place: 'page',
    caption: 'Open cases by weeks since the request was received; the bands add up to all open cases',
    rowHeading: 'Weeks',
    columns: [
      { lines: ['Days'], align: 'right' },
      { lines: ['Cases'], align: 'right' },
      { lines: ['Share'], align: 'right' },
    ],
    rows: BANDS.map(({ id }) => ({
      header: bandName(id),
      cells: [{ kind: 'text', text: bandDays(id, conventions) }, ...withShare(position, `open-band-${id}`)],
    })),
    notes: [],
  };
}

export function stageSection(position: Position): Section {
  return {
    kind: 'table',
    id: 'stages',
    heading: 'By stage',
    place: 'page',
    caption: 'Open cases by the last step taken; the stages add up to all open cases',
    rowHeading: 'Stage',
    columns: [
      { lines: ['Cases'], align: 'right' },
      { lines: ['Share'], align: 'right' },
    ],
    rows: STAGES.map((stage) => ({
      header: STAGE_NAMES[stage],
      cells: withShare(position, `open-${stage}`),
    })),
    notes: [],
  };
}
