import type { Advice, Adviser } from '../../core/advice.ts';
import type { Day } from '../../core/day.ts';
import { ADVICE_COLUMNS } from './columns.ts';
import type { ListKind } from './kind.ts';
import { unreadableDateIn } from './read.ts';

const DATES = ['requested_date', 'received_date'] as const;
type AdviceColumn = (typeof ADVICE_COLUMNS)[number];

/** A psychologist, mistyped too. */
const PSYCHOLOGY = 'p(?:sy|hy|ys)c';

/** What an adviser is called, by a word that stands in it; the first that is found decides: a psychologist of a health service is of health. */
const WORDS: readonly (readonly [RegExp, Adviser])[] = [
  [new RegExp(`\\beps?\\b|\\b(?:ed|educ\\w*)\\W*(?:and child )?${PSYCHOLOGY}`), 'educational-psychology'],
  [/\bsocial(?!,? (?:and )?(?:emotional|communication))|\bcsc\b|\basc\b/, 'social-care'],
  [
    /health|medical|clinic|hospital|nhs|therap|paed|psychiat|nurs(?!ery)|speech|dietit|audiolog|physio|camhs|child development|\b(?:gps?|doctor|s&?lt|salt|ot|dco|dmo|icb)\b/,
    'health',
  ],
  [new RegExp(PSYCHOLOGY), 'educational-psychology'],
  [/school|college|nursery|setting|education|teacher|head|senco/, 'school'],
  [/parent|carer|\b(?:mother|father|mum|dad)\b|young person|^(?:the )?(?:child|family|child and family)(?:[’']s)?(?: views?)?$/, 'parent'],
];

/** Words that stand in names of advisers and name nobody, besides those by which they are read. */
const OF_NOBODY =
  /^(?:and|of|the|for|in|to|a|other|adult|advice|adviser|advisor|assistant|behaviour|care|centre|child|child[’']s|children|children[’']s|community|development|early|emotional|family|families|hearing|help|impairment|impaired|inclusion|language|mental|occupational|officer|outreach|person|persons|practitioner|professional|report|send?|senior|sensory|service|services|social|special|specialist|support|team|trainee|transport|views?|virtual|vision|visual|worker|educ\w*|phycolog\w*)$/;
const READ_BY =
  /^(?:eps?|psych(?:s|olog(?:ist|ists|y|ical))?|psychiatr(?:ist|y)|social|csc|asc|health|medical|clinic|clinical|hospital|nhs|therap(?:y|ies|ist|ists)|paediatric(?:s|ian|ians)?|nurs(?:e|es|ing|ery)|speech|dietitian|dietetics|audiology|physio(?:therapy|therapist)?|camhs|gps?|doctor|slt|salt|ot|dco|dmo|icb|school|schools|college|setting|settings|teacher|teachers|head|headteacher|senco|parents?|carers?|mother|father|mum|dad)$/;

/** Words that may be names, but for what follows them. */
const BEFORE: ReadonlyMap<string, RegExp> = new Map([
  ['ed', /^psych/],
  ['young', /^pe(?:ople|rsons?)/],
]);

/** In small letters, initials without their dots, blanks as one. */
const plainly = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/\b([a-z])\.\s?(?=[a-z]\b)/g, '$1')
    .replace(/\b([a-z])\./g, '$1')
    .replace(/\be p\b/g, 'ep')
    .replace(/\s+/g, ' ');

/** Who is meant by a name of an adviser; anybody else is `other`. */
export function readAdviser(text: string): Adviser {
  const words = plainly(text);
  return WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? 'other';
}

/** A name of an adviser as a report may show it: words that name nobody, and `…` for any others. */
export function shownAdviser(text: string): string {
  const words =
    plainly(text)
      .replaceAll("'", '’')
      .match(/[\p{L}\p{N}’]+/gu) ?? [];
  const shown = words.map((word, at) => (OF_NOBODY.test(word) || READ_BY.test(word) || BEFORE.get(word)?.test(words[at + 1] ?? '') ? word : '…'));
  return shown.length === 0 ? 'blank' : shown.filter((word, at) => word !== '…' || shown[at - 1] !== '…').join(' ');
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
  saysTwice: true,
  aliases: {
    case_id: ['requeststableid', 'requestsrecordid', 'requestid', 'caseref', 'casereference', 'casenumber'],
    adviser: ['advisor', 'advisertype', 'adviceprovider', 'advicetype', 'professional', 'service'],
    requested_date: ['dateadvicerequested', 'advicerequested', 'daterequested', 'advicerequesteddate'],
    received_date: ['dateadvicereceived', 'advicereceived', 'datereceived', 'advicereceiveddate', 'returneddate'],
  },
  ready(cells) {
    // An authority writes few names of advisers, and many times.
    const known = new Map<string, Pick<Advice, 'adviser' | 'named'>>();
    const adviserIn = (text: string): Pick<Advice, 'adviser' | 'named'> => {
      const found = known.get(text) ?? { adviser: readAdviser(text), named: shownAdviser(text) };
      if (known.size < 1000) known.set(text, found);
      return found;
    };
    return () => {
      const unreadable = unreadableDateIn(DATES, cells);
      if (unreadable !== null) return unreadable;
      const [requested, received] = DATES.map((column) => cells.date(column) as Day | null) as [Day | null, Day | null];
      if (requested === null && received === null) {
        return { code: 'no-date', column: 'requested_date', why: 'there is neither a day on which the advice was requested nor one on which it came' };
      }
      return { caseId: cells.text('case_id'), line: cells.line, ...adviserIn(cells.text('adviser')), requested, received };
    };
  },
};
