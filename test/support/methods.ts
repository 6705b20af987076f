import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from './program.ts';

/** The numbers of `fixtures/methods`: what other people's packages give. */

const read = (file: string) => JSON.parse(readFileSync(join(PROJECT, 'fixtures/methods', file), 'utf8'));

/** A series, and what NHSRplotthedots says of it. Options are an empty list where there are none. */
export interface SpcSeries {
  id: string;
  input: { dates: string[]; y: number[]; options: SpcOptions | [] };
  expected: {
    mean: number[];
    lpl: (number | null)[];
    upl: (number | null)[];
    rebase_group: number[];
    relative_to_mean: number[];
    outside_limits: (boolean | null)[];
    close_to_limits: (boolean | null)[];
    special_cause_type: string[];
    point_type: string[];
    short_group_warning: boolean[];
    assurance_type: string | null;
    variation_icon_point_type: string;
  };
}

export interface SpcOptions {
  fix_after_n_points?: number;
  rebase?: string;
  improvement_direction?: 'increase' | 'decrease' | 'neutral';
  target?: number;
  screen_outliers?: boolean;
}

export const SPC_CASES: {
  published_snapshots: { case: string; mean: number; lpl: number; upl: number }[];
  unit_cases: { fn: string; cases: { in: unknown; out: unknown }[] }[];
  series_cases: SpcSeries[];
} = read('spc-cases.json');

export const WAITING_LIST_CASES: {
  unit_cases: { fn: string; in: number[]; out: number }[];
  queue_size_cases: {
    referral: string[];
    removal: (string | null)[];
    start: string;
    end: string;
    queue?: number[];
    queue_on?: Record<string, number>;
  }[];
  removal_stats_cases: {
    referral: string[];
    removal: (string | null)[];
    capacity_daily?: number;
    capacity_weekly: number | 'NaN';
    removal_count: number;
  }[];
} = read('waiting-list-cases.json');
