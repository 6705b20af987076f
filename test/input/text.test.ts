import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ByteSource, fromBytes, openPath } from '../../src/input/source.ts';
import { openText } from '../../src/input/text.ts';
import { type Dialect, encoded } from '../support/dialects.ts';
import { ehcp, PROJECT } from '../support/program.ts';

/** How many bytes are read at a time: a character that stands there is cut. */
const PIECE = 16_384;

const NO_TEXT = 'cases.csv: this is not a CSV file: it holds bytes that no text has. Save the list as "CSV UTF-8" and run again.';
const DAMAGED = 'cases.csv.gz: this is packed with gzip, but cannot be unpacked: it is damaged or cut short. Pack it again, or name the list unpacked.';

/** A piece is good until the next is asked for, so each is copied. */
function textOf(chunks: Iterable<Buffer>): string {
  const pieces: Buffer[] = [];
  for (const chunk of chunks) pieces.push(Buffer.from(chunk));
  return Buffer.concat(pieces).toString();
}

function readAs(source: ByteSource) {
  const { name, size, encoding, assumed, chunks } = openText(source);
  return { name, size, encoding, assumed, text: textOf(chunks()) };
}

const read = (bytes: Buffer | readonly number[]) => readAs(fromBytes('cases.csv', Buffer.from(bytes)));
const understood = (bytes: Buffer | readonly number[]) => {
  const { encoding, assumed, text } = read(bytes);
  return { encoding, assumed, text };
};

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const ENCODINGS: Dialect['encoding'][] = ['utf-8', 'utf-8-mark', 'utf-16le', 'utf-16be', 'windows-1252'];
const LIST = 'case_id,received_date,notes\r\nA-1,2022-01-10,Siân’s café – 5 €\r\n';

describe('a text', () => {
  it.each<[string, Buffer, { encoding: string; assumed: boolean }]>([
    ['UTF-8', encoded(LIST, 'utf-8'), { encoding: 'UTF-8', assumed: false }],
    ['UTF-8 with a mark', encoded(LIST, 'utf-8-mark'), { encoding: 'UTF-8', assumed: false }],
    ['UTF-16, the low byte first, with a mark', encoded(LIST, 'utf-16le'), { encoding: 'UTF-16', assumed: false }],
    ['UTF-16, the high byte first, with a mark', encoded(LIST, 'utf-16be'), { encoding: 'UTF-16', assumed: false }],
    ['UTF-16, the low byte first, by its look', encoded(LIST, 'utf-16le').subarray(2), { encoding: 'UTF-16', assumed: true }],
    ['UTF-16, the high byte first, by its look', encoded(LIST, 'utf-16be').subarray(2), { encoding: 'UTF-16', assumed: true }],
    ['Windows-1252', encoded(LIST, 'windows-1252'), { encoding: 'Windows-1252', assumed: true }],
  ])('in %s is read, without its mark, and again from the beginning', (_, bytes, expected) => {
    expect(read(bytes)).toEqual({ name: 'cases.csv', size: bytes.length, ...expected, text: LIST });
    const source = openText(fromBytes('cases.csv', bytes));
    expect([textOf(source.chunks()), textOf(source.chunks())]).toEqual([LIST, LIST]);
  });

  it('of plain letters and digits is UTF-8', () => {
    expect(understood(encoded('case_id\nA1\n', 'windows-1252'))).toEqual({ encoding: 'UTF-8', assumed: false, text: 'case_id\nA1\n' });
  });

  it.each([
    ['nothing', [], { encoding: 'UTF-8', assumed: false, text: '' }],
    ['a mark of UTF-8 alone', [0xef, 0xbb, 0xbf], { encoding: 'UTF-8', assumed: false, text: '' }],
    ['a mark of UTF-16 alone', [0xff, 0xfe], { encoding: 'UTF-16', assumed: false, text: '' }],
    ['half a mark of UTF-16', [0xff], { encoding: 'Windows-1252', assumed: true, text: 'ÿ' }],
    ['half a mark of UTF-8', [0xef, 0xbb], { encoding: 'Windows-1252', assumed: true, text: 'ï»' }],
    ['a letter', [0x61], { encoding: 'UTF-8', assumed: false, text: 'a' }],
  ])('of %s is %j', (_, bytes, expected) => {
    expect(understood(bytes)).toEqual(expected);
  });

  it('in UTF-16 is known by its look though its first letters are of another script', () => {
    const text = `“号码”,${LIST}`;
    for (const encoding of ['utf-16le', 'utf-16be'] as const)
      expect(understood(encoded(text, encoding).subarray(2))).toEqual({ encoding: 'UTF-16', assumed: true, text });
  });

  it('keeps a mark that stands elsewhere than at its beginning', () => {
    expect(understood(encoded('a\ufeffb', 'utf-8')).text).toBe('a\ufeffb');
    expect(understood(encoded('a\ufeffb', 'utf-16le')).text).toBe('a\ufeffb');
  });

  it('in UTF-16 may be in any script where a mark says so', () => {
    const text = '号码,日期\n1,2022-01-10\nŁukasz,Ωmega\n𝒜😀\n';
    for (const encoding of ['utf-16le', 'utf-16be'] as const) expect(understood(encoded(text, encoding))).toEqual({ encoding: 'UTF-16', assumed: false, text });
  });
});

