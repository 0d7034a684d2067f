import { createHash } from "node:crypto";
import * as z from "zod";
import { actorOf } from "../../core/access/actor.ts";
import { hasLostDate } from "../../core/bulletins/approval/lost-date.ts";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import { reviewBulletin } from "../../steps/approval/review-bulletin.ts";
import { decideRules } from "../../steps/editions/bulletins/decide-rules.ts";
import { dropBulletin, mayDeleteBulletin } from "../../steps/editions/bulletins/drop-bulletin.ts";
import { bulletinStates, pauseBulletin } from "../../steps/editions/bulletins/pause-bulletin.ts";
import { setBulletin } from "../../steps/editions/bulletins/set-bulletin.ts";
import { findStatusProblems } from "../../steps/people/find-status-problems.ts";
import { getFeedState } from "../../store/bulletins/feed-states.ts";
import { listImages } from "../../store/bulletins/images.ts";
import { listLists } from "../../store/people/lists.ts";
import { findProposed } from "../approval/find-proposal.ts";
import { type EditorsRoom, findBulletin } from "../kit/editors-room.ts";
import type { FieldProblem } from "../kit/fields.tsx";
import { readFormData } from "../kit/forms.ts";
import { readHistory, sayWhoAndWhen } from "../kit/history.tsx";
import { sendPage } from "../kit/layout.tsx";
import { sendProblem } from "../kit/problem-pages.tsx";
import { sayInstant } from "../kit/say.ts";
import type { GuardedRoutes } from "../sign-in/guarded-routes.tsx";
import { DeletePage } from "./delete-page.tsx";
import { allFields, settingsIn, typedOf } from "./form/bulletin-form.ts";
import { stepProblems } from "./form/judge-form.ts";
import { peopleOnLists } from "./form/people-on-lists.ts";
import { one, readTyped, type Typed } from "./form/typed.ts";
import { sayAfterLoss } from "./next/say-what-happens.ts";
import { SettingsPage } from "./settings-page.tsx";

const rulesForm = z.object({ go: z.enum(["confirm", "refuse"]) });
const stateForm = z.object({ state: z.enum(bulletinStates) });

