/** How a fact came to be known (O8): seen with one's own eyes, asked, or told by others. */
export const factBases = ['observed', 'asked', 'told'] as const;
export type FactBasis = (typeof factBases)[number];
