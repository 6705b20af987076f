import type { Advice, Adviser } from '../../core/advice.ts';
import type { Day } from '../../core/day.ts';
import { ADVICE_COLUMNS } from './columns.ts';
import type { ListKind } from './kind.ts';
import { unreadableDateIn } from './read.ts';

const DATES = ['requested_date', 'received_date'] as const;
type AdviceColumn = (typeof ADVICE_COLUMNS)[number];

/** What an adviser is called, by a word that stands in it; the first that is found decides. */
const WORDS: readonly (readonly [RegExp, Adviser])[] = [
  [/psycholog|\bep\b|\beps\b/, 'educational-psychology'],
  [/social|\bcsc\b|\basc\b/, 'social-care'],
  [/health|medical|therap|paediatr|nurs|speech|\bslt\b|\bsalt\b|\bot\b|physio|camhs|\bdco\b|\bdmo\b|\bicb\b/, 'health'],
  [/school|college|nursery|setting|education|teacher|head|senco/, 'school'],
  [/parent|carer|family|young person|child/, 'parent'],
];

/** Who is meant by a name of an adviser; anybody else is `other`. */
export function readAdviser(text: string): Adviser {
  const words = text.toLowerCase();
  return WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? 'other';
}

/** Requests for advice, one a row. */
export const advice: ListKind<AdviceColumn, Advice> = {
  role: 'advice',
  title: 'list of advice',
  columns: ADVICE_COLUMNS,
  required: ['case_id', 'adviser', 'requested_date'],
  expected: { received_date: 'what advice has come' },
  dates: DATES,
  ids: ['case_id'],
  unique: false,
  aliases: {
    case_id: ['requeststableid', 'requestsrecordid', 'requestid', 'caseref', 'casereference', 'casenumber'],
    adviser: ['advisor', 'advisertype', 'adviceprovider', 'advicetype', 'professional', 'service'],
    requested_date: ['dateadvicerequested', 'advicerequested', 'daterequested', 'advicerequesteddate'],
    received_date: ['dateadvicereceived', 'advicereceived', 'datereceived', 'advicereceiveddate', 'returneddate'],
  },
  ready(cells) {
    return () => {
      const unreadable = unreadableDateIn(DATES, cells);
      if (unreadable !== null) return unreadable;
      const [requested, received] = DATES.map((column) => cells.date(column) as Day | null) as [Day | null, Day | null];
      if (requested === null && received === null) {
        return { code: 'no-date', column: 'requested_date', why: 'there is neither a day on which the advice was requested nor one on which it came' };
      }
      return { caseId: cells.text('case_id'), line: cells.line, adviser: readAdviser(cells.text('adviser')), requested, received };
    };
  },
};
