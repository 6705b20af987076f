import type { Appeal, AppealKind, AppealOutcome, Matter } from '../../core/appeal.ts';
import type { Day } from '../../core/day.ts';
import { namesPerson } from '../fields.ts';
import { APPEAL_COLUMNS } from './columns.ts';
import type { ListKind } from './kind.ts';
import { unreadableDateIn } from './read.ts';

const DATES = ['lodged_date', 'completed_date', 'order_date'] as const;
type AppealColumn = (typeof APPEAL_COLUMNS)[number];

const KINDS: ReadonlyMap<string, AppealKind> = new Map<string, AppealKind>([
  ...['mediation', 'm'].map((word) => [word, 'mediation'] as const),
  ...['tribunal', 'appeal', 't', 'send tribunal', 'sendist'].map((word) => [word, 'tribunal'] as const),
]);

const MATTERS: ReadonlyMap<string, Matter | null> = new Map<string, Matter | null>([
  ['', null],
  ...['assess', 'refusal to assess', 'not to assess'].map((word) => [word, 'assess'] as const),
  ...['issue', 'refusal to issue', 'not to issue'].map((word) => [word, 'issue'] as const),
  ...['contents', 'content', 'plan', 'placement', 'school'].map((word) => [word, 'contents'] as const),
  ...['cease', 'ceasing', 'cease to maintain'].map((word) => [word, 'cease'] as const),
]);

const NAMES_NOBODY = 'neither a case nor a person is named, so whose it is, and whether it stands there twice, cannot be seen';

/** Words for no outcome yet. */
const NO_OUTCOME =
  /^([-–]+|n\/?a|nil|none|no|0|tb[ac]|not (yet )?known|unknown|pending|open|live|on-?going|in progress|listed|lodged|registered|awaiting .*)?$/i;

/** How one ended, by words that stand in its outcome; the first that is found decides. */
const OUTCOMES: readonly (readonly [RegExp, AppealOutcome])[] = [
  [/(?<!not )conced|unoppos|(not|no longer) oppos/, 'conceded'],
  [/remit|reconsider/, 'remitted'],
  [/dismiss|unsuccessful|not (upheld|allowed)/, 'dismissed'],
  [/withdr|lapse|discontinu|struck|certificate|declin|disagree|not attend|(no|not|without) (agree|settle)|agreement not/, 'without-result'],
  [/uph[eo]ld|allow|success|agree|consent|settle/, 'granted'],
];

const personIn = (id: string): string => (namesPerson(id) ? id : '');

/** Mediations and appeals to the tribunal, one a row. */
export const appeals: ListKind<AppealColumn, Appeal> = {
  role: 'appeals',
  title: 'list of mediations and appeals',
  columns: APPEAL_COLUMNS,
  required: ['kind', 'lodged_date'],
  expected: { completed_date: 'what was completed, and when', outcome: 'what has ended on a day that is not known', matter: 'what it was about' },
  dates: DATES,
  ids: ['case_id'],
  unique: false,
  saysTwice: true,
  aliases: {
    case_id: ['requeststableid', 'requestsrecordid', 'requestid', 'caseref', 'casereference', 'casenumber'],
    person_id: ['persontableid', 'uniqueid', 'childuniqueid', 'childid'],
    kind: ['appealtype', 'type'],
    outcome: ['appealoutcome', 'tribunaloutcome', 'mediationoutcome', 'result'],
    matter: ['appealmatter', 'reasonforappeal', 'groundsofappeal', 'grounds'],
    lodged_date: ['datelodged', 'lodged', 'dateregistered', 'registereddate', 'appealdate'],
    completed_date: ['datecompleted', 'completed', 'dateclosed', 'dateconcluded', 'concludeddate'],
    order_date: ['dateoforder', 'tribunalorderdate', 'agreementdate', 'decisiondate'],
  },
  ready(cells) {
    return () => {
      const unreadable = unreadableDateIn(DATES, cells);
      if (unreadable !== null) return unreadable;
      const kind = KINDS.get(cells.text('kind').toLowerCase());
      if (kind === undefined) return { code: 'unknown-word', column: 'kind', why: 'is neither mediation nor tribunal' };
      const matter = MATTERS.get(cells.text('matter').toLowerCase());
      if (matter === undefined) return { code: 'unknown-word', column: 'matter', why: 'is none of assess, issue, contents and cease' };
      const [lodged, completed, ordered] = DATES.map((column) => cells.date(column) as Day | null) as [Day | null, Day | null, Day | null];
      if (lodged === null) return { code: 'no-date', column: 'lodged_date', why: 'there is no day on which it was lodged' };
      const caseId = cells.text('case_id');
      const person = personIn(cells.text('person_id'));
      const about = caseId === '' ? `person ${person}` : `case ${caseId}`;
      if (caseId === '' && person === '') cells.warn('names-nobody', 'case_id', NAMES_NOBODY);
      const words = cells.text('outcome').toLowerCase();
      const hasOutcome = !NO_OUTCOME.test(words);
      const outcome = hasOutcome ? (OUTCOMES.find(([pattern]) => pattern.test(words))?.[1] ?? null) : null;
      return { caseId, about: about === 'person ' ? '' : about, person, line: cells.line, kind, matter, lodged, completed, hasOutcome, outcome, ordered };
    };
  },
};
