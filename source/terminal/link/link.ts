import type {Timers} from '../frame-clock.ts';
import {createListeners} from '../listeners.ts';
import type {OutputStream} from '../streams.ts';
import type {Device} from './device.ts';
import {createPace} from './pace.ts';
import {streamDevice} from './stream-device.ts';
import {reopenTty, ttyDevice} from './tty-device.ts';

/** The way to the terminal, whatever it is worth. */
export interface Link {
  /** True while the terminal has not taken the last write. */
  readonly isBusy: boolean;
  /** Hands bytes on without ever blocking the event loop. */
  send(text: string): void;
  /** Called each time everything that was sent has been taken. Returns how to stop listening. */
  onDrain(listener: () => void): () => void;
  /** Shortest time between two background frames, by how fast the terminal took the last ones. */
  readonly frameIntervalMs: number;
  /** Synchronous, bounded: for the very end, also inside an exit handler. */
  sendNow(text: string): void;
  /** Nothing is sent any more; what was not taken is forgotten. */
  close(): void;
}

export interface LinkOptions {
  readonly stdout: OutputStream;
  readonly timers: Timers;
  /** The terminal is gone. Absent: it is told to the stream, as its own errors are. */
  readonly onError?: (error: unknown) => void;
  /** Absent: the best that the stream allows. */
  readonly device?: Device;
  readonly platform?: NodeJS.Platform;
}

/** How long the last words may take when the terminal takes nothing. */
const lastWordsMs = 300;
/** Cancels a sequence that was cut short; ignored by terminals that are in none. */
const cancelSequence = '\x18';

/** Opens the way to the terminal. */
export function openLink(options: LinkOptions): Link {
  return new OpenLink(options);
}

function deviceOf({stdout, timers, platform = process.platform}: LinkOptions): Device {
  const {fd, isTTY} = stdout;
  const descriptor = isTTY && fd !== undefined ? reopenTty(fd, platform) : null;
  return descriptor === null ? streamDevice(stdout) : ttyDevice(descriptor, timers);
}

class OpenLink implements Link {
  readonly #timers: Timers;
  readonly #device: Device;
  readonly #onError: (error: unknown) => void;
  readonly #drained = createListeners<void>();
  readonly #pace = createPace();
  /** What was sent and not yet taken, in order. */
  #rest: Uint8Array = new Uint8Array();
  /** Bytes of the write that is under way. */
  #size = 0;
  #isBusy = false;
  #isClosed = false;
  #awaitsDevice = false;
  /** Stops waiting, be it for the device or for the link to catch up. */
  #cancel: (() => void) | null = null;

  constructor(options: LinkOptions) {
    this.#timers = options.timers;
    this.#device = options.device ?? deviceOf(options);
    this.#onError = options.onError ?? (error => void options.stdout.emit('error', error));
  }

  get isBusy(): boolean {
    return this.#isBusy;
  }

  get frameIntervalMs(): number {
    return this.#pace.frameIntervalMs;
  }

  readonly onDrain = this.#drained.add;

  send(text: string): void {
    if (this.#isClosed || text === '') return;
    const bytes = Buffer.from(text);
    this.#size += bytes.length;
    this.#rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    // Otherwise it follows what the device is waited for with.
    if (!this.#awaitsDevice) this.#push();
  }

  sendNow(text: string): void {
    if (this.#isClosed) return;
    this.#stopWaiting();
    const rest = this.#rest;
    this.#rest = new Uint8Array();
    this.#isBusy = false;
    this.#size = 0;
    const words = Buffer.from(text);
    try {
      if (rest.length > 0 && !this.#device.writeNow(rest, lastWordsMs)) {
        // The frame was cut somewhere: its last sequence must not swallow the first of ours.
        this.#device.writeNow(Buffer.concat([Buffer.from(cancelSequence), words]), lastWordsMs);
      } else this.#device.writeNow(words, lastWordsMs);
    } catch {
      // The terminal is gone, and there is nobody left to tell.
    }
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#stopWaiting();
    this.#rest = new Uint8Array();
    this.#device.close();
  }

  #stopWaiting(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#awaitsDevice = false;
  }

  readonly #push = (): void => {
    this.#stopWaiting();
    try {
      this.#hand();
    } catch (error) {
      this.close();
      this.#onError(error);
      return;
    }
    const nowMs = this.#timers.now();
    if (this.#rest.length > 0 || this.#device.isFull) {
      this.#isBusy = true;
      this.#awaitsDevice = true;
      this.#cancel = this.#device.whenReady(this.#push);
      return;
    }
    if (this.#size > 0) {
      this.#pace.finished(this.#size, nowMs);
      this.#size = 0;
    }
    const waitMs = this.#pace.waitMs(nowMs);
    if (waitMs > 0) {
      this.#isBusy = true;
      this.#cancel = this.#timers.after(Math.ceil(waitMs), this.#catchUp);
    } else this.#free();
  };

  #hand(): void {
    while (this.#rest.length > 0 && !this.#device.isFull) {
      const taken = this.#device.write(this.#rest);
      this.#rest = this.#rest.subarray(taken);
      const nowMs = this.#timers.now();
      this.#pace.took(taken, nowMs);
      if (this.#rest.length > 0 && this.#device.isFull) this.#pace.refused(nowMs);
    }
  }

  readonly #catchUp = (): void => {
    this.#cancel = null;
    this.#free();
  };

  #free(): void {
    if (!this.#isBusy) return;
    this.#isBusy = false;
    this.#drained.tell();
  }
}
