/** What a task reserves of its node. The scheduler looks at reservations alone, never at limits. Equal ones share a record. */
export interface Reservation {
  readonly nanoCpus: number;
  readonly memoryBytes: number;
  /** Generic resources by kind, named ones counted. */
  readonly generic: Readonly<Record<string, number>>;
}
