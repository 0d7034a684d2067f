import {
  changed,
  listsChanged,
  type Subscriber,
  type SubscriberChange,
} from "../../../core/people/subscriber.ts";
import {
  changeOnList,
  changeSubscriber,
  type SubscriberStep,
} from "../../../store/people/projections.ts";
import type { Table } from "../../../store/table.ts";

export type PersonChange = { readonly before: Subscriber; readonly change: SubscriberChange };

/**
 * Changes many people, and writes their rows under a list in any case. Together, if the changes
 * concern this list alone and no other change of a person came first.
 */
export async function changePeople(
  table: Table,
  list: string,
  changes: readonly PersonChange[],
  now: Date,
): Promise<void> {
  const steps = changes.map(({ before, change }) => ({ before, after: changed(before, change) }));
  const isOfList = ({ before, after }: SubscriberStep) =>
    after !== before && listsChanged(before, after).every(each => each === list);
  const late = await changeOnList(table, list, steps.filter(isOfList), now);
  const isLate = new Set(late.map(({ id }) => id));
  await Promise.all(
    changes.map(async ({ before, change }, index) => {
      const step = steps[index];
      if (step && isOfList(step) && !isLate.has(before.id)) return;
      await changeSubscriber(table, before, change, { list, now });
    }),
  );
}
