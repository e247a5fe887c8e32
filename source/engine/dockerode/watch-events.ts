import type {EngineEvent} from '../../domain/model/index.ts';
import type {Endpoint} from '../endpoint.ts';
import {translate} from '../translate.ts';
import {decodeEvent} from './decode/engine-event.ts';
import {jsonLines} from './json-lines.ts';
import type {Question, Wire} from './wire.ts';

/** Follows an event stream; what is no event is skipped and told of. */
export async function* watchEvents(
  wire: Wire,
  endpoint: Endpoint,
  question: Question,
  on: {readonly opened: () => void; readonly skipped: () => void},
): AsyncGenerator<EngineEvent, void> {
  const answer = await wire.ask(question);
  on.opened();
  try {
    for await (const line of jsonLines(wire.read(answer), on.skipped)) {
      const event = decodeEvent(line);
      if (event === null) on.skipped();
      else yield event;
    }
  } catch (error) {
    throw translate(error, {...question, endpoint});
  }
}
