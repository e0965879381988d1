/**
 * Who goes on next. Everything a tab does stops before each transaction and each use of the network, and goes on only
 * when the simulation says so; between two stops nobody else moves. So the order of things is the simulation's alone.
 */

/** A place where something a tab does has stopped. */
export interface Stopped {
  readonly tab: object;
  readonly at: string;
  /** Goes on; `fate` is what befalls it. */
  go(fate: string): void;
}

export class Turns {
  readonly waiting: Stopped[] = [];
  readonly dead = new WeakSet<object>();
  readonly broken: unknown[] = [];
  #moving = 0;
  #still: (() => void) | null = null;

  /** Begins something; it runs to its first stop when the simulation next waits for stillness. */
  begin(work: () => Promise<void>): void {
    this.#moving++;
    const over = () => this.#stop();
    work().then(over, (error: unknown) => {
      this.broken.push(error);
      over();
    });
  }

  /** Stops `tab` here until it is let go, then does `next`. A tab that was killed never gets there. */
  async stopAt<T>(tab: object, at: string, next: (fate: string) => Promise<T>): Promise<T> {
    const fate = await new Promise<string>((resolve) => {
      const stopped: Stopped = {
        tab,
        at,
        go: (told) => {
          this.waiting.splice(this.waiting.indexOf(stopped), 1);
          this.#moving++;
          resolve(told);
        },
      };
      this.waiting.push(stopped);
      this.#stop();
    });
    try {
      return await next(fate);
    } finally {
      if (this.dead.has(tab)) await this.#end();
    }
  }

  /** The tab is gone, with everything it was doing. */
  kill(tab: object): void {
    this.dead.add(tab);
    for (const one of this.waiting.filter((stopped) => stopped.tab === tab)) {
      this.waiting.splice(this.waiting.indexOf(one), 1);
    }
  }

  /** When everything has stopped somewhere or is over. */
  stillness(): Promise<void> {
    return this.#moving === 0
      ? Promise.resolve()
      : new Promise((resolve) => {
          this.#still = resolve;
        });
  }

  /** Nothing that this thread of work still had to do happens any more. */
  #end(): Promise<never> {
    this.#stop();
    return new Promise(() => {});
  }

  #stop(): void {
    this.#moving--;
    if (this.#moving > 0) return;
    const still = this.#still;
    this.#still = null;
    still?.();
  }
}
