import fc from 'fast-check';
import {expect, test} from 'vitest';
import {graphemes} from '../../../source/terminal/text/width.ts';
import {editField, insertText, type TextField, textField} from '../../../source/ui/text-field.ts';

function press(field: TextField, keys: readonly string[], history: readonly string[] = []): TextField {
  return keys.reduce((current, key) => editField(current, key, null, history) ?? current, field);
}

/** The text with `|` where the cursor is. */
function shown(field: TextField): string {
  return graphemes(field.text).toSpliced(field.cursor, 0, '|').join('');
}

test('typed text goes in at the cursor', () => {
  expect(shown(insertText(press(textField('scale 5'), ['left', 'left']), ' web'))).toBe('scale web| 5');
});

test.each([
  [['home'], '|one two_three'],
  [['ctrl+left'], 'one two_|three'],
  [['ctrl+left', 'ctrl+left', 'ctrl+left'], '|one two_three'],
  [['home', 'alt+f'], 'one| two_three'],
  [['ctrl+w'], 'one two_|'],
  [['ctrl+w', 'ctrl+w', 'ctrl+w'], '|'],
  [['ctrl+u'], '|'],
  [['home', 'ctrl+k'], '|'],
  [['home', 'delete'], '|ne two_three'],
  [['backspace', 'backspace'], 'one two_thr|'],
  [['home', 'backspace'], '|one two_three'],
  [['end', 'right', 'delete'], 'one two_three|'],
])('%j', (keys, expected) => {
  expect(shown(press(textField('one two_three'), keys))).toBe(expected);
});

test.each([
  [['ctrl+w', 'home', 'ctrl+y'], 'three|one two_'],
  [['ctrl+u', 'ctrl+y', 'ctrl+y'], 'one two_threeone two_three|'],
  [['home', 'alt+d', 'end', 'ctrl+y'], ' two_threeone|'],
  [['ctrl+left', 'ctrl+k', 'backspace', 'ctrl+y'], 'one twothree|'],
  [['ctrl+y'], 'one two_three|'],
])('what was cut is put in again: %j', (keys, expected) => {
  expect(shown(press(textField('one two_three'), keys))).toBe(expected);
});

test('a character is removed whole, however many code points it has', () => {
  expect(shown(press(textField('e\u0301東'), ['backspace']))).toBe('e\u0301|');
  expect(shown(press(textField('e\u0301東'), ['backspace', 'backspace']))).toBe('|');
});

test('a combining mark that is typed joins the character before it', () => {
  const field = insertText(textField('e'), '\u0301');
  expect(field).toMatchObject({text: 'e\u0301', cursor: 1});
});

test('a paste becomes one line and cannot bring controls', () => {
  expect(insertText(textField(), 'one\n  two\x1b[2J\n').text).toBe('one two ');
});

test('the history goes back and forth and ends at what was being typed', () => {
  const history = ['newest', 'older'];
  const typed = textField('dra');
  expect(press(typed, ['up'], history).text).toBe('newest');
  expect(press(typed, ['up', 'up', 'up'], history).text).toBe('older');
  expect(press(typed, ['up', 'up', 'down', 'down'], history).text).toBe('dra');
  expect(press(typed, ['down'], history)).toMatchObject({text: 'dra', historyAt: null});
});

test('keys that decide belong to the caller', () => {
  for (const key of ['enter', 'esc', 'tab', 'f1']) expect(editField(textField('x'), key, null)).toBeNull();
});

test('the cursor stays within the text, whatever is pressed', () => {
  const key = fc.constantFrom(
    'left',
    'right',
    'home',
    'end',
    'backspace',
    'delete',
    'ctrl+w',
    'alt+d',
    'alt+b',
    'alt+f',
    'up',
    'down',
    'ctrl+u',
    'ctrl+k',
  );
  const step = fc.oneof(
    key,
    fc.string({unit: 'grapheme', maxLength: 4}).map(text => ({text})),
  );
  fc.assert(
    fc.property(fc.array(step, {maxLength: 30}), steps => {
      let field = textField();
      for (const one of steps) {
        field = typeof one === 'string' ? press(field, [one], ['old one', 'é']) : insertText(field, one.text);
        expect(field.cursor).toBeGreaterThanOrEqual(0);
        expect(field.cursor).toBeLessThanOrEqual(graphemes(field.text).length);
      }
    }),
  );
});
