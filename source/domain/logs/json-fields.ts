/** The fields of a line that is one JSON object; null where it is none. */
export const jsonFields = (text: string): Readonly<Record<string, unknown>> | null => {
  if (!text.startsWith('{') || !text.trimEnd().endsWith('}')) return null;
  try {
    const parsed: unknown = JSON.parse(text);
    return isRecord(parsed) ? parsed : null;
  } catch {
    return null;
  }
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A field in words: texts as they are, everything else as JSON. */
export const fieldText = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
