/** What is wrong in a text, and on which line, counted from 1. */
export interface TextFault {
  readonly line: number;
  readonly reason: string;
}

export type TextReading<Value> =
  | {readonly kind: 'read'; readonly value: Value}
  | {readonly kind: 'faulty'; readonly faults: readonly TextFault[]};

/** What came back from an editor. */
export type EditorAnswer =
  | {readonly kind: 'edited'; readonly text: string}
  | {readonly kind: 'unchanged'}
  | {readonly kind: 'failed'; readonly reason: string};

export type TextEdit<Value> =
  | {readonly kind: 'edited'; readonly value: Value; readonly text: string}
  | {readonly kind: 'unchanged'}
  /** `text`: what was typed, where that is more than nothing. */
  | {readonly kind: 'given-up'; readonly reason: string; readonly text: string | null};

/** Begins every line that tells of faults, so that they can be taken out again. */
const mark = '#! ';

/** Lets a person edit a text until it can be read; a faulty one is opened again with what is wrong on top. */
export async function editText<Value>(
  first: string,
  ask: (text: string) => Promise<EditorAnswer>,
  read: (text: string) => TextReading<Value>,
): Promise<TextEdit<Value>> {
  let text = first;
  let typed: string | null = null;
  for (;;) {
    const answer = await ask(text);
    if (answer.kind === 'failed') return {kind: 'given-up', reason: answer.reason, text: typed};
    if (answer.kind === 'unchanged') {
      return typed === null
        ? {kind: 'unchanged'}
        : {kind: 'given-up', reason: 'it was left faulty', text: typed};
    }
    typed = withoutFaults(answer.text);
    if (typed === first) return {kind: 'unchanged'};
    const reading = read(typed);
    if (reading.kind === 'read') return {kind: 'edited', value: reading.value, text: typed};
    text = withFaults(typed, reading.faults);
  }
}

/** Lines are told as they stand in the text with the faults on top of it. */
function withFaults(text: string, faults: readonly TextFault[]): string {
  const above = faults.length + 2;
  return `${[
    `${mark}This cannot be read. Correct it and save, or leave without a change to give up.`,
    ...faults.map(({line, reason}) => `${mark}line ${line + above}: ${reason.replaceAll('\n', ' ')}`),
    mark.trimEnd(),
  ].join('\n')}\n${text}`;
}

const withoutFaults = (text: string): string =>
  text
    .split('\n')
    .filter(line => !line.startsWith(mark.trimEnd()))
    .join('\n');
