export interface Findings {
  pages: number;
  /** How many elements there are of each structure type. */
  elements: Record<string, number>;
  /** What keeps the document from PDF/UA-1; each begins with the Matterhorn Protocol's number where there is one. */
  faults: string[];
}

export function uacheck(file: string): Findings;
