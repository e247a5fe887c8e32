/** Characters that JSON may hold as they are and a terminal may act upon: DEL, C1 controls, bidi controls, what is not seen. */
const risky = /[\u007F-\u009F\u2028\u2029\p{Format}\p{Default_Ignorable_Code_Point}]/gu;

function escaped(character: string): string {
  return Array.from({length: character.length}, (_, index) => {
    const unit = character.charCodeAt(index).toString(16);
    return `\\u${unit.padStart(4, '0')}`;
  }).join('');
}

/** JSON that means the same and is safe to look at in a terminal: what could act there is escaped. */
export function safeJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replaceAll(risky, escaped);
}
