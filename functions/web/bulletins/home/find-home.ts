import { type Member, may } from "../../../core/access/member.ts";
import { deadlineOf } from "../../../core/bulletins/approval/deadline.ts";
import { needsApproval } from "../../../core/bulletins/approval/needs-approval.ts";
import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import type { Edition } from "../../../core/bulletins/edition.ts";
import { nextSlot } from "../../../core/bulletins/schedule/next-slot.ts";
import { isProposed, isWaiting } from "../../../core/bulletins/status.ts";
import { listBulletins } from "../../../store/bulletins/bulletins.ts";
import {
  listHeldEditions,
  listOverEditions,
  listProposedEditions,
  listUnfinishedEditions,
} from "../../../store/bulletins/due-editions.ts";
import { listEditions } from "../../../store/bulletins/editions.ts";
import type { RestoredTable } from "../../../store/sending/origins.ts";
import type { Table } from "../../../store/table.ts";
import { findWaitingRestore } from "../../clock/restored-notice.tsx";
import { type EditionFigures, findFigures } from "../../editions/delivery/edition-figures.ts";

/** An edition with its bulletin. */
export type OfBulletin = { readonly bulletin: Bulletin; readonly edition: Edition };
/** A date on which an edition is due. `edition`: if it is proposed already. */
export type Coming = {
  readonly bulletin: Bulletin;
  readonly slot: Date;
  readonly deadline: Date | undefined;
  readonly edition: Edition | undefined;
};

export type Home = {
  readonly bulletins: readonly Bulletin[];
  /** Editions that wait for this member's approval. */
  readonly toApprove: readonly OfBulletin[];
  /** Paused editions that this member may resume. */
  readonly paused: readonly OfBulletin[];
  readonly coming: readonly Coming[];
  readonly recent: readonly OfBulletin[];
  /** Of the recent editions. */
  readonly figures: ReadonlyMap<string, EditionFigures>;
  /** A restore from a backup, if it waits for a decision. */
  readonly restored: RestoredTable | undefined;
};

/** Lines of a part of the page. */
const maxLines = 5;
/** Bulletins whose editions are read one by one, if the index of editions under way has too few. */
const maxRead = 20;

/** Returns what the home page shows to a member: only of bulletins that they may read. */
export async function findHome(table: Table, member: Member, now: Date): Promise<Home> {
  const [all, proposed, held, underWay, over, restored] = await Promise.all([
    listBulletins(table),
    listProposedEditions(table),
    listHeldEditions(table),
    listUnfinishedEditions(table),
    listOverEditions(table),
    findWaitingRestore(table),
  ]);
  const bulletins = all.filter(({ id }) => may(member, "read", id));
  const byId = new Map(bulletins.map(bulletin => [bulletin.id, bulletin]));
  const known = (editions: readonly Edition[]) =>
    editions.flatMap((edition): OfBulletin[] => {
      const bulletin = byId.get(edition.bulletin);
      return bulletin ? [{ bulletin, edition }] : [];
    });
  const latest = known([...held, ...underWay, ...over]);
  const recent = latestFirst(latest.length >= maxLines ? latest : await read(table, bulletins));
  return {
    bulletins,
    toApprove: known(proposed.filter(isWaiting)).filter(
      ({ bulletin, edition }) =>
        edition.entries.length > 0 &&
        needsApproval(bulletin, edition) &&
        may(member, "send", bulletin.id),
    ),
    paused: known(held).filter(({ bulletin }) => may(member, "hold", bulletin.id)),
    coming: comingOf(bulletins, proposed, now),
    restored,
    recent,
    figures: await findFigures(
      table,
      recent.map(({ edition }) => edition),
    ),
  };
}

function comingOf(
  bulletins: readonly Bulletin[],
  proposed: readonly Edition[],
  now: Date,
): Coming[] {
  return bulletins
    .flatMap((bulletin): Coming[] => {
      const slot = nextSlot(bulletin, now);
      if (!slot) return [];
      const edition = proposed.find(
        each => each.bulletin === bulletin.id && Date.parse(each.slot) === slot.getTime(),
      );
      const deadline = bulletin.approval === "none" ? undefined : deadlineOf(bulletin, slot);
      return [{ bulletin, slot, deadline, edition }];
    })
    .sort((a, b) => a.slot.getTime() - b.slot.getTime())
    .slice(0, maxLines);
}

async function read(table: Table, bulletins: readonly Bulletin[]): Promise<OfBulletin[]> {
  const pages = await Promise.all(
    bulletins.slice(0, maxRead).map(async bulletin => {
      const { items } = await listEditions(table, bulletin.id, { maxItems: maxLines });
      return items.filter(edition => !isProposed(edition)).map(edition => ({ bulletin, edition }));
    }),
  );
  return pages.flat();
}

function latestFirst(editions: readonly OfBulletin[]): OfBulletin[] {
  return [...editions]
    .sort((a, b) => b.edition.slot.localeCompare(a.edition.slot))
    .slice(0, maxLines);
}
