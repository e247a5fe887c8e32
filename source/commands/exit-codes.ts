/** What a command tells the shell. For `check` the first four mean what monitoring systems take them for. */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 70;

/** The exit codes and their meanings, as docs/commands.md shows them. */
export const exitCodes: readonly {
  readonly code: ExitCode;
  readonly commands: string;
  readonly check: string;
  readonly doctor: string;
}[] = [
  {
    code: 0,
    commands: 'answered, and the answer is fresh; done as asked',
    check: 'fine',
    doctor: 'nothing to do',
  },
  {
    code: 1,
    commands: 'what was named does not exist, or the name fits several',
    check: 'warning',
    doctor: 'warnings',
  },
  {
    code: 2,
    commands: 'wrong usage: an unknown command, option, column or filter',
    check: 'critical (lost quorum is)',
    doctor: 'problems',
  },
  {
    code: 3,
    commands:
      'the cluster could not be told: no engine answers, it is no manager, quorum is lost, or what it says is stale; the journal cannot be read, or the answer not be written',
    check: 'unknown: the cluster could not be told, or wrong usage',
    doctor: 'wrong usage',
  },
  {
    code: 4,
    commands:
      'nothing was changed: the plan was refused or not confirmed, or someone else has changed the object',
    check: 'not used',
    doctor: 'not used',
  },
  {
    code: 5,
    commands:
      'it was begun and did not come to be as wanted: a rollout failed, tasks find no node, time ran out',
    check: 'not used',
    doctor: 'not used',
  },
  {code: 70, commands: 'a fault in MediaNest itself', check: 'the same', doctor: 'the same'},
];
