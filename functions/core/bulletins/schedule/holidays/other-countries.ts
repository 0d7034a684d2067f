import type { CalendarRules } from "./holiday-rule.ts";

/** https://www.opm.gov/policy-data-oversight/pay-leave/federal-holidays (5 U.S.C. 6103) */
export const usFederal: CalendarRules = {
  substitute: "nearest",
  rules: [
    { name: "New Year’s Day", month: 1, date: 1 },
    { name: "Birthday of Martin Luther King, Jr.", month: 1, weekday: 1, nth: 3 },
    { name: "Washington’s Birthday", month: 2, weekday: 1, nth: 3 },
    { name: "Memorial Day", month: 5, weekday: 1, nth: -1 },
    { name: "Juneteenth National Independence Day", month: 6, date: 19, since: 2021 },
    { name: "Independence Day", month: 7, date: 4 },
    { name: "Labor Day", month: 9, weekday: 1, nth: 1 },
    { name: "Columbus Day", month: 10, weekday: 1, nth: 2 },
    { name: "Veterans Day", month: 11, date: 11 },
    { name: "Thanksgiving Day", month: 11, weekday: 4, nth: 4 },
    { name: "Christmas Day", month: 12, date: 25 },
  ],
};

/** The holidays of all sixteen states. A state's own holidays are a bulletin's own dates. */
export const germany: CalendarRules = {
  substitute: "none",
  rules: [
    { name: "Neujahr", month: 1, date: 1 },
    { name: "Karfreitag", easter: -2 },
    { name: "Ostermontag", easter: 1 },
    { name: "Tag der Arbeit", month: 5, date: 1 },
    { name: "Christi Himmelfahrt", easter: 39 },
    { name: "Pfingstmontag", easter: 50 },
    { name: "Tag der Deutschen Einheit", month: 10, date: 3 },
    { name: "Erster Weihnachtstag", month: 12, date: 25 },
    { name: "Zweiter Weihnachtstag", month: 12, date: 26 },
  ],
};

/** Code du travail, article L3133-1. */
export const france: CalendarRules = {
  substitute: "none",
  rules: [
    { name: "Jour de l’An", month: 1, date: 1 },
    { name: "Lundi de Pâques", easter: 1 },
    { name: "Fête du Travail", month: 5, date: 1 },
    { name: "Victoire 1945", month: 5, date: 8 },
    { name: "Ascension", easter: 39 },
    { name: "Lundi de Pentecôte", easter: 50 },
    { name: "Fête nationale", month: 7, date: 14 },
    { name: "Assomption", month: 8, date: 15 },
    { name: "Toussaint", month: 11, date: 1 },
    { name: "Armistice 1918", month: 11, date: 11 },
    { name: "Noël", month: 12, date: 25 },
  ],
};
