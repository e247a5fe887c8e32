import type {AroundOutlet} from './answer.ts';
import type {Call} from './call.ts';

/** The connection below one answer, for faults that end it. */
export interface Line {
  /** At once: what is unsent is lost. */
  cut(): void;
  /** When what was written has been sent. */
  cutAfterSent(): void;
  /** Nothing more is sent, as the client is told, but it may go on to speak. */
  closeOurHalf(): void;
}

/** What may happen to a call on its way: faults that a test or a demo switches on. */
export interface Interference {
  /** Before the engine is asked; may wait, throw an ApiError, or resolve with `drop` to cut the connection. */
  before(call: Call): Promise<'go' | 'drop'>;
  /** What stands between the answer to this call and the client. */
  around(call: Call, line: Line): AroundOutlet;
}
