import { COLUMNS, type Column } from '../columns.ts';
import { caseFields, OUTCOME_DATE, SOURCE_OF } from './request.ts';
import type { Shape } from './shape.ts';

/** The return as requests for an EHC needs assessment, each with its assessment and plan. */
export const REQUESTS: Shape<Column> = {
  columns: COLUMNS,
  sourceOf: SOURCE_OF,
  oneDate: OUTCOME_DATE,
  needs: { tables: ['assessment'], why: 'without which no plan would be seen' },
  needed: {
    requests: ['requestoutcome', 'requestoutcomedate'],
    assessment: ['assessmentoutcomedate'],
  },
  expected: {
    requests: {
      requestmediation: 'mediation about the decision to assess',
      requesttribunal: 'a tribunal about the decision to assess',
      exported: 'who has moved to another authority',
    },
    assessment: {
      assessmentmediation: 'mediation about the decision to issue a plan',
      assessmenttribunal: 'a tribunal about the decision to issue a plan',
      week20: 'an exception to the 20 weeks',
    },
  },
  passesOver: ['reviewmeeting', 'reviewoutcome', 'lastreview', 'reviewdraft', 'phasetransferduedate', 'phasetransferfinaldate', 'ceasedate', 'ceasereason'],
  fieldsOf: caseFields,
};
