#!/usr/bin/env node
/**
 * Checks of PDF/UA-1 that a machine can make (a part of the Matterhorn Protocol 1.1), over `qpdf --json`.
 * It agreed with veraPDF on our papers and on broken ones. It does not see a wrong CIDSet: never write one.
 *
 *   node test/documents/uacheck.mjs FILE...
 */
import { execFileSync } from 'node:child_process';
import { argv, exit, stdout } from 'node:process';
import { pathToFileURL } from 'node:url';

const TYPES = new Set(
  'Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form'.split(
    ' ',
  ),
);

/** Types that may stand in certain others only. */
const PARENTS = {
  TR: ['Table', 'THead', 'TBody', 'TFoot'],
  TH: ['TR'],
  TD: ['TR'],
  THead: ['Table'],
  TBody: ['Table'],
  TFoot: ['Table'],
  LI: ['L'],
  Lbl: ['LI', 'Note'],
  LBody: ['LI'],
};

const ROW_GROUPS = ['THead', 'TBody', 'TFoot'];

/** Operators that put something on the page. */
const PAINTING = new Set('S s f F f* B B* b b* Tj TJ \' " Do sh EI'.split(' '));

export function uacheck(file) {
  const pdf = new Pdf(file);
  const faults = new Set();
  const fault = (id, message) => faults.add(`${id} ${message}`);
  checkDocument(pdf, fault);
  const tree = walkStructure(pdf, fault);
  checkHeadings(tree.headings, fault);
  for (const [ref, page] of pdf.pages) {
    checkContents(pdf, ref, page, tree, fault);
    checkAnnotations(pdf, ref, page, tree, fault);
    checkFonts(pdf, page, fault);
  }
  return { pages: pdf.pages.length, elements: tree.elements, faults: [...faults] };
}

/** A document as qpdf tells it. */
class Pdf {
  constructor(file) {
    const text = execFileSync('qpdf', ['--warning-exit-0', '--json=2', '--json-key=qpdf', '--json-stream-data=inline', '--decode-level=all', file], {
      maxBuffer: 2 ** 30,
    });
    this.objects = JSON.parse(text).qpdf[1];
    this.trailer = this.objects.trailer.value;
    this.catalogue = this.get(this.trailer['/Root']);
    this.structure = this.get(this.catalogue['/StructTreeRoot']);
    this.pages = this.leaves(this.catalogue['/Pages']);
    this.parentTree = new Map(this.numbers(this.structure?.['/ParentTree']));
  }

  /** The value that a reference leads to. */
  get(value) {
    let found = value;
    while (typeof found === 'string' && /^\d+ \d+ R$/.test(found)) {
      const object = this.objects[`obj:${found}`];
      found = object === undefined ? null : object.stream === undefined ? object.value : object.stream.dict;
    }
    return found;
  }

  list(value) {
    const found = this.get(value);
    if (found === null || found === undefined) return [];
    return Array.isArray(found) ? found : [found];
  }

  text(value) {
    const found = this.get(value);
    return typeof found === 'string' ? found.replace(/^(u|b):/, '') : found;
  }

  bytes(ref) {
    return Buffer.from(this.objects[`obj:${ref}`].stream.data, 'base64');
  }

  /** An attribute of a structure element. */
  attribute(element, name) {
    for (const ref of this.list(element['/A'])) {
      const attributes = this.get(ref);
      if (attributes !== null && typeof attributes === 'object' && name in attributes) return attributes[name];
    }
    return undefined;
  }

  leaves(ref) {
    const node = this.get(ref);
    return node['/Type'] === '/Pages' ? node['/Kids'].flatMap((kid) => this.leaves(kid)) : [[ref, node]];
  }

  numbers(ref) {
    const node = this.get(ref);
    if (node === null || node === undefined) return [];
    const flat = this.list(node['/Nums']);
    const pairs = flat.flatMap((key, at) => (at % 2 === 0 ? [[key, flat[at + 1]]] : []));
    return [...pairs, ...this.list(node['/Kids']).flatMap((kid) => this.numbers(kid))];
  }
}

