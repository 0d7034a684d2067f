// One file, so that one worker starts one Chromium for all of them. To run a part of it:
// npm test -- journeys-in-a-browser -t "an Outlook export"
import "./web/approval/whole-journey-in-a-browser.ts";
import "./web/bulletins/new-bulletin-in-a-browser.ts";
import "./web/people/imports-in-a-browser.ts";
import "./web/people/people-in-a-browser.ts";
import "./web/readers/readers-in-a-browser.ts";
