/** Go's words for a text that is no JSON, as far as the first wrong character tells. */
export const goJsonFault = (text: string): string => {
  const trimmed = text.trimStart();
  if (trimmed === '') return 'EOF';
  const literal = ['null', 'true', 'false'].find(word => word[0] === trimmed[0]);
  if (literal !== undefined) {
    const at = [...literal].findIndex((letter, index) => trimmed[index] !== letter);
    const wrong = trimmed[at];
    if (at > 0 && wrong !== undefined) {
      return `invalid character ${quoted(wrong)} in literal ${literal} (expecting ${quoted(literal[at] ?? '')})`;
    }
  }
  const isBegun = trimmed[0] === '{' || trimmed[0] === '[' || trimmed[0] === '"';
  if (isBegun) return 'unexpected end of JSON input';
  return `invalid character ${quoted(trimmed[0] ?? '')} looking for beginning of value`;
};

const quoted = (character: string): string => (character === "'" ? "'\\''" : `'${character}'`);
