import { gzipSync } from 'node:zlib';
import AdmZip from 'adm-zip';

/** A whole number from 0 to n − 1. */
export type Draw = (n: number) => number;

/** Texts that have broken other programs: formulas, markup, escape sequences, names of prototypes, paths, dates and numbers that are none. */
const HOSTILE: readonly string[] = [
  '=cmd|calc!A1',
  '+1+1',
  '-2+3',
  '@SUM(A1)',
  '\t=1+1',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '</table></svg>',
  ']]>',
  '<!DOCTYPE x [<!ENTITY a "aaaa">]>&a;',
  '&a;',
  '&#0;',
  '](javascript:alert(1))',
  '| a | b |',
  '\u001b[31mred\u001b[0m',
  '\u001b]0;title\u0007',
  '\u202eright to left\u202c',
  '\u2066isolated\u2069',
  '\u0000',
  '\ufeff',
  '\ufffd',
  '\u2028',
  '👩‍👧',
  'e\u0301\u0323',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '../../../etc/passwd',
  'C:\\Windows\\win.ini',
  'CON',
  'file:///etc/passwd',
  '',
  ' ',
  '"',
  '""',
  "'",
  ',',
  ';',
  '\n',
  '\r',
  '\r\n',
  '0',
  '-0',
  '-1',
  '1e309',
  '9007199254740993',
  '99999999999999999999999999',
  '0x10',
  '44000',
  '31/02/2022',
  '2022-02-30',
  '29-Feb-2023',
  '2022-07-31T25:61',
  '1900-01-01',
  '9999-12-31',
  '0000-00-00',
  '2022-07-31Z',
  'Y',
  'N',
  'H',
  'W',
  'A'.repeat(70_000),
  '(a+)+$',
  '%n%s%x',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it must come through as it is
  '${1+1}',
  '{{7*7}}',
];

/** One way to spoil what a file holds. */
type Spoiling = (bytes: Buffer, draw: Draw) => Buffer;

const one = <T>(all: readonly T[], draw: Draw): T => all[draw(all.length)] as T;
const onText =
  (spoil: (text: string, draw: Draw) => string): Spoiling =>
  (bytes, draw) =>
    Buffer.from(spoil(bytes.toString('utf8'), draw));

/** The pieces of a text between what stands between values, and those themselves. */
const CELLS = /([,;\t\n\r"<>:{}[\]]+)/;

const SPOILINGS: readonly Spoiling[] = [
  // A bit is wrong.
  (bytes, draw) => {
    const spoilt = Buffer.from(bytes);
    for (let times = 1 + draw(8); times > 0 && spoilt.length > 0; times--) {
      const at = draw(spoilt.length);
      spoilt[at] = (spoilt[at] ?? 0) ^ (1 << draw(8));
    }
    return spoilt;
  },
  // Half a file, a part twice, a part missing.
  (bytes, draw) => bytes.subarray(0, draw(bytes.length + 1)),
  (bytes, draw) => {
    const from = draw(bytes.length + 1);
    const to = Math.min(bytes.length, from + draw(2000));
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
  },
  (bytes, draw) => {
    const from = draw(bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(Math.min(bytes.length, from + draw(200)))]);
  },
  // Values that are none.
  onText((text, draw) => {
    const pieces = text.split(CELLS);
    for (let times = 1 + draw(12); times > 0; times--) pieces[draw(pieces.length)] = one(HOSTILE, draw);
    return pieces.join('');
  }),
  onText((text, draw) => {
    const at = draw(text.length + 1);
    return text.slice(0, at) + one(HOSTILE, draw) + text.slice(at);
  }),
  onText((text, draw) => {
    const value = one(HOSTILE, draw);
    const pieces = text.split(/(\d{4}-\d\d-\d\d)/);
    return pieces.map((piece, at) => (at % 2 === 1 && draw(10) === 0 ? value : piece)).join('');
  }),
  // Headings and lines out of place.
  onText((text, draw) => {
    const lines = text.split('\n');
    lines[0] = (lines[0] ?? '')
      .split(',')
      .sort(() => draw(3) - 1)
      .join(',');
    return lines.join('\n');
  }),
  onText((text, draw) => {
    const lines = text.split('\n');
    const from = draw(lines.length);
    const [moved = ''] = lines.splice(from, 1);
    lines.splice(draw(lines.length + 1), 0, ...Array.from({ length: draw(3) }, () => moved));
    return lines.join('\n');
  }),
  onText((text, draw) => text.replaceAll(',', one([';', '\t', '|', ',,'], draw))),
  onText((text, draw) => text.replaceAll('\n', one(['\r\n', '\r', '\n\n', '\n\r\n'], draw))),
  onText((text) => text.replaceAll(/([^,\n]+)/g, '"$1"')),
  // Other encodings, and other files.
  onText((text) => `\ufeff${text}`),
  (bytes) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(bytes.toString('utf8'), 'utf16le')]),
  (bytes) => Buffer.from(bytes.toString('utf8'), 'latin1'),
  (bytes) => gzipSync(bytes),
  (_, draw) => Buffer.from(Array.from({ length: draw(3000) }, () => draw(256))),
  // Long.
  (bytes, draw) => Buffer.concat(Array.from({ length: 2 + draw(40) }, () => bytes.subarray(0, 20_000))),
];

/** A part of a workbook is spoilt as any text, and packed again. */
function spoilWorkbook(bytes: Buffer, draw: Draw): Buffer {
  const zip = new AdmZip(bytes);
  const entry = one(zip.getEntries(), draw);
  entry.setData(one(SPOILINGS, draw)(entry.getData(), draw));
  return zip.toBuffer();
}

/** The files of a seed with one to three things wrong in them, drawn so that the same draws spoil the same. */
export function spoil(files: Readonly<Record<string, Buffer>>, draw: Draw): Record<string, Buffer> {
  const spoilt: Record<string, Buffer> = { ...files };
  for (let times = 1 + draw(3); times > 0; times--) {
    const name = one(Object.keys(spoilt), draw);
    const bytes = spoilt[name] ?? Buffer.alloc(0);
    const whole = name.endsWith('.xlsx') && bytes === files[name];
    spoilt[name] = whole && draw(4) > 0 ? spoilWorkbook(bytes, draw) : one(SPOILINGS, draw)(bytes, draw);
  }
  return spoilt;
}
