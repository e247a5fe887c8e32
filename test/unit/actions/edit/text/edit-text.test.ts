import {describe, expect, it} from 'vitest';
import {
  type EditorAnswer,
  editText,
  type TextReading,
} from '../../../../../source/actions/edit/text/edit-text.ts';

/** An editor that does one thing after another to what it is given. */
const anEditor = (...steps: readonly ((text: string) => EditorAnswer)[]) => {
  const seen: string[] = [];
  let at = 0;
  return {
    seen,
    ask: async (text: string): Promise<EditorAnswer> => {
      seen.push(text);
      const step = steps[at];
      at += 1;
      return step === undefined ? {kind: 'unchanged'} : step(text);
    },
  };
};
/** Changes the line that is just that, as the comments on top may hold it too. */
const types =
  (from: string, to: string) =>
  (text: string): EditorAnswer => ({kind: 'edited', text: text.replace(new RegExp(`^${from}$`, 'm'), to)});
const numbers = (text: string): TextReading<readonly number[]> => {
  const lines = text.split('\n');
  const faults = lines.flatMap((each, index) =>
    /^\d+$/.test(each) ? [] : [{line: index + 1, reason: `"${each}" is no number`}],
  );
  return faults.length > 0 ? {kind: 'faulty', faults} : {kind: 'read', value: lines.map(Number)};
};

describe('a text in an editor', () => {
  it('is read when it was changed', async () => {
    const {ask} = anEditor(types('2', '5'));
    expect(await editText('1\n2', ask, numbers)).toEqual({kind: 'edited', value: [1, 5], text: '1\n5'});
  });

  it('that is faulty is opened again with each fault on top, on the line where it now stands', async () => {
    const {ask, seen} = anEditor(types('2', 'two'), types('two', '7'));
    expect(await editText('1\n2', ask, numbers)).toEqual({kind: 'edited', value: [1, 7], text: '1\n7'});
    const second = seen[1]?.split('\n') ?? [];
    const told = /line (\d+): "two" is no number$/.exec(second[1] ?? '');
    expect(second[Number(told?.[1]) - 1]).toBe('two');
  });

  it('that is left faulty is given back, so that it can be kept', async () => {
    const {ask} = anEditor(types('2', 'two'));
    expect(await editText('1\n2', ask, numbers)).toEqual({
      kind: 'given-up',
      reason: 'it was left faulty',
      text: '1\ntwo',
    });
  });

  it('is unchanged where nothing was typed, also when the fault was taken back', async () => {
    expect(await editText('1', anEditor().ask, numbers)).toEqual({kind: 'unchanged'});
    const {ask} = anEditor(types('1', 'one'), types('one', '1'));
    expect(await editText('1', ask, numbers)).toEqual({kind: 'unchanged'});
  });

  it('whose editor fails is given up, with what was typed before', async () => {
    const fails = (): EditorAnswer => ({kind: 'failed', reason: 'the editor: it ended with exit code 1'});
    const first = await editText('1', anEditor(fails).ask, numbers);
    expect(first).toMatchObject({kind: 'given-up', text: null});
    const later = await editText('1', anEditor(types('1', 'one'), fails).ask, numbers);
    expect(later).toMatchObject({kind: 'given-up', text: 'one'});
  });
});
