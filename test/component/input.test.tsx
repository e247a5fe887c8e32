import {useState} from 'react';
import {afterEach, expect, test} from 'vitest';
import {useInputEvents, useTerminal, useTerminalSize} from '../../source/terminal/terminal-context.tsx';
import {Lines} from '../../source/ui/lines.tsx';
import {Prompt} from '../../source/ui/prompt.tsx';
import {editField, insertText, textField} from '../../source/ui/text-field.ts';
import {type Harness, isFallback, renderScreen} from './harness.tsx';

let screen: Harness | null = null;
afterEach(async () => {
  await screen?.close();
  screen = null;
});

function Typing() {
  const {columns} = useTerminalSize();
  const [field, setField] = useState(textField());
  useInputEvents(event => {
    if (event.kind === 'paste') setField(current => insertText(current, event.text));
    if (event.kind === 'key') setField(current => editField(current, event.key, event.text) ?? current);
  });
  return <Prompt label=">" field={field} hint=" hint" width={columns} />;
}

test('keys that come in one chunk are all typed, in order', async () => {
  screen = await renderScreen(<Typing />);
  await screen.type('scale web 5');
  expect(screen.row(0)).toBe('>scale web 5 hint');
  await screen.press('home', 'right', 'delete', 'ctrl+e', 'backspace');
  expect(screen.row(0)).toBe('>sale web  hint');
});

test('an input method and a paste write what they are meant to', async () => {
  screen = await renderScreen(<Typing />);
  await screen.type('東京');
  await screen.send('\x1b[200~ line one\nq\x1b[201~');
  expect(screen.row(0)).toBe('>東京 line one q hint');
});

/** Whether the terminal's own cursor is shown. */
const isCursorShown = (shown: Harness) =>
  shown.raw().lastIndexOf('\x1b[?25h') > shown.raw().lastIndexOf('\x1b[?25l');

test('the cursor of the terminal stands where the next character goes, for input methods', async () => {
  screen = await renderScreen(<Typing />);
  expect(screen.cursor()).toEqual({column: 1, row: 0});
  await screen.type('東e\u0301x');
  expect(screen.cursor()).toEqual({column: 5, row: 0});
  expect(isCursorShown(screen)).toBe(!isFallback());
  await screen.press('left', 'left');
  expect(screen.cursor()).toEqual({column: 3, row: 0});
  await screen.press('left');
  expect(screen.cursor()).toEqual({column: 1, row: 0});
});

test('a text that is longer than the line scrolls, with the cursor always in view', async () => {
  screen = await renderScreen(<Typing />, {columns: 20, rows: 4});
  await screen.type('abcdefghijklmnopqrstuvwxyz');
  // The hint behind it has no room left but for the sign that there is one.
  expect(screen.row(0)).toBe('>ijklmnopqrstuvwxyz…');
  expect(screen.cursor()).toEqual({column: 19, row: 0});
  await screen.press('home');
  expect(screen.cursor()).toEqual({column: 1, row: 0});
  expect(screen.row(0)).toBe('>abcdefghijklmnopqr…');
});

test('a paste of several lines with a control sequence in it is one line without it', async () => {
  screen = await renderScreen(<Typing />);
  await screen.send('\x1b[200~one\r\n  two\x1b]0;owned\x07\nthree\x1b[201~');
  expect(screen.row(0)).toBe('>one two three hint');
});

test('a key that changes nothing writes nothing', async () => {
  screen = await renderScreen(<Typing />);
  await screen.type('abc');
  const before = screen.bytesWritten();
  await screen.press('esc', 'end', 'f1');
  expect(screen.bytesWritten()).toBe(before);
});

test('a resized window is painted in its new size', async () => {
  screen = await renderScreen(<Typing />);
  await screen.type('abc');
  await screen.resize(120, 40);
  expect(screen.row(0)).toBe('>abc hint');
  await screen.resize(30, 10);
  expect(screen.row(0)).toBe('>abc hint');
  expect(screen.rows()).toHaveLength(10);
});

function Counter({onCount}: {readonly onCount: (count: number) => void}) {
  const terminal = useTerminal();
  const [count, setCount] = useState(0);
  onCount(count);
  useInputEvents(event => {
    if (event.kind !== 'key' || event.key !== 'x') return;
    const add = () => setCount(current => current + 1);
    for (let index = 0; index < 50; index++) terminal.schedule(() => add());
  });
  return <Lines lines={[[{text: `count ${count}`}]]} width={80} height={24} />;
}

test('changes scheduled together are rendered together', async () => {
  const rendered: number[] = [];
  screen = await renderScreen(<Counter onCount={count => void rendered.push(count)} />);
  await screen.press('x');
  expect(screen.row(0)).toBe('count 50');
  expect(rendered).toEqual([0, 50]);
});
