import { UserError } from '../core/user-error.ts';
import type { FileRead } from './table.ts';
import type { TextSource } from './text.ts';

/** Who is told of the elements of an XML file, by their names without namespace, in small letters. */
export interface ElementTaker {
  begin(name: string, line: number): void;
  /** Whether it has seen enough. */
  enough?(): boolean;
  /** `text` is that of the element itself, without blanks around it; '' where it holds other elements only. */
  end(name: string, text: string): void;
}

/** An XML file that can be read from the beginning again, piece by piece. */
export interface ElementReader {
  name: string;
  read(taker: ElementTaker): void;
  file(): FileRead;
}

/** No value of a return is longer, and no tag. */
const LONGEST_TEXT = 1024 * 1024;
const DEEPEST = 100;

/**
 * An XML file as its elements. Nothing outside the file is ever fetched, and a file that defines anything of its own
 * (a document type, entities) is refused.
 * @throws UserError where it is not well-formed
 */
export async function openXml(source: TextSource, file: () => FileRead): Promise<ElementReader> {
  const { SaxesParser } = await import('saxes');
  return { name: source.name, file, read: (taker) => readElements(source, new SaxesParser(), taker) };
}

type Parser = InstanceType<typeof import('saxes').SaxesParser>;

function readElements(source: TextSource, parser: Parser, taker: ElementTaker): void {
  const open: { name: string; text: string }[] = [];
  let sinceTag = 0;
  const refuse = (why: string): never => {
    throw new UserError(`${source.name} line ${parser.line}: ${why}. Export the return again and run again.`);
  };
  parser.on('error', (error) => refuse(`this is not well-formed XML (${sentence(error.message)}), so the file may be cut short`));
  parser.on('doctype', () => refuse('a document type is defined, which no SEN2 return does'));
  parser.on('opentag', ({ name }) => {
    sinceTag = 0;
    if (open.length === DEEPEST) refuse(`elements stand within each other more than ${DEEPEST} deep, so this is no SEN2 return`);
    open.push({ name: localName(name), text: '' });
    taker.begin(localName(name), parser.line);
  });
  parser.on('text', (text) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  });
  parser.on('cdata', (text) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  });
  parser.on('closetag', () => {
    sinceTag = 0;
    const element = open.pop();
    if (element !== undefined) taker.end(element.name, element.text.trim());
  });
  const decoder = new TextDecoder();
  for (const chunk of source.chunks()) {
    sinceTag += chunk.length;
    parser.write(decoder.decode(chunk, { stream: true }));
    if (taker.enough?.() === true) return;
    if (sinceTag > LONGEST_TEXT) refuse('a value goes on for more than a million characters');
  }
  parser.close();
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1).toLowerCase();

/** The parser's message without its own line and column, and without what may stand in the file. */
const sentence = (message: string): string =>
  message
    .replace(/^\d+:\d+: /, '')
    .replace(/[^\x20-\x7e]/g, ' ')
    .replace(/: .*$/, '')
    .replace(/\.$/, '');
