/** The little of ical.js that is used here; its own types do not compile under the settings of this package. */
declare class Time {
  isDate: boolean;
  adjust(days: number, hours: number, minutes: number, seconds: number): void;
  toString(): string;
}

declare class Component {
  constructor(parsed: unknown);
  getAllSubcomponents(name: string): Component[];
}

declare class Event {
  constructor(component: Component);
  uid: string;
  summary: string;
  startDate: Time;
  endDate: Time;
  duration: { toSeconds(): number };
}

declare const ICAL: { parse(text: string): unknown; Component: typeof Component; Event: typeof Event };
export default ICAL;
