/** A text of the engine without what differs from run to run: ids, addresses, image references, node names. */
export const plainText = (text: string): string =>
  text
    .replace(/[^\s"]+\/(app|spam|eat|burn|bb|pause):([\w.]+)(@sha256:[0-9a-f]{64})?/g, '<image $1:$2>')
    .replace(/\b[0-9a-f]{64}\b/g, '<container>')
    .replace(/\b[0-9a-z]{25}\b/g, '<id>')
    .replace(/\b\d+\.\d+\.\d+\.\d+(:\d+)?\b/g, '<address>');
