import { actorOf } from "../../../core/access/actor.ts";
import {
  activeIn,
  type Scope,
  type SuppressionReason,
  suppressionReasonSchema,
} from "../../../core/people/suppression.ts";
import { cleanText } from "../../../core/text/clean-text.ts";
import { liftSuppression } from "../../../steps/people/lift-suppression.ts";
import { listSuppressed } from "../../../store/people/find-suppressions.ts";
import { getSubscribers } from "../../../store/people/subscribers.ts";
import type { EditorsRoom } from "../../kit/editors-room.ts";
import type { FieldProblem } from "../../kit/fields.tsx";
import { sendPage } from "../../kit/layout.tsx";
import { sendProblem } from "../../kit/problem-pages.tsx";
import type { GuardedRoutes } from "../../sign-in/guarded-routes.tsx";
import { LiftPage, scopeValue } from "./person-form-pages.tsx";
import { findPerson, readNames } from "./person-routes.tsx";
import { SuppressedPage } from "./suppressed-page.tsx";

/** People on one page of the suppressed. */
const maxSuppressed = 50;
const cursor = /^\d{4}-[\d:.TZ-]+_[\w-]{22}$/;

/** A choice of the form: what is lifted, and the reason that the operator has seen. */
type Choice = { readonly scope: Scope; readonly seen: SuppressionReason | undefined };

function choiceIn(text: string): Choice | undefined {
  const words = text.split(" ");
  const seen = suppressionReasonSchema.safeParse(words.at(-1)).data;
  const [kind, id] = words;
  if (kind === "everywhere" || kind === "all-letters") return { scope: kind, seen };
  if (id === undefined) return undefined;
  if (kind === "bulletin") return { scope: { bulletin: id }, seen };
  return kind === "list" ? { scope: { list: id }, seen } : undefined;
}

/** The people that nobody writes to, and the way back. */
export function addLiftRoutes(routes: GuardedRoutes, room: EditorsRoom): void {
  const { pipeline, frame } = room;

  routes.get("/suppressed", "read", async c => {
    const { from } = c.req.query();
    if (from !== undefined && !cursor.test(from)) return sendProblem(c, frame, 404);
    const [page, names] = await Promise.all([
      listSuppressed(pipeline.table, { maxItems: maxSuppressed, from }),
      readNames(room),
    ]);
    const ids = page.items.flatMap(({ subscriber }) => subscriber ?? []);
    const people = await getSubscribers(pipeline.table, ids);
    return sendPage(
      c,
      <SuppressedPage
        frame={frame}
        page={page}
        people={new Map(people.map(person => [person.id, person]))}
        names={names}
        isLater={from !== undefined}
      />,
    );
  });

  const show = async (
    c: Parameters<typeof sendPage>[0],
    subscriber: string,
    given: { values?: { scope: string; reason: string }; problems?: readonly FieldProblem[] },
  ) => {
    const person = await findPerson(room, subscriber);
    if (!person) return sendProblem(c, frame, 404);
    const [names, listing] = await Promise.all([
      readNames(room),
      pipeline.sesList.find(person.email),
    ]);
    const [first] = activeIn(person.suppression);
    const scope = first ? `${scopeValue(first.scope)} ${first.since.reason}` : "everywhere listed";
    const { values = { scope, reason: "" }, problems = [] } = given;
    return sendPage(
      c,
      <LiftPage
        frame={frame}
        person={person}
        names={names}
        listing={listing}
        values={values}
        problems={problems}
      />,
      problems.length > 0 ? 400 : 200,
    );
  };

  routes.get("/people/:subscriber/lift", "people", c => show(c, c.req.param("subscriber"), {}));

  routes.post("/people/:subscriber/lift", "people", async c => {
    const subscriber = c.req.param("subscriber");
    const fields = await c.req.parseBody();
    const values = {
      scope: typeof fields.scope === "string" ? fields.scope : "",
      reason: typeof fields.reason === "string" ? cleanText(fields.reason) : "",
    };
    const choice = choiceIn(values.scope);
    const problems: FieldProblem[] = [];
    if (!choice) problems.push({ field: "scope", message: "Choose what you lift" });
    if (values.reason === "" || values.reason.length > 500)
      problems.push({ field: "reason", message: "Say why, in 1 to 500 characters" });
    if (!choice || problems.length > 0) return show(c, subscriber, { values, problems });
    if (!(await findPerson(room, subscriber))) return sendProblem(c, frame, 404);
    const { reason } = values;
    const lift = { ...choice, reason, afterComplaint: fields.confirmed === "yes" };
    const lifted = await liftSuppression(pipeline, subscriber, lift, actorOf(c.var.person));
    switch (lifted.kind) {
      case "lifted":
      case "not-suppressed":
        return c.redirect(`/people/${subscriber}?done=lifted`, 303);
      case "complained":
        return show(c, subscriber, {
          values,
          problems: [
            { field: "confirmed", message: "Confirm that they have asked for letters again" },
          ],
        });
      case "changed":
        return show(c, subscriber, {
          values,
          problems: [{ field: "scope", message: "The reason has changed: look again" }],
        });
      case "erased":
      case "unknown":
        return sendProblem(c, frame, 404);
    }
  });
}