describe('Windows-1252', () => {
  /** What 80 to 9F stand for, as the WHATWG’s index and Microsoft’s table have them; the five that Microsoft leaves free stay what they are. */
  const HIGH = [
    0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c,
    0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d, 0x017e, 0x0178,
  ];
  const characterOf = (byte: number): string => String.fromCharCode(byte >= 0x80 && byte <= 0x9f ? (HIGH[byte - 0x80] ?? 0) : byte);
  const bytes = Array.from({ length: 255 }, (_, at) => at + 1);

  it.each(bytes)('reads byte %i as its table has it', (byte) => {
    const { encoding, text } = read([byte, 0xe9, 0x0a]);
    expect({ encoding, text }).toEqual({ encoding: 'Windows-1252', text: `${characterOf(byte)}é\n` });
  });

  it('reads all of them in one text, over several pieces', () => {
    const many = Array.from({ length: 100 }, () => bytes).flat();
    expect(understood(many)).toEqual({ encoding: 'Windows-1252', assumed: true, text: many.map(characterOf).join('') });
  });

  it('has no byte 0', () => {
    expect(() => read([0xe9, 0x0a, 0x0a, 0x0a, 0x00, 0x0a])).toThrow(NO_TEXT);
  });
});

describe('a character cut at the end of a piece', () => {
  // Of two, three and four bytes in UTF-8; the last is two units in UTF-16.
  it.each(['é', '€', '😀'])('%s is whole again, wherever it is cut', (character) => {
    for (let before = PIECE - 5; before <= PIECE + 1; before++) {
      const text = `${'x'.repeat(before)}${character}${'y'.repeat(PIECE)}${character}`;
      expect(understood(encoded(text, 'utf-8'))).toEqual({ encoding: 'UTF-8', assumed: false, text });
      expect(understood(encoded(text, 'utf-8-mark'))).toEqual({ encoding: 'UTF-8', assumed: false, text });
    }
    for (let before = PIECE / 2 - 4; before <= PIECE / 2 + 1; before++) {
      const text = `${'x'.repeat(before)}${character}${'y'.repeat(PIECE)}${character}`;
      for (const encoding of ['utf-16le', 'utf-16be'] as const)
        expect(understood(encoded(text, encoding))).toEqual({ encoding: 'UTF-16', assumed: false, text });
    }
  });

  it('is whole again in any text and any encoding that has it', () => {
    const somewhere = fc.integer({ min: PIECE - 40, max: PIECE + 4 });
    const texts = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }).filter((text) => !text.includes('\0') && !text.startsWith('\ufeff'));
    fc.assert(
      fc.property(somewhere, texts, fc.constantFrom<Dialect['encoding']>('utf-8', 'utf-8-mark', 'utf-16le', 'utf-16be'), (before, end, encoding) => {
        const text = `${'x'.repeat(encoding.startsWith('utf-16') ? before >> 1 : before)}${end}`;
        expect(read(encoded(text, encoding)).text).toBe(text);
      }),
    );
  });
});

