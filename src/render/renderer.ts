import type { Report } from '../report/report.ts';

/** What a renderer is told of the place its output goes to; it never asks the terminal, the clock or the disk. */
export interface Look {
  colour: boolean;
  /** Columns of the terminal. */
  width: number;
  /** The bytes of a typeface that is embedded in documents. */
  typeface(weight: 'regular' | 'semibold'): Uint8Array;
}

/** One format: any report in, text or bytes out; the same report and look give the same bytes. */
export interface Renderer {
  render(report: Report, look: Look): string | Uint8Array | Promise<Uint8Array>;
}
