import {PassThrough} from 'node:stream';
import {Terminal as Xterm} from '@xterm/headless';
import {expect, test} from 'vitest';
import {Canvas} from '../../source/terminal/canvas.tsx';
import type {Device} from '../../source/terminal/link/device.ts';
import {startTerminal} from '../../source/terminal/start-terminal.tsx';
import {FakeOutput, FakeProcess} from './fake-streams.ts';

/** A terminal on a line that takes so many bytes, and then nothing until it is told to. */
function aStuckDevice(room: number) {
  let free = room;
  let text = '';
  let waiting: (() => void) | null = null;
  const take = (bytes: Uint8Array): number => {
    const taken = Math.min(free, bytes.length);
    free -= taken;
    text += Buffer.from(bytes.subarray(0, taken)).toString('latin1');
    return taken;
  };
  const device: Device = {
    get isFull() {
      return free === 0;
    },
    write: take,
    whenReady(run) {
      waiting = run;
      return () => {
        waiting = null;
      };
    },
    writeNow(bytes) {
      const isTaken = take(bytes) === bytes.length;
      // Somebody scrolls on, after longer than anybody waits for the rest.
      free = 1_000_000;
      return isTaken;
    },
    close: () => {},
  };
  return {
    device,
    text: () => text,
    free() {
      free = 1_000_000;
      waiting?.();
    },
  };
}

const size = {columns: 40, rows: 10};

function startOn(device: Device) {
  const emulator = new Xterm({cols: size.columns, rows: size.rows, allowProposedApi: true});
  const terminal = startTerminal({
    stdin: Object.assign(new PassThrough(), {isTTY: true, setRawMode: () => {}}),
    stdout: new FakeOutput(emulator),
    device,
    stderr: new PassThrough(),
    env: {TERM: 'xterm-256color', LANG: 'en_US.UTF-8'},
    log: {path: '', write: () => {}},
    process: new FakeProcess(),
    exit: () => {},
    mouse: true,
  });
  const rows = Array.from({length: size.rows}, (_, row) => [{text: `row ${row} `.repeat(5), style: {}}]);
  terminal.render(<Canvas rows={rows} width={size.columns} height={size.rows} />);
  return terminal;
}

test('a child gets a terminal in its own modes, without the rest of a frame that the line was too slow for', async () => {
  const line = aStuckDevice(300);
  const terminal = startOn(line.device);
  await new Promise(setImmediate);
  expect(line.text()).toContain('row 0');
  expect(line.text()).toHaveLength(300);
  let atStart = '';
  await terminal.suspend(async () => {
    atStart = line.text();
    line.free();
    await new Promise(setImmediate);
    expect(line.text()).toBe(atStart);
  });
  // Cancelled where it was cut; then pastes, mouse and screen are given back, and nothing of the frame follows.
  const afterCut = atStart.slice(300);
  expect(afterCut.startsWith('\x18')).toBe(true);
  expect(afterCut).not.toContain('row');
  for (const off of ['\x1b[?2004l', '\x1b[?1000l', '\x1b[?25h', '\x1b[?1049l'])
    expect(afterCut).toContain(off);
  await terminal.close();
});

test('what was on the screen before a child had it is taken for unknown: every row is painted again', async () => {
  const line = aStuckDevice(300);
  const terminal = startOn(line.device);
  await new Promise(setImmediate);
  let before = 0;
  await terminal.suspend(async () => {
    before = line.text().length;
  });
  line.free();
  await terminal.waitUntilPainted();
  const after = line.text().slice(before);
  for (let row = 0; row < size.rows; row += 1) expect(after).toContain(`row ${row} row ${row}`);
  await terminal.close();
});