function checkDocument(pdf, fault) {
  const { trailer, catalogue } = pdf;
  if (trailer['/Encrypt']) fault('26-001', 'encrypted');
  const marks = pdf.get(catalogue['/MarkInfo']);
  if (marks?.['/Marked'] !== true) fault('01-000', 'MarkInfo does not say that the document is tagged');
  if (marks?.['/Suspects'] === true) fault('01-007', 'MarkInfo says that the tags are suspect');
  if (pdf.get(catalogue['/ViewerPreferences'])?.['/DisplayDocTitle'] !== true) fault('07-002', 'the title is not shown in the title bar');
  if (!/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(pdf.text(catalogue['/Lang']) ?? '')) fault('11-006', 'no language');
  if (!pdf.structure) fault('01-000', 'no structure tree');
  if (catalogue['/Metadata']) checkXmp(pdf, fault);
  else fault('06-001', 'no XMP');
}

function checkXmp(pdf, fault) {
  const xmp = pdf.bytes(pdf.catalogue['/Metadata']).toString('utf8');
  if (/&(?!(amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)/i.test(xmp)) fault('06-001', 'XMP is not well-formed: a bare &');
  if (!/pdfuaid:part(>|=")1/.test(xmp)) fault('06-002', 'XMP does not claim PDF/UA-1');
  if (!/pdfaid:part>[23]</.test(xmp)) fault('PDF/A', 'XMP does not claim PDF/A-2 or 3');
  const escaped = /<dc:title>[\s\S]*?<rdf:li[^>]*>([^<]*)<\/rdf:li>/.exec(xmp)?.[1];
  const title = escaped?.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&');
  if (!title) fault('06-003', 'XMP has no title');
  else if (title !== pdf.text(pdf.get(pdf.trailer['/Info'])?.['/Title'])) fault('06-003', 'the title in XMP is not that in Info');
}

/** Goes through the structure tree; gives its headings, and which element each piece of content belongs to. */
function walkStructure(pdf, fault) {
  const tree = { headings: [], elements: {}, contents: new Map(), annotations: new Map() };
  for (const child of pdf.list(pdf.structure?.['/K'])) walkElement(pdf, tree, child, { parentType: 'StructTreeRoot', page: undefined }, fault);
  return tree;
}

function walkElement(pdf, tree, ref, parent, fault) {
  const element = pdf.get(ref);
  if (element === null || typeof element !== 'object') return null;
  const type = element['/S'].slice(1);
  const page = element['/Pg'] ?? parent.page;
  tree.elements[type] = (tree.elements[type] ?? 0) + 1;
  if (/^H[1-6]?$/.test(type)) tree.headings.push(type === 'H' ? Number.NaN : Number(type[1]));
  const children = pdf.list(element['/K']);
  const kids = [];
  for (const child of children) {
    const value = pdf.get(child);
    if (typeof child === 'number') tree.contents.set(`${page}#${child}`, ref);
    else if (value?.['/Type'] === '/MCR') tree.contents.set(`${value['/Pg'] ?? page}#${value['/MCID']}`, ref);
    else if (value?.['/Type'] === '/OBJR') tree.annotations.set(value['/Obj'], { ref, type });
    else kids.push(walkElement(pdf, tree, child, { parentType: type, page }, fault));
  }
  checkElement(pdf, { ref, element, type, parentType: parent.parentType, isEmpty: children.length === 0 }, fault);
  if (type === 'Table') checkTable(pdf, ref, element, kids.filter(Boolean), fault);
  return { type, element };
}

function checkElement(pdf, { ref, element, type, parentType, isEmpty }, fault) {
  if (!TYPES.has(type) && !pdf.get(pdf.structure['/RoleMap'])?.[`/${type}`]) fault('02-001', `${type} is no standard type`);
  if (PARENTS[type] && !PARENTS[type].includes(parentType)) fault('09-004', `${type} inside ${parentType}`);
  if (isEmpty) fault('empty', `${type} ${ref} has nothing in it`);
  if (type === 'Figure' || type === 'Formula') {
    if (!pdf.text(element['/Alt']) && !pdf.text(element['/ActualText'])) fault('13-004', `${type} ${ref} has no alternative text`);
    if (!pdf.attribute(element, '/BBox')) fault('13-bbox', `${type} ${ref} has no bounding box`);
  }
  if (type === 'TH' && !pdf.attribute(element, '/Scope') && !pdf.attribute(element, '/Headers')) fault('15-003', `TH ${ref} has no scope`);
}

function checkTable(pdf, ref, table, kids, fault) {
  const groups = [table, ...kids.filter(({ type }) => ROW_GROUPS.includes(type)).map(({ element }) => element)];
  const rows = groups.flatMap((group) => pdf.list(group['/K']).map((kid) => pdf.get(kid))).filter((kid) => kid?.['/S'] === '/TR');
  const cells = rows.map((row) => pdf.list(row['/K']).map((kid) => pdf.get(kid)));
  if (rows.length === 0) fault('09-005', `Table ${ref} has no rows`);
  if (!cells.flat().some((cell) => cell['/S'] === '/TH')) fault('15-001', `Table ${ref} has no TH`);
  const widths = new Set(cells.map((row) => row.reduce((sum, cell) => sum + (pdf.attribute(cell, '/ColSpan') ?? 1), 0)));
  const spansRows = cells.flat().some((cell) => pdf.attribute(cell, '/RowSpan') > 1);
  if (widths.size > 1 && !spansRows) fault('7.2-42', `rows of Table ${ref} have ${[...widths].join(' and ')} cells`);
}

function checkHeadings(headings, fault) {
  if (headings.length > 0 && headings[0] !== 1) fault('14-002', 'the first heading is not H1');
  headings.forEach((level, at) => {
    if (at > 0 && level > headings[at - 1] + 1) fault('14-003', `H${headings[at - 1]} is followed by H${level}`);
  });
  if (headings.some(Number.isNaN) && headings.some((level) => !Number.isNaN(level))) fault('14-006', 'H and H1 to H6 are mixed');
}

function* tokens(bytes) {
  const pattern = /%[^\r\n]*|\((?:\\[\s\S]|[^\\()]|\((?:\\.|[^\\()])*\))*\)|<<|>>|<[0-9A-Fa-f\s]*>|\[|\]|\/[^\s()<>[\]{}/%]*|[^\s()<>[\]{}/%]+/g;
  for (const [token] of bytes.toString('latin1').matchAll(pattern)) if (!token.startsWith('%')) yield token;
}

const isOperator = (token) => /^[A-Za-z'"*]+\d?\*?$/.test(token) && !['true', 'false', 'null'].includes(token);

/** Everything painted belongs to an element or is an artifact, and page and structure agree on which. */
function checkContents(pdf, ref, page, tree, fault) {
  const reading = new ContentReading(pdf, ref, page, tree, fault);
  for (const part of pdf.list(page['/Contents'])) {
    const stream = typeof part === 'string' ? part : page['/Contents'];
    for (const token of tokens(pdf.bytes(stream))) reading.take(token);
  }
  reading.end();
}

/** A page's content as it is read: which marks are open, and what was painted outside all of them. */
class ContentReading {
  marks = [];
  seen = new Set();
  operands = [];
  untagged = 0;
  states = 0;
  font = null;

  constructor(pdf, ref, page, { contents }, fault) {
    this.parents = pdf.list(pdf.parentTree.get(page['/StructParents']));
    this.ref = ref;
    this.contents = contents;
    this.fault = fault;
  }

  take(token) {
    if (isOperator(token)) {
      this.operate(token);
      this.operands = [];
    } else {
      this.operands.push(token);
    }
  }

  operate(operator) {
    if (operator === 'BDC' || operator === 'BMC') this.begin();
    else if (operator === 'EMC') this.close();
    else if (operator === 'q') this.states++;
    else if (operator === 'Q') this.states--;
    else if (operator === 'Tf') this.font = this.operands.at(-2);
    else if (PAINTING.has(operator)) this.paint(operator);
  }

  begin() {
    const { marks, operands, ref, fault } = this;
    const at = operands.indexOf('/MCID');
    const mark = { isArtifact: operands[0] === '/Artifact', mcid: at < 0 ? null : Number(operands[at + 1]) };
    if (mark.isArtifact && marks.some(({ mcid }) => mcid !== null)) fault('01-003', `an artifact inside tagged content, page ${ref}`);
    if (mark.mcid !== null) {
      if (marks.some(({ isArtifact }) => isArtifact)) fault('01-004', `tagged content inside an artifact, page ${ref}`);
      this.seen.add(mark.mcid);
      const owner = this.contents.get(`${ref}#${mark.mcid}`);
      if (owner === undefined) fault('01-005', `content ${mark.mcid} of page ${ref} is not in the structure tree`);
      if (this.parents[mark.mcid] !== owner) fault('parent-tree', `content ${mark.mcid} of page ${ref} has another parent in the parent tree`);
    }
    marks.push(mark);
  }

  close() {
    if (this.marks.pop() === undefined) this.fault('syntax', `EMC without a beginning, page ${this.ref}`);
  }

  paint(operator) {
    if (!this.marks.some(({ isArtifact, mcid }) => isArtifact || mcid !== null)) this.untagged++;
    const showsText = operator === 'TJ' || operator === 'Tj';
    if (showsText && this.operands.some((operand) => /^<(....)*0000(....)*>$/.test(operand))) {
      this.fault('31-030', `a glyph that the font ${this.font} lacks is shown, page ${this.ref}`);
    }
  }

  end() {
    const { ref, fault, untagged } = this;
    if (untagged > 0) fault('01-005', `${untagged} painting operators are neither tagged nor artifact, page ${ref}`);
    if (this.marks.length > 0) fault('syntax', `marked content is not ended, page ${ref}`);
    if (this.states !== 0) fault('syntax', `q and Q are not balanced, page ${ref}`);
    for (const key of this.contents.keys()) {
      const [owner, mcid] = key.split('#');
      if (owner === ref && !this.seen.has(Number(mcid))) fault('mcid', `the structure refers to content ${mcid}, which page ${ref} lacks`);
    }
  }
}

function checkAnnotations(pdf, ref, page, { annotations }, fault) {
  const refs = pdf.list(page['/Annots']);
  if (refs.length > 0 && page['/Tabs'] !== '/S') fault('28-009', `the tab order of page ${ref} is not that of the structure`);
  for (const annotationRef of refs) {
    const annotation = pdf.get(annotationRef);
    const owner = annotations.get(annotationRef);
    if (annotation['/Subtype'] === '/Link') checkLink(pdf, annotationRef, annotation, owner, fault);
    else if (owner === undefined) fault('28-002', `annotation ${annotationRef} is not tagged`);
    if (owner !== undefined && pdf.parentTree.get(annotation['/StructParent']) !== owner.ref) {
      fault('parent-tree', `annotation ${annotationRef} has another parent in the parent tree`);
    }
  }
}

function checkLink(pdf, ref, link, owner, fault) {
  if (owner?.type !== 'Link') fault('28-011', `link ${ref} is not in a Link element`);
  if (!pdf.text(link['/Contents'])) fault('28-012', `link ${ref} has no description`);
  if (!(link['/F'] & 4)) fault('PDF/A', `link ${ref} is not printed`);
}

function checkFonts(pdf, page, fault) {
  for (const ref of Object.values(pdf.get(pdf.get(page['/Resources'])?.['/Font']) ?? {})) {
    const font = pdf.get(ref);
    const described = font['/Subtype'] === '/Type0' ? pdf.get(pdf.get(font['/DescendantFonts'])[0]) : font;
    const descriptor = pdf.get(described['/FontDescriptor']);
    if (!(descriptor?.['/FontFile'] || descriptor?.['/FontFile2'] || descriptor?.['/FontFile3'])) fault('31-009', `font ${font['/BaseFont']} is not embedded`);
    if (!font['/ToUnicode']) fault('31-027', `font ${font['/BaseFont']} does not say which characters its glyphs are`);
  }
}

if (argv[1] !== undefined && import.meta.url === pathToFileURL(argv[1]).href) {
  let failed = false;
  for (const file of argv.slice(2)) {
    const { pages, elements, faults } = uacheck(file);
    failed ||= faults.length > 0;
    const counted = Object.entries(elements).map(([type, count]) => `${type} ${count}`);
    stdout.write(`${faults.length > 0 ? 'FAIL' : 'PASS'} ${file}: ${pages} pages; ${counted.join(', ')}\n`);
    for (const fault of faults) stdout.write(`   ${fault}\n`);
  }
  exit(failed ? 1 : 0);
}
