import type { ImportReason } from "../../../core/people/imports/import-reason.ts";
import {
  abandonImport,
  endImport,
  type ImportEnd,
  renewImportLease,
  type SeenLease,
  takeImportLease,
} from "../../../store/people/import-leases.ts";
import { countListSoon } from "../../../store/people/lists.ts";
import type { Pipeline } from "../../pipeline.ts";

/** An import did not run, or did not complete. */
export class ImportRefused extends Error {
  override readonly name = "ImportRefused";
  readonly reason: ImportReason;

  constructor(reason: ImportReason) {
    super(reason.code);
    this.reason = reason;
  }
}

/** The duration of a lease without renewal. A killed process blocks its list for this time. */
const leaseMs = 10_000;
const lookEveryMs = 200;

export type LeaseOptions = {
  /**
   * Milliseconds since any start. This clock is never set back, and runs on while the process is
   * frozen.
   */
  readonly monotonic?: () => number;
  /** The longest wait for another import. A dead import's lease ends in less than the default. */
  readonly patienceMs?: number;
  readonly onWait?: () => void;
};

/** The right to write to a list. */
export type ListLease = {
  readonly fence: number;
  /**
   * Throws ImportRefused unless this import still has the list. Await it right before each write.
   */
  readonly assertHeld: () => Promise<void>;
  /** Releases the list after a complete import. */
  readonly end: (end: ImportEnd) => Promise<void>;
  /** Releases the list after an import that did not complete. */
  readonly abandon: () => Promise<void>;
};

/**
 * Waits until a list is free, then takes its lease. Throws ImportRefused if another import keeps
 * it.
 */
export async function leaseList(
  pipeline: Pipeline,
  list: string,
  options: LeaseOptions,
): Promise<ListLease> {
  const { table } = pipeline;
  const { monotonic = () => performance.now(), patienceMs = 2 * leaseMs, onWait } = options;
  const began = monotonic();
  let watched: { lease: SeenLease; since: number } | undefined;
  for (;;) {
    const renewed = monotonic();
    // If the wall clock was set back, the lease would end too late. A lease without a renewal
    // during its whole duration is dead.
    const dead = watched && renewed - watched.since > leaseMs ? watched.lease : undefined;
    const taken = await takeImportLease(table, list, {
      until: pipeline.now() + leaseMs,
      now: pipeline.now(),
      dead,
    });
    if (taken.kind === "taken")
      return heldLease(pipeline, list, { fence: taken.fence, monotonic, taken: renewed });
    if (watched?.lease.fence !== taken.seen.fence || watched.lease.beat !== taken.seen.beat) {
      if (!watched) onWait?.();
      watched = { lease: taken.seen, since: monotonic() };
    }
    if (monotonic() - began > patienceMs) throw new ImportRefused({ code: "list-busy" });
    await pipeline.sleep(lookEveryMs);
  }
}

function heldLease(
  pipeline: Pipeline,
  list: string,
  {
    fence,
    monotonic,
    taken,
  }: { readonly fence: number; readonly monotonic: () => number; readonly taken: number },
): ListLease {
  const { table } = pipeline;
  let renewed = taken;
  let renewing: Promise<void> | undefined;
  const lost = () => new ImportRefused({ code: "list-lost" });
  const renew = async () => {
    const begins = monotonic();
    if (!(await renewImportLease(table, list, fence, pipeline.now() + leaseMs))) throw lost();
    renewed = begins;
  };
  return {
    fence,
    assertHeld: async () => {
      if (monotonic() - renewed < leaseMs / 4) return;
      renewing ??= renew().finally(() => {
        renewing = undefined;
      });
      await renewing;
    },
    end: async end => {
      if (!(await endImport(table, list, fence, end))) throw lost();
      await countListSoon(table, list, new Date(pipeline.now()));
    },
    abandon: async () => {
      if (!(await abandonImport(table, list, fence))) throw lost();
    },
  };
}
