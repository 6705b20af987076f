/**
 * What pdfkit's reader of typefaces asks of characters, from the tables that JavaScript has of its own; the package that it
 * would load takes as long to unpack them as a page takes to lay out. Used in the built program alone; a test holds the two equal.
 */
export const isMark = (codePoint) => /\p{M}/u.test(String.fromCodePoint(codePoint));
export const isDigit = (codePoint) => /\p{Nd}/u.test(String.fromCodePoint(codePoint));
/** All text runs from left to right, letter by letter. */
export const getScript = () => 'Latin';
export const getCategory = () => 'Lo';

/** Where the marks of our typeface stand by the letter before them, as Unicode has them; those that are not here stand where they are. */
const MARKS = {
  Above: /[\u0300-\u0314\u033d-\u0344\u0357]/,
  Above_Right: /[\u0315\u031a\u0358]/,
  Below: /[\u0316-\u0319\u031c-\u0320\u0323-\u0326\u0329-\u0333\u0339-\u033c]/,
  Attached_Above_Right: /\u031b/,
  Attached_Below: /[\u0327\u0328]/,
  Overlay: /[\u0334-\u0338]/,
  Iota_Subscript: /\u0345/,
  Double_Below: /[\u035c\u035f]/,
  Double_Above: /[\u035e\u0361\u1dcd]/,
};
const placeOf = (character) => Object.keys(MARKS).find((place) => MARKS[place].test(character)) ?? 'Not_Reordered';
export const getCombiningClass = (codePoint) => placeOf(String.fromCodePoint(codePoint));
