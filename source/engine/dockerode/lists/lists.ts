import type {Endpoint} from '../../endpoint.ts';
import {translate} from '../../translate.ts';
import type {Question, Wire} from '../wire.ts';
import {type KnownElements, recallNothing} from './known-elements.ts';
import {createPace} from './pace.ts';
import {slicesOf} from './slices.ts';

/** How elements are read. */
interface Reading<Value> {
  /** Null: none of ours. */
  readonly decode: (element: unknown) => Value | null;
  /** Elements of lists that are asked for again and again. */
  readonly known?: KnownElements<Value>;
}

/** Reads lists element by element, so that their length never matters to the event loop. */
export interface Lists {
  stream<Value>(question: Question, reading: Reading<Value>): AsyncGenerator<readonly Value[], void>;
  collect<Value>(
    question: Question,
    reading: Reading<Value>,
    progress?: () => void,
  ): Promise<readonly Value[]>;
}

export const createLists = (wire: Wire, endpoint: Endpoint): Lists => {
  const pace = createPace();

  async function* stream<Value>(
    question: Question,
    {decode, known}: Reading<Value>,
  ): AsyncGenerator<readonly Value[], void> {
    const isWhole = question.query?.['filters'] === undefined;
    const begin = async () => known?.begin(isWhole) ?? recallNothing;
    // Where elements are known, those of a short list are too: else the store had to compare what it has with a copy.
    const own = known?.isEmpty === false ? {...pace, wholeBytes: 0} : pace;
    const answer = await wire.ask(question);
    try {
      yield* slicesOf(wire.pass(answer), decode, own, begin);
    } catch (error) {
      throw translate(error, {...question, endpoint});
    }
  }

  return {
    stream,
    async collect<Value>(question: Question, reading: Reading<Value>, progress?: () => void) {
      const values: Value[] = [];
      for await (const slice of stream(question, reading)) {
        progress?.();
        values.push(...slice);
      }
      return values;
    },
  };
};
