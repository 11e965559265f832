/** One mail as `GET /email` gives it. */
export interface Mail {
  id: string;
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** ISO 8601, when it arrived. */
  date: string;
}
