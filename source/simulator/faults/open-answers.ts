import type {Outlet} from '../api/answer.ts';
import type {Call} from '../api/call.ts';
import type {Line} from '../api/interference.ts';

/** An answer that is being sent, for faults that come upon what is open already. */
export interface OpenAnswer {
  readonly call: Call;
  readonly line: Line;
  /** `lossy`: what is written is lost; `silent`: the end too, so that the client waits for ever. */
  mood: 'sound' | 'lossy' | 'silent';
}

/** The answers of one engine that have not ended. */
export interface OpenAnswers {
  all(): readonly OpenAnswer[];
  /** Notes an answer until its connection is over; its outlet does as its mood is. */
  note(call: Call, line: Line, outlet: Outlet): {readonly answer: OpenAnswer; readonly outlet: Outlet};
}

export const createOpenAnswers = (): OpenAnswers => {
  const open = new Set<OpenAnswer>();
  return {
    all: () => [...open],
    note(call, line, outlet) {
      const answer: OpenAnswer = {call, line, mood: 'sound'};
      open.add(answer);
      call.signal.addEventListener('abort', () => open.delete(answer), {once: true});
      return {answer, outlet: moody(answer, outlet)};
    },
  };
};

const moody = (answer: OpenAnswer, outlet: Outlet): Outlet => ({
  write: bytes => answer.mood !== 'sound' || outlet.write(bytes),
  drained: () => outlet.drained(),
  end() {
    if (answer.mood !== 'silent') outlet.end();
  },
});
