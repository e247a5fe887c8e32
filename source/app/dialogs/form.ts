import type {Line} from '../../ui/span.ts';

/** What was filled in, by the ids of the fields. */
export type Answers = Readonly<Record<string, string>>;

/** What a text may become: as far as that is clear, and all that it may be where it is not. */
export interface Completion {
  readonly text: string;
  readonly choices: readonly string[];
}

/** Something that a person is asked for. */
export interface FormField {
  readonly id: string;
  readonly label: string;
  /** What it is at first. */
  readonly value?: string;
  /** What may be typed, in muted tone while nothing is. */
  readonly hint?: string;
  /** The only values that it can have, changed with the arrows; absent: any text. */
  readonly choices?: readonly string[];
  /** Never drawn. */
  readonly isSecret?: boolean;
  /** Asked by Tab; where nothing comes of it, Tab goes on to the next field. */
  readonly complete?: (typed: string) => Promise<Completion>;
  /** What is wrong with a value; null when nothing is. */
  readonly problem?: (value: string, all: Answers) => string | null;
}

/** Questions that are asked together. */
export interface Form {
  readonly title: string;
  /** Above the fields. */
  readonly lines?: readonly Line[];
  readonly fields: readonly FormField[];
  /** What the button is called that takes the answers; default `Go on`. */
  readonly submit?: string;
}
