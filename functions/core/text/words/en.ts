import type { Words } from "./words.ts";

export const english: Words = {
  language: "en",
  direction: "ltr",
  name: "English",
  letter: {
    from: people => `A letter from ${people}`,
    salutation: "Dear colleague,",
  },
  footer: {
    reason: organisation =>
      `You receive this letter because your address is on a mailing list of ${organisation}.`,
    reasonUnnamed: "You receive this letter because your address is on the sender’s mailing list.",
    repliesReadBy: reader => `Replies are read by ${reader}.`,
    repliesUnread: "Nobody reads replies to this letter.",
    view: "View in your browser",
    manage: "Manage your letters",
    unsubscribe: "Unsubscribe",
    privacy: "Privacy",
    noTracking: "This letter carries no tracking.",
  },
  page: {
    skip: "Skip to main content",
    problem: "There is a problem",
    error: "Error:",
    languages: "Languages",
    undo: "Undo",
    back: "Back",
    manage: "Manage your letters",
    success: "Success",
  },
  leave: {
    ask: bulletin => `Stop getting ${bulletin}?`,
    ends: bulletin => `You will get no more letters from ${bulletin}.`,
    also: "Do you want to stop anything else?",
    everything: organisation => `Everything from ${organisation}`,
    everythingHint: "This includes letters that do not exist yet.",
    unsubscribe: "Unsubscribe",
    instead: "Pause your letters or choose which ones you get",
    done: bulletin => `You have been unsubscribed from ${bulletin}`,
    doneAll: organisation => `You have been unsubscribed from everything from ${organisation}`,
    ended: "You will get no more letters from:",
    mayArrive: "A letter sent a moment ago may still arrive.",
    stillGet: "You still get:",
    undone: "Undone",
    again: "You get letters again from:",
  },
  letters: {
    title: "Your letters",
    forAddress: address => `For ${address}`,
    which: "Which letters you get",
    whichHint: "Untick a letter to stop getting it.",
    lists: "The lists you are on",
    listsHint: "If you leave a list, you get no letters that are sent to this list alone.",
    none: organisation => `You get no letters from ${organisation}.`,
    noBulletins: "There is nothing to choose at present.",
    language: "Language",
    languageHint:
      "The language of these pages and of emails about your letters. A letter comes in this language if the senders have written it in this language.",
    pause: "Pause",
    pauseHint: "During a pause you get no letters. We do not send them later.",
    noPause: "No pause",
    pausedUntil: date => `Paused until ${date}`,
    plainText: "Plain text only",
    plainTextHint: "Letters without colours and layout",
    save: "Save",
    saved: "Your choices are saved",
    stopAll: organisation => `Stop everything from ${organisation}`,
    blocked: {
      bounced:
        "We send nothing to your address, because earlier letters came back. Contact the senders to change this.",
      complained:
        "We send nothing to your address, because a letter was reported as spam. Contact the senders to change this.",
    },
    why: "Why you get these letters",
    imported: (organisation, date) => `${organisation} added your address on ${date}.`,
    joined: date => `You subscribed on ${date}.`,
    returned: date => `You came back on ${date}.`,
    agreed: "You agreed to this:",
    kept: "What we keep about you",
    keptText:
      "Your address, your name if we know it, your choices, how you came onto our lists, and which decisions you made.",
    download: "Download your data",
  },
  erase: {
    title: "Erase your data",
    text: "We erase your address, your name and your choices. You get no more letters. We keep only a code made from your address, so that nobody adds you again by mistake.",
    link: "Erase your data",
    ask: "Erase your data? You cannot undo this.",
    button: "Erase my data",
    done: "Your data has been erased",
    doneText: organisation => `You will get no more letters from ${organisation}.`,
  },
  join: {
    title: bulletin => `Get ${bulletin} by email`,
    agree: (organisation, bulletin) =>
      `I want ${organisation} to send me ${bulletin} by email. I can stop at any time.`,
    address: "Email address",
    addressMissing: "Enter your email address",
    addressWrong: "Enter an email address in the correct format, like name@example.org",
    list: "Choose a list",
    confirmFirst: "We send you an email first. You get letters after you open the link in it.",
    noConfirm: "You get the next letter. You need not confirm your address by email.",
    subscribe: "Subscribe",
    check: "Check your email",
    sent: (address, bulletin) =>
      `We have sent an email to ${address}. Open the link in it to get ${bulletin}.`,
    added: (address, bulletin) => `${address} gets ${bulletin} from now on.`,
    addedLater:
      "If this address unsubscribed before, open the link in the email we have sent to it.",
    linkDays: days => `The link works for ${days}.`,
    nothingArrived: (organisation, address) =>
      `If nothing arrives within an hour, look in your spam folder. Then contact ${organisation}: ${address}.`,
    confirmAsk: bulletin => `Do you want to get ${bulletin}?`,
    confirm: "Yes, subscribe",
    confirmed: bulletin => `You are subscribed to ${bulletin}`,
    confirmedText: "You get the next letter.",
    expired: "This link is no longer valid",
    expiredText: days => `A link works once, and for ${days}.`,
    again: "Subscribe again",
    busy: "Try again later",
    busyText: "Many people are subscribing at the moment. Try again in an hour.",
  },
  email: {
    confirmSubject: bulletin => `Confirm that you want ${bulletin}`,
    asked: (organisation, bulletin) =>
      `Someone, probably you, asked ${organisation} to send ${bulletin} to this address.`,
    openLink: days => `To confirm, open this link within ${days}:`,
    ignore: "If it was not you, do nothing. You will get no letters.",
    welcomeSubject: bulletin => `Welcome to ${bulletin}`,
  },
  digest: {
    contents: "In this letter",
    readOn: title => `Read on: ${title}`,
  },
  archive: {
    title: bulletin => `Letters: ${bulletin}`,
    search: "Search the subjects",
    find: "Search",
    none: "No letter has been sent yet.",
    noneFound: "No letter has these words in its subject.",
    older: "Older letters",
    feed: "Follow by feed (Atom)",
    unlisted: "Only people who know this address can find this page.",
  },
  problems: {
    unknownLink: {
      title: "We could not open this link",
      sentences: [
        "The link may be incomplete. Go back to the letter and open the link again, or copy the whole link.",
        "If it still does not open, reply to the letter. The senders can help you.",
      ],
    },
    notFound: {
      title: "Page not found",
      sentences: ["If you typed the web address, check that it is correct."],
    },
    foreign: {
      title: "We did not accept this form",
      sentences: [
        "The form came from another site, or from a page that is no longer valid. Open the page again and try once more.",
      ],
    },
    tooLarge: {
      title: "That is too long",
      sentences: ["Nothing was changed. Go back and enter less text."],
    },
    unreadable: {
      title: "We could not read the form",
      sentences: [
        "The form arrived incomplete, so nothing was changed. Go back and send it again.",
      ],
    },
    failure: {
      title: "Something went wrong",
      sentences: [
        "Try again in a minute. If it happens again, reply to the letter and tell the senders the time.",
      ],
    },
  },
};