describe('bytes that are not UTF-8', () => {
  it.each<[string, readonly number[]]>([
    ['a lead of two at the very end', [0x41, 0xc3]],
    ['a lead of three at the very end', [0x41, 0xe2]],
    ['a lead of three and one more at the very end', [0x41, 0xe2, 0x82]],
    ['a lead of four at the very end', [0x41, 0xf0]],
    ['a lead of four and two more at the very end', [0x41, 0xf0, 0x9f, 0x98]],
    ['a lead and a letter', [0xc3, 0x41]],
    ['a continuation without a lead', [0x41, 0xa9, 0x41]],
    ['only continuations', [0x80, 0x81, 0x82, 0x83]],
    ['a slash written too long', [0xc0, 0xaf]],
    ['half of a pair', [0xed, 0xa0, 0x80]],
    ['beyond the last character', [0xf4, 0x90, 0x80, 0x80]],
    ['a lead of five', [0xf8, 0x88, 0x80, 0x80, 0x80]],
  ])('%s make Windows-1252 of the whole text, however far down they stand', (_, bytes) => {
    for (const before of [0, PIECE - 3, PIECE - 2, PIECE - 1, PIECE, 3 * PIECE]) {
      const { encoding, assumed, text } = read(Buffer.concat([Buffer.from('x'.repeat(before)), Buffer.from(bytes)]));
      expect({ encoding, assumed, length: text.length }).toEqual({ encoding: 'Windows-1252', assumed: true, length: before + bytes.length });
    }
  });

  it('show what is UTF-8 letter by letter, and nothing is lost', () => {
    expect(understood(Buffer.concat([encoded('Siân', 'utf-8'), Buffer.from([0xe9])]))).toEqual({ encoding: 'Windows-1252', assumed: true, text: 'SiÃ¢né' });
  });

  it('are told from UTF-8 as a strict decoder tells them', () => {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    const strict = (bytes: Uint8Array): string => {
      try {
        decoder.decode(bytes);
        return 'UTF-8';
      } catch {
        return 'Windows-1252';
      }
    };
    // Bytes that are nearly UTF-8, cut anywhere.
    const nearly = fc
      .tuple(fc.string({ unit: 'binary', maxLength: 12 }), fc.nat({ max: 50 }), fc.integer({ min: 1, max: 255 }), fc.boolean())
      .map(([text, at, byte, spoilt]) => {
        const bytes = Buffer.from(text);
        if (spoilt && bytes.length > 0) bytes[at % bytes.length] = byte;
        return bytes.subarray(0, bytes.length - (at % 3));
      });
    fc.assert(
      fc.property(fc.nat({ max: 30 }), nearly, (before, bytes) => {
        fc.pre(!bytes.includes(0));
        const whole = Buffer.concat([Buffer.from('x'.repeat(PIECE - before)), bytes]);
        expect(read(whole).encoding).toBe(strict(whole));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a file that is no text', () => {
  const at = (place: number, length: number): Buffer => {
    const bytes = Buffer.alloc(length, 'x');
    bytes[place] = 0;
    return bytes;
  };

  it.each<[string, Buffer]>([
    ['two zeros', Buffer.alloc(2)],
    ['zeros alone', Buffer.alloc(100_000)],
    ['a 0 at the beginning', at(0, 1000)],
    ['a 0 at the end', at(999, 1000)],
    ['a 0 in a later piece', at(3 * PIECE + 7, 4 * PIECE)],
    ['a 0 after a byte that is not UTF-8', Buffer.concat([Buffer.from([0xe9]), Buffer.alloc(2 * PIECE, 'x'), Buffer.alloc(1)])],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d])],
    ['a program', Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0x02, 0x01, 0x01]), Buffer.alloc(9)])],
    ['UTF-16 with a character 0', encoded('case_id\0\n', 'utf-16le')],
    ['UTF-16, the high byte first, with a character 0 in a later piece', encoded(`${'x'.repeat(2 * PIECE)}\0`, 'utf-16be')],
    ['UTF-32', Buffer.from([...'case_id'].flatMap((letter) => [letter.charCodeAt(0), 0, 0, 0]))],
  ])('%s is refused', (_, bytes) => {
    expect(() => read(bytes)).toThrow(NO_TEXT);
  });
});

describe('UTF-16 with an odd number of bytes', () => {
  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['cut within its last character', (bytes) => bytes.subarray(0, -1)],
    ['with a byte too many', (bytes) => Buffer.concat([bytes, Buffer.from([0x0a])])],
  ])('%s is read as far as its characters are whole', (what, spoilt) => {
    const whole = what.startsWith('cut') ? LIST.slice(0, -1) : LIST;
    for (const encoding of ['utf-16le', 'utf-16be'] as const)
      expect(understood(spoilt(encoded(LIST, encoding)))).toEqual({ encoding: 'UTF-16', assumed: false, text: whole });
  });
});

