/** A complaint about the command line, on its way to becoming a `wrong` request. */
export class UsageFault extends Error {
  override readonly name = 'UsageFault';
}
