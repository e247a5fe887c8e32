/** How an engine answered a request: what its speed and its clock are known by. */
interface Answer {
  /** From the request to the headers of the answer. */
  readonly tookMs: number;
  /** The engine's own time, as its `Date` header tells it in whole seconds; null without one. */
  readonly dateMs: number | null;
}

export type OnAnswer = (answer: Answer) => void;
