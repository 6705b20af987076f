import type { Conventions } from '../core/conventions.ts';
import { STAGES } from '../core/position.ts';
import { POSITION_FIGURES, type PositionFigure, type Standing } from '../core/position-figures.ts';

/** The open cases of which is said how many have a draft, and how many have nobody. */
const POPULATIONS = ['open', 'open-within-20-weeks', 'open-over-20-weeks', 'open-over-52-weeks'] as const;
type Population = (typeof POPULATIONS)[number];

type OpenCase = Extract<Standing, { state: 'open' }>;

const PARTS = [
  { id: 'with-draft', says: 'with a draft plan sent', holds: ({ draftSent }: OpenCase) => draftSent },
  { id: 'without-draft', says: 'with no draft plan sent', holds: ({ draftSent }: OpenCase) => !draftSent },
  { id: 'unallocated', says: 'with no co-ordinator named', holds: ({ allocated }: OpenCase) => !allocated },
] as const;
type Part = (typeof PARTS)[number];

const positionFigure = (id: string): PositionFigure => POSITION_FIGURES.find((figure) => figure.id === id) as PositionFigure;

/** What the snapshot has too has its id: an open case with a draft plan sent is at that stage. */
const partId = (population: Population, { id }: Part): string => (population === 'open' && id === 'with-draft' ? 'open-draft-sent' : `${population}-${id}`);

function partFigure(population: Population, part: Part): PositionFigure {
  const of = positionFigure(population);
  return {
    id: partId(population, part),
    title: `${population === 'open' ? 'Open' : of.title}, ${part.says}`,
    kind: 'count',
    counts: (conventions: Conventions) => `${population === 'open' ? 'open cases' : of.counts(conventions)}, ${part.says} by then`,
    holds: (standing) => standing.state === 'open' && of.holds(standing) && part.holds(standing),
  };
}

/** Each row of the table of the whole: a population, and the figures of its parts. */
export const WHOLE_ROWS = POPULATIONS.map((id) => ({ id, parts: PARTS.map((part) => partId(id, part)) }));

/** The figures of a caseload that the snapshot has not. */
export const CASELOAD_FIGURES: readonly PositionFigure[] = POPULATIONS.flatMap((population) => PARTS.map((part) => partFigure(population, part))).filter(
  ({ id }) => !POSITION_FIGURES.some((figure) => figure.id === id),
);

/** What is said of each team and co-ordinator, in the order of its columns, and the key of each in the list. */
export const GROUP_FIGURES: readonly { figure: PositionFigure; key: string; heading: string }[] = [
  { id: 'open', key: 'open', heading: 'Open' },
  { id: `open-${STAGES[0]}`, key: 'awaitingDecisionToAssess', heading: 'Awaiting decision' },
  { id: `open-${STAGES[1]}`, key: 'beingAssessed', heading: 'Being assessed' },
  { id: `open-${STAGES[2]}`, key: 'planBeingDrafted', heading: 'Being drafted' },
  { id: `open-${STAGES[3]}`, key: 'draftSent', heading: 'Draft sent' },
  { id: 'open-over-20-weeks', key: 'over20Weeks', heading: 'Over 20 weeks' },
  { id: 'open-over-52-weeks', key: 'over52Weeks', heading: 'Over 52 weeks' },
  { id: 'open-over-52-weeks-with-draft', key: 'over52WeeksWithDraft', heading: 'Over 52, draft sent' },
  { id: 'open-longest-weeks', key: 'oldestWeeks', heading: 'Oldest in weeks' },
].map(({ id, key, heading }) => ({ figure: positionFigure(id), key, heading }));

/** Whether a figure says nothing of a list that has no column for co-ordinators. */
export const isOfAllocation = (id: string): boolean => /-(un)?allocated$/.test(id);
