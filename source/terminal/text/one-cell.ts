/**
 * Whether a UTF-16 unit is a character of one cell that is drawn as it is and joins nothing before it: ASCII, Latin, dashes
 * and dots, arrows, box drawing, blocks, shapes, marks, Braille. Almost all that the console draws is, and so goes neither
 * through expressions nor through the segmenter. Terminals set for East Asian text show some of them wider.
 */
export function isOneCell(unit: number): boolean {
  return (unit >= 0x20 && unit <= 0x7e) || (unit >= 0xa1 && isSign(unit));
}

function isSign(unit: number): boolean {
  return (
    (unit >= 0x2500 && unit <= 0x25fc) ||
    // Not the soft hyphen, of which nothing is seen.
    (unit <= 0x24f && unit !== 0xad) ||
    (unit >= 0x2010 && unit <= 0x2027) ||
    (unit >= 0x2190 && unit <= 0x21ff) ||
    (unit >= 0x2713 && unit <= 0x2718) ||
    unit === 0x27f3 ||
    (unit >= 0x2800 && unit <= 0x28ff)
  );
}

/** Whether each unit of a text is one cell, and none of them needs to be made safe. */
export function isAllOneCell(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (!isOneCell(text.charCodeAt(index))) return false;
  }
  return true;
}
