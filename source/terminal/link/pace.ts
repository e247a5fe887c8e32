/**
 * Bytes that a pty holds before a writer has to wait: measured on Linux 6 as 12,000 for long writes, 20,000 for short
 * ones. Whoever had to wait has so much on the way ahead of what comes next.
 */
const hiddenBytes = 12_000;
/** What may be on the way when the next frame is begun. */
const allowedBacklogMs = 30;
/** However slow a link was, it is tried again after this. */
const longestWaitMs = 250;
const shortestFrameMs = 33;
/** A link on which a write stays unhindered is taken for that much faster each time. */
const probing = 1.02;
/** Bytes a write must have to tell anything about the link. */
const tellingBytes = 256;
/** Frames need not use the whole link: keys and what other programs send have room too. */
const frameShare = 0.8;

/** What the waits of writes tell about a link, and what follows for when to write next. */
export interface Pace {
  /** The device took bytes. */
  took(bytes: number, nowMs: number): void;
  /** The device has no room. */
  refused(nowMs: number): void;
  /** All of a write has been taken. */
  finished(bytes: number, nowMs: number): void;
  /** How long to let the terminal catch up before more is sent; 0 when it has. */
  waitMs(nowMs: number): number;
  readonly frameIntervalMs: number;
}

/**
 * A write that waits shows what the terminal takes in that time. From then on bytes are counted as on the way until
 * that rate has carried them off: buffers that take everything at once would otherwise fill with frames that are old by
 * the time they are seen.
 */
export function createPace(): Pace {
  /** Bytes per millisecond; null while no write has had to wait. */
  let rate: number | null = null;
  let backlog = 0;
  let backlogAtMs = 0;
  let meanFrameBytes = 0;
  /** Since when there is no room, and what was taken since. */
  let full: {readonly sinceMs: number; bytes: number; untilMs: number} | null = null;

  const settle = (nowMs: number) => {
    backlog = rate === null ? 0 : Math.max(0, backlog - rate * (nowMs - backlogAtMs));
    backlogAtMs = nowMs;
  };

  return {
    took(bytes, nowMs) {
      settle(nowMs);
      backlog += bytes;
      if (full !== null) {
        full.bytes += bytes;
        full.untilMs = nowMs;
      }
    },
    refused(nowMs) {
      full ??= {sinceMs: nowMs, bytes: 0, untilMs: nowMs};
    },
    finished(bytes, nowMs) {
      meanFrameBytes += (bytes - meanFrameBytes) * 0.3;
      if (full === null) {
        if (rate !== null && bytes >= tellingBytes) rate = faster(rate);
        return;
      }
      const tookMs = full.untilMs - full.sinceMs;
      const seen = tookMs > 0 ? full.bytes / tookMs : null;
      full = null;
      if (seen === null) return;
      rate = rate === null ? seen : (rate + seen) / 2;
      backlog = hiddenBytes;
      backlogAtMs = nowMs;
    },
    waitMs(nowMs) {
      if (rate === null) return 0;
      settle(nowMs);
      return Math.min(longestWaitMs, Math.max(0, backlog / rate - allowedBacklogMs));
    },
    get frameIntervalMs() {
      if (rate === null) return shortestFrameMs;
      const neededMs = meanFrameBytes / rate / frameShare;
      return Math.min(longestWaitMs, Math.max(shortestFrameMs, neededMs));
    },
  };
}

/** Null when the link carries more in a frame's time than a pty holds: then it sets no limit. */
function faster(rate: number): number | null {
  const next = rate * probing;
  return next * shortestFrameMs > hiddenBytes ? null : next;
}