export function addSettingsRoutes(routes: GuardedRoutes, room: EditorsRoom): void {
  const { pipeline } = room;

  /** What the page shows besides the form's own values. */
  const around = async (bulletin: Bulletin) => {
    const [lists, images, history, sender, feed, proposed] = await Promise.all([
      listLists(pipeline.table),
      listImages(pipeline.table, bulletin.id),
      readHistory(pipeline, { kind: "bulletin", id: bulletin.id }),
      findStatusProblems(pipeline, bulletin.sender.from),
      getFeedState(pipeline.table, bulletin.id),
      findProposed(pipeline.table, bulletin.id),
    ]);
    const seen = fingerprint(bulletin);
    const people = await peopleOnLists(pipeline, lists);
    return { room, bulletin, lists, images, history, sender, feed, proposed, people, seen };
  };

  /** Returns the date of a waiting edition that new settings lack, unless the person has seen that. */
  const findLostDate = async (next: Bulletin, seen: unknown) => {
    const proposed = await findProposed(pipeline.table, next.id);
    const isNew = proposed && hasLostDate(next, proposed) && proposed.slot !== seen;
    return isNew ? new Date(proposed.slot) : undefined;
  };

  routes.get("/bulletins/:bulletin/settings", "manage", async c => {
    const bulletin = await findBulletin(room, c.req.param("bulletin"));
    if (!bulletin) return sendProblem(c, room.frame, 404);
    const shown = await around(bulletin);
    const isSaved = c.req.query("saved") !== undefined;
    return sendPage(
      c,
      <SettingsPage {...shown} typed={typedOf(bulletin)} problems={[]} isSaved={isSaved} />,
    );
  });

  routes.post("/bulletins/:bulletin/settings", "manage", async c => {
    const bulletin = await findBulletin(room, c.req.param("bulletin"));
    if (!bulletin) return sendProblem(c, room.frame, 404);
    const form = await readFormData(c);
    const typed = readTyped(form, allFields);
    const show = async (problems: readonly FieldProblem[], status: 400 | 409, lost?: Date) => {
      const shown = await around(bulletin);
      const page = <SettingsPage {...shown} typed={typed} problems={problems} without={lost} />;
      return sendPage(c, page, status);
    };
    if (form.get("seen") !== fingerprint(bulletin)) {
      const [latest] = await readHistory(pipeline, { kind: "bulletin", id: bulletin.id });
      const who = latest ? ` ${sayWhoAndWhen(latest, bulletin.zone)}` : "";
      const message = `These settings were changed${who}. Yours are in the form and not saved yet. Save them to replace the newer ones`;
      return show([{ field: "name", message }], 409);
    }
    const judged = settingsIn(typed, bulletin, keepsSchedule(typed, bulletin));
    if (judged.kind === "problems") return show(judged.problems, 400);
    const lost = await findLostDate(judged.bulletin, form.get("without"));
    if (lost) {
      const { zone } = bulletin;
      const message = `An edition waits for ${sayInstant(lost, zone)}, and the new settings do not have this date. ${sayAfterLoss(judged.bulletin, new Date(pipeline.now()))} Save again to go on`;
      return show([{ field: "frequency", message }], 409, lost);
    }
    const set = await setBulletin(pipeline, judged.bulletin, actorOf(c.var.person));
    if (set.kind === "refused") return show(stepProblems(set.problems), 400);
    await reviewBulletin(pipeline, room.template, bulletin.id);
    return c.redirect(`/bulletins/${bulletin.id}/settings?saved`, 303);
  });

  routes.post("/bulletins/:bulletin/rules", "manage", async c => {
    const bulletin = await findBulletin(room, c.req.param("bulletin"));
    const { data } = rulesForm.safeParse(await c.req.parseBody());
    if (!bulletin || !data) return sendProblem(c, room.frame, 404);
    const { sub, name } = c.var.person;
    const by = { kind: "person", sub, name } as const;
    const decided = await decideRules(pipeline, bulletin.id, data.go, by);
    if (decided === "same-person") {
      const message = "You asked for these rules yourself. Another person must confirm them";
      const shown = await around(bulletin);
      const problems = [{ field: "wanted-rules", message }];
      return sendPage(
        c,
        <SettingsPage {...shown} typed={typedOf(bulletin)} problems={problems} />,
        409,
      );
    }
    await reviewBulletin(pipeline, room.template, bulletin.id);
    return c.redirect(`/bulletins/${bulletin.id}/settings`, 303);
  });

  routes.post("/bulletins/:bulletin/state", "manage", async c => {
    const bulletin = await findBulletin(room, c.req.param("bulletin"));
    const { data } = stateForm.safeParse(await c.req.parseBody());
    if (!bulletin || !data) return sendProblem(c, room.frame, 404);
    await pauseBulletin(pipeline, bulletin.id, data.state, actorOf(c.var.person));
    return c.redirect(`/bulletins/${bulletin.id}/settings`, 303);
  });

  routes.get("/bulletins/:bulletin/delete", "manage", async c => {
    const bulletin = await findBulletin(room, c.req.param("bulletin"));
    if (!bulletin) return sendProblem(c, room.frame, 404);
    const state = await mayDeleteBulletin(pipeline, bulletin.id);
    return sendPage(c, <DeletePage room={room} bulletin={bulletin} state={state} />);
  });

  routes.post("/bulletins/:bulletin/delete", "manage", async c => {
    const bulletin = await findBulletin(room, c.req.param("bulletin"));
    if (!bulletin) return sendProblem(c, room.frame, 404);
    const state = await dropBulletin(pipeline, bulletin.id, actorOf(c.var.person));
    if (state === "deleted") return c.redirect("/", 303);
    return sendPage(c, <DeletePage room={room} bulletin={bulletin} state={state} />, 409);
  });
}

/** The page has no fields for some schedules of files. Such a schedule stays as it is. */
function keepsSchedule(typed: Typed, bulletin: Bulletin): boolean {
  return one(typed, "frequency") === "" && typedOf(bulletin).frequency === undefined;
}

/** Equal for equal settings. */
function fingerprint(bulletin: Bulletin): string {
  return createHash("sha256").update(JSON.stringify(bulletin)).digest("hex").slice(0, 32);
}
