import type {Endpoint} from '../endpoint.ts';
import {translate} from '../translate.ts';
import {createPace} from './pace.ts';
import {slicesOf} from './slices.ts';
import type {Question, Wire} from './wire.ts';

type Decode<Value> = (element: unknown) => Value | null;

/** Reads lists element by element, so that their length never matters to the event loop. */
export interface Lists {
  stream<Value>(question: Question, decode: Decode<Value>): AsyncGenerator<readonly Value[], void>;
  collect<Value>(question: Question, decode: Decode<Value>, progress?: () => void): Promise<readonly Value[]>;
}

export const createLists = (wire: Wire, endpoint: Endpoint): Lists => {
  const pace = createPace();

  async function* stream<Value>(
    question: Question,
    decode: Decode<Value>,
  ): AsyncGenerator<readonly Value[], void> {
    const answer = await wire.ask(question);
    try {
      yield* slicesOf(wire.read(answer), decode, pace);
    } catch (error) {
      throw translate(error, {...question, endpoint});
    }
  }

  return {
    stream,
    async collect<Value>(question: Question, decode: Decode<Value>, progress?: () => void) {
      const values: Value[] = [];
      for await (const slice of stream(question, decode)) {
        progress?.();
        values.push(...slice);
      }
      return values;
    },
  };
};
