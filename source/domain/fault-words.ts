/** What was thrown, in words. Libraries throw other things than errors. */
export const faultInWords = (fault: unknown): string =>
  fault instanceof Error ? fault.message : String(fault);
