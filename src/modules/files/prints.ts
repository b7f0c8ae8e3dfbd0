/** What a picture's own process says: the size it has now, or why there is none. */
export type Printed =
  { width: number; height: number } | { refused: 'files.damaged' | 'files.tooManyPixels'; limit?: number };

/** Where it lays the two pictures, beside what was sent. */
export const fullPrint = (source: string): string => `${source}.full`;
export const smallPrint = (source: string): string => `${source}.small`;
