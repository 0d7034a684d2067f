import type { JSX } from "hono/jsx/jsx-runtime";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import { archiveName } from "../../core/people/archive-address.ts";
import type { EditorsRoom } from "./editors-room.ts";
import { May } from "./layout.tsx";

export type BulletinTab = "next" | "entries" | "dates" | "editions" | "images" | "settings";

/** The parts of a bulletin, the same on the page of each part. */
export function BulletinTabs({
  room,
  bulletin,
  current,
}: {
  readonly room: EditorsRoom;
  readonly bulletin: Bulletin;
  readonly current: BulletinTab;
}): JSX.Element {
  const here = `/bulletins/${bulletin.id}`;
  const tab = (name: BulletinTab, href: string, text: string) => (
    <li>
      <a href={href} aria-current={name === current ? "page" : undefined}>
        {text}
      </a>
    </li>
  );
  return (
    <nav aria-label={bulletin.name}>
      <ul class="dc-tabs">
        {tab("next", here, "Next edition")}
        {tab("entries", `${here}/entries`, "All entries")}
        {bulletin.schedule && tab("dates", `${here}/dates`, "Next dates")}
        {tab("editions", `${here}/editions`, "Editions")}
        {tab("images", `${here}/images`, "Images")}
        <May permission="manage" on={bulletin.id}>
          {tab("settings", `${here}/settings`, "Settings")}
        </May>
        <li>
          <a
            href={`${room.pipeline.siteUrl}/archive/${archiveName(bulletin, room.pipeline.linkKeys)}`}
          >
            Archive of letters
          </a>
        </li>
      </ul>
    </nav>
  );
}
