// One file, so that one worker starts one Chromium for all of them. To run a part of it:
// npm test -- pages-in-a-browser -t "a letter in a browser"
import "./mail/examples-in-a-browser.ts";
import "./mail/letter-in-a-browser.ts";
import "./web/axe-defects-in-a-browser.ts";
import "./web/dark-in-a-browser.ts";
import "./web/editions/follow-edition-in-a-browser.ts";
import "./web/entries/autosave-in-a-browser.ts";
import "./web/letter/images-in-a-browser.ts";
import "./web/sign-in/sign-in-in-a-browser.ts";
import "./web/site-in-a-browser.ts";
