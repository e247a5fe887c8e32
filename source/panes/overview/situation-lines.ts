import {agoInWords} from '../../domain/age.ts';
import type {Line} from '../../ui/span.ts';
import {clockInWords} from '../quantities.ts';
import {hangingLines} from '../wrap.ts';
import type {OverviewInput} from './overview-entry.ts';
import {situationOf} from './situations.ts';

const attempts = (input: OverviewInput): readonly Line[] => {
  const {attempt, nextAttemptMs, phase} = input.store.connection;
  if (phase !== 'waiting' || nextAttemptMs === null) return [];
  const text = `attempt ${attempt} failed; the next one is at ${clockInWords(nextAttemptMs)}`;
  return hangingLines({text: '  Tries: ', tone: 'muted'}, {text}, input.width);
};

const moved = (input: OverviewInput): readonly Line[] => {
  const {moved: move} = input.store.connection;
  if (move === null) return [];
  const text = `moved here from ${move.from} ${agoInWords(input.nowMs - move.atMs)}: ${move.reason}`;
  return hangingLines({text: '◐ ', tone: 'info'}, {text, tone: 'info'}, input.width);
};

/** What is wrong with the connection or with this engine's part in the swarm: what it is, what still works, what to do. */
export const situationLines = (input: OverviewInput): readonly Line[] => {
  const {store, width} = input;
  const situation = situationOf(store.connection);
  if (situation === null) return moved(input);
  const isOutage =
    store.connection.membership?.kind !== 'worker' && store.connection.membership?.kind !== 'inactive';
  const [glyph, tone] = isOutage ? (['✖ ', 'critical'] as const) : (['▲ ', 'warning'] as const);
  return [
    ...hangingLines({text: glyph, tone}, {text: `${situation.title}.`, tone, bold: true}, width),
    ...hangingLines({text: '  Said:  ', tone: 'muted'}, {text: situation.detail}, width),
    ...hangingLines({text: '  Shown: ', tone: 'muted'}, {text: situation.shown}, width),
    ...hangingLines({text: '  Next:  ', tone: 'muted'}, {text: situation.next}, width),
    ...attempts(input),
    ...moved(input),
  ];
};
