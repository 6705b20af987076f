import { afterEach, describe, expect, it } from 'vitest';
import { refuseDelivery } from '../../src/cli/deliver.ts';
import { FORMATS, type Format } from '../../src/render/index.ts';

const wasTerminal = process.stdout.isTTY;
afterEach(() => {
  process.stdout.isTTY = wasTerminal;
});

/** What is said of each format, where it is to go to a terminal or not. */
function said(terminal: boolean, out?: string): Record<string, string> {
  process.stdout.isTTY = terminal;
  const refusal = (format: Format): string => {
    try {
      refuseDelivery({ colour: false, ...(out === undefined ? {} : { out }) }, format, 'kpi');
      return '';
    } catch (error) {
      return String(error);
    }
  };
  return Object.fromEntries(FORMATS.map((format) => [format.format, refusal(format)]).filter(([, words]) => words !== ''));
}

describe('bytes', () => {
  it('are never written to a terminal', () => {
    expect(said(true)).toEqual({
      xlsx: expect.stringContaining('--format xlsx: this cannot be shown in a terminal. Add --out kpi.xlsx.'),
      pdf: expect.stringContaining('--format pdf: this cannot be shown in a terminal. Add --out kpi.pdf.'),
    });
  });

  it('may go into a file or a pipe', () => {
    expect([said(true, 'a-file-that-is-not-there.xlsx'), said(false)]).toEqual([{}, {}]);
  });
});
