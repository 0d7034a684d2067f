import { describe, expect, it } from "vitest";
import { signApproval } from "../../../functions/core/access/approval-token.ts";
import { addressName } from "../../../functions/core/access/approver.ts";
import { runClock } from "../../../functions/steps/clock/run-clock.ts";
import { inviteMember, removeInvited } from "../../../functions/store/access/members.ts";
import { putBulletin } from "../../../functions/store/bulletins/bulletins.ts";
import { aDecision } from "../../examples/builders.ts";
import { allEditions } from "../../stored-lists.ts";
import { aSite, bulletin, post, storeEntry } from "../a-served-site.ts";

const address = "ada@care.example";

/** A site with an edition that waits, and the link that its approver without an account was mailed. */
async function aWaitingSite() {
  const site = await aSite();
  const { table } = site.pipeline;
  const asking = {
    ...bulletin,
    approval: "one",
    approveByLink: true,
    deadlineMinutes: 20_000,
  } as const;
  await putBulletin(table, asking, new Date(site.pipeline.now()), aDecision());
  const grants = [{ role: "approver" as const, bulletin: bulletin.id }];
  await inviteMember(table, "hash", { name: "Ada", address, grants }, aDecision());
  const entry = await storeEntry(site);
  const tick = (ms = 0) =>
    runClock({ ...site.pipeline, now: () => Date.now() + ms }, site.template);
  await tick();
  const edition = async () => (await allEditions(table, bulletin.id))[0];
  const link = () => {
    const [mail] = site.ses.outbox
      .list({ limit: 1_000 })
      .filter(each => each.destinations.includes(address));
    const text =
      site.ses.outbox
        .read(mail?.messageId ?? "")
        ?.toString()
        .replaceAll("=\r\n", "") ?? "";
    return /\/approve\/[\w.=-]+/.exec(text.replaceAll("=2E", "."))?.[0] ?? "";
  };
  // No cookie: the approver has no account.
  const anonymous = { Cookie: "", Origin: "http://localhost" };
  return { ...site, asking, entry, tick, edition, link, anonymous };
}

describe("a mailed link", () => {
  it("shows the exact letter without an account, changes nothing when opened, and approves once", async () => {
    const site = await aWaitingSite();
    const link = site.link();
    const page = await site.request(link, { headers: site.anonymous });
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(page.headers.get("Referrer-Policy")).toBe("no-referrer");
    expect(html).toContain("Waiting for approval");
    const letter = await site.request(`${link}/letter.html`, { headers: site.anonymous });
    expect(await letter.text()).toContain("We open 340 beds at home.");
    expect((await site.edition())?.status).toBe("waiting");
    const done = await post(site, link, {}, site.anonymous);
    expect(await done.text()).toContain("You approved the letter");
    expect(await site.edition()).toMatchObject({ status: "approved", approval: { name: "Ada" } });
    for (const again of [
      await post(site, link, {}, site.anonymous),
      await site.request(link, { headers: site.anonymous }),
    ]) {
      expect(again.status).toBe(410);
      expect(await again.text()).toContain("Ada approved the edition");
    }
  });

  it("is over after a change; the next email has another, and says what changed", async () => {
    const site = await aWaitingSite();
    const link = site.link();
    await post(site, link, {}, site.anonymous);
    const path = `/bulletins/${bulletin.id}/entries/${site.entry.id}`;
    const saved = await post(site, path, {
      title: "Winter plans",
      body: "We open 341 beds.",
      status: "ready",
      version: "1",
    });
    expect(saved.status).toBe(303);
    // At once, not only at the next tick.
    expect((await site.edition())?.status).toBe("waiting");
    const old = await post(site, link, {}, site.anonymous);
    expect(old.status).toBe(410);
    await site.tick();
    const next = site.link();
    expect(next).not.toBe(link);
    const page = await site.request(next, { headers: site.anonymous });
    expect(await page.text()).toContain("“Winter plans” was changed by Siân O’Connor.");
    await post(site, next, {}, site.anonymous);
    expect((await site.edition())?.status).toBe("approved");
  });

  it("takes a comment, and refuses an empty one", async () => {
    const site = await aWaitingSite();
    const empty = await post(site, `${site.link()}/changes`, { comment: " " }, site.anonymous);
    expect(empty.status).toBe(400);
    expect(await empty.text()).toContain("Enter what should change");
    const told = await post(
      site,
      `${site.link()}/changes`,
      { comment: "Fewer beds." },
      site.anonymous,
    );
    expect(await told.text()).toContain("You asked for changes");
    expect(await site.edition()).toMatchObject({
      status: "waiting",
      proposal: { asked: { name: "Ada", comment: "Fewer beds." } },
    });
  });

  it("opens for nobody who may not approve, and not if it was changed or the bulletin forbids links", async () => {
    const site = await aWaitingSite();
    const link = site.link();
    const { id = "", hash = "", proposals: proposal = 0 } = (await site.edition()) ?? {};
    const forge = (member: string) =>
      `/approve/${signApproval({ member: addressName(member), edition: id, hash, proposal }, site.pipeline.linkKeys)}`;
    const changed = `${link.slice(0, -1)}${link.endsWith("A") ? "B" : "A"}`;
    const status = async (path: string) => (await post(site, path, {}, site.anonymous)).status;
    expect(await status(forge("someone@care.example"))).toBe(404);
    expect(await status(changed)).toBe(404);
    expect(
      (await post(site, link, {}, { Cookie: "", Origin: "https://evil.example" })).status,
    ).toBe(403);
    const { table } = site.pipeline;
    await putBulletin(table, { ...site.asking, approveByLink: false }, new Date(), aDecision());
    expect(await status(link)).toBe(404);
    await putBulletin(table, site.asking, new Date(), aDecision());
    await removeInvited(table, "hash", aDecision());
    expect(await status(link)).toBe(404);
    expect((await site.edition())?.status).toBe("waiting");
  });
});
