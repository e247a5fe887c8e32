import {StringDecoder} from 'node:string_decoder';

/** An event has at most a few KB; something longer without a line's end is no event and is not kept. */
const longestLine = 256 * 1_024;

/** Parses lines of JSON however the bytes are chopped. Lines that are none, or too long, are skipped and told of. */
export async function* jsonLines(
  chunks: AsyncIterable<Uint8Array>,
  onSkipped: () => void,
): AsyncGenerator<unknown, void> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let isSkipping = false;
  for await (const chunk of chunks) {
    const lines = (rest + decoder.write(chunk)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const parsed = isSkipping ? undefined : parseLine(line, onSkipped);
      isSkipping = false;
      if (parsed !== undefined) yield parsed;
    }
    if (rest.length > longestLine) {
      if (!isSkipping) onSkipped();
      isSkipping = true;
      rest = '';
    }
  }
  const last = isSkipping ? undefined : parseLine(rest, onSkipped);
  if (last !== undefined) yield last;
}

const parseLine = (line: string, onSkipped: () => void): unknown => {
  if (line.trim() === '') return undefined;
  try {
    return JSON.parse(line);
  } catch {
    onSkipped();
    return undefined;
  }
};