describe('what is packed with gzip', () => {
  const packed = (bytes: Buffer) => fromBytes('cases.csv.gz', bytes);

  it.each(ENCODINGS)('is unpacked, in %s too, and keeps its name; its size is that of the list', (encoding) => {
    const bytes = encoded(LIST, encoding);
    expect(readAs(packed(gzipSync(bytes)))).toEqual({ ...read(bytes), name: 'cases.csv.gz' });
  });

  it('may have several members, which follow each other, empty ones too', () => {
    const members = ['case_id,received_date\n', '', 'A-1,2022-01-10\n', 'A-2,2022-', '01-11\n'];
    expect(readAs(packed(Buffer.concat(members.map((text) => gzipSync(text))))).text).toBe(members.join(''));
  });

  it('is known by its first bytes, whatever its name', () => {
    expect(readAs(fromBytes('cases.csv', gzipSync(LIST))).text).toBe(LIST);
    expect(readAs(fromBytes('cases.csv.gz', Buffer.from(LIST))).text).toBe(LIST);
  });

  it('that holds nothing holds nothing', () => {
    expect(readAs(packed(gzipSync(''))).text).toBe('');
  });

  it('has the hash of the packed bytes', () => {
    const bytes = gzipSync(LIST);
    expect(packed(bytes).sha256()).toBe(hashOf(bytes));
  });

  it('is refused wherever it is cut short', () => {
    const bytes = gzipSync(LIST);
    for (let length = 2; length < bytes.length; length++) expect(() => packed(bytes.subarray(0, length))).toThrow(DAMAGED);
  });

  it('is refused where a later member is cut short', () => {
    const [first, second] = [gzipSync(LIST), gzipSync(LIST)];
    for (const length of [10, 20, second.length - 1]) expect(() => packed(Buffer.concat([first, second.subarray(0, length)]))).toThrow(DAMAGED);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('is refused where its checksum or length is wrong, %i bytes before the end', (back) => {
    const bytes = gzipSync(LIST);
    bytes[bytes.length - back] = (bytes[bytes.length - back] ?? 0) ^ 1;
    expect(() => packed(bytes)).toThrow(DAMAGED);
  });

  it('is refused where a byte of it is another, unless the list is the same all the same', () => {
    const list = LIST.repeat(20);
    const bytes = gzipSync(list);
    fc.assert(
      fc.property(fc.integer({ min: 10, max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, bits) => {
        const spoilt = Buffer.from(bytes);
        spoilt[at] = (spoilt[at] ?? 0) ^ bits;
        // The bits that fill up the last byte mean nothing.
        let said = list;
        try {
          said = readAs(packed(spoilt)).text;
        } catch (error) {
          expect(error).toMatchObject({ message: DAMAGED });
        }
        expect(said).toBe(list);
      }),
    );
  });

  it('is no list where it is packed twice', () => {
    expect(() => readAs(packed(gzipSync(gzipSync(LIST))))).toThrow('cases.csv.gz: this is not a CSV file');
  });

  it('is refused beyond 512 MB, long before a bomb has filled the memory', () => {
    // Four gigabytes of zeros in four megabytes: a thousand bytes a member.
    const member = gzipSync(Buffer.alloc(1 << 20));
    const bomb = Buffer.concat(Array.from({ length: 4096 }, () => member));
    const { code, stdout, stderr } = ehcp(['check', '-'], { input: bomb, flags: ['--require', join(PROJECT, 'test', 'bench', 'memory.cjs')] });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    const [, message, kilobytes] = /^(.*)\nkb=(\d+)$/.exec(stderr) ?? [];
    expect(message).toBe('ehcp: standard input: unpacked, this is more than 512 MB. Unpack it yourself and name the list.');
    expect(Number(kilobytes)).toBeLessThan(800 * 1024);
  });
});

describe('a file on the disk', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ehcp-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function opened(name: string, bytes: Buffer): ByteSource {
    writeFileSync(join(folder, name), bytes);
    const there = openPath(join(folder, name));
    if (there.kind === 'folder') throw new Error(`${name} is a folder`);
    return there.source;
  }

  /** Many pieces long, and hard to pack. */
  const LONG = `case_id,received_date\n${Array.from({ length: 4000 }, (_, at) => `${hashOf(Buffer.from(String(at)))},2022-01-10\n`).join('')}`;

  it.each(ENCODINGS)('is the same as in memory, in %s, with the hash of its bytes', (encoding) => {
    const bytes = encoded(LIST.repeat(300), encoding);
    const source = opened('cases.csv', bytes);
    const whole = readAs(source);
    expect(whole).toEqual(read(bytes));
    expect(source.sha256()).toBe(hashOf(bytes));
    source.close();
  });

  it.each([
    ['in one piece', LIST],
    ['in many pieces', LONG],
  ])('packed with gzip, %s, is the list, with the hash of the packed bytes', (_, list) => {
    const bytes = gzipSync(list);
    const source = opened('cases.csv.gz', bytes);
    expect(readAs(source).text).toBe(list);
    expect(source.sha256()).toBe(hashOf(bytes));
    expect(gunzipSync(bytes).toString()).toBe(list);
    source.close();
  });

  it('packed with gzip and larger than 512 MB as it is, is refused unread', () => {
    const path = join(folder, 'cases.csv.gz');
    writeFileSync(path, gzipSync(LIST));
    // Holes take no room.
    truncateSync(path, 512 * 1024 * 1024 + 1);
    expect(() => openPath(path)).toThrow('cases.csv.gz: unpacked, this is more than 512 MB. Unpack it yourself and name the list.');
  });

  it('has its hash before it is read, too', () => {
    const source = opened('cases.csv', Buffer.from(LONG));
    expect(source.sha256()).toBe(hashOf(Buffer.from(LONG)));
    source.close();
  });
});
