import type {AroundOutlet} from '../api/answer.ts';
import type {Call} from '../api/call.ts';
import type {Interference} from '../api/server.ts';
import {ApiError} from '../api-error.ts';
import type {Clock} from '../clock.ts';
import type {Random} from '../random.ts';
import {gapped, garbled, mistyped, silent, slowed, truncated} from './broken-outlets.ts';
import type {FaultBook} from './fault-book.ts';

const delayMs = 3000;

/** Lets the faults that are on meet calls and answers. */
export const interfere = (book: FaultBook, clock: Clock, random: Random): Interference => {
  const wait = (ms: number) => new Promise<void>(resolve => void clock.after(ms, resolve));
  const around = (call: Call, cut: () => void): AroundOutlet => {
    const slow = book.meets('slow-lists', call);
    const isTruncated = book.meets('truncate', call) !== null;
    const isGarbled = book.meets('garble', call) !== null;
    const isMistyped = book.meets('wrong-types', call) !== null;
    const isSilent = book.meets('half-closed', call) !== null;
    return outlet => {
      let broken = outlet;
      if (isSilent) broken = silent(broken);
      if (isTruncated) broken = truncated(broken, cut);
      if (isGarbled) broken = garbled(broken, random);
      if (isMistyped) broken = mistyped(broken);
      if (slow !== null) broken = slowed(broken, slow.ms ?? delayMs, (ms, run) => void clock.after(ms, run));
      return gapped(broken, () => book.isOn('event-gap', call));
    };
  };
  return {
    async before(call) {
      if (book.meets('drop', call) !== null) return 'drop';
      const delayed = book.meets('delay', call);
      if (delayed !== null) await wait(delayed.ms ?? delayMs);
      if (book.meets('error-500', call) !== null) {
        throw new ApiError(500, 'rpc error: code = Unknown desc = simulated fault');
      }
      if (book.meets('conflict', call) !== null) {
        throw new ApiError(500, 'rpc error: code = Unknown desc = update out of sequence');
      }
      return 'go';
    },
    around,
  };
};
