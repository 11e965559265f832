export interface AccountService {
  /** How many people have an account, which every member does. */
  countAccounts(): Promise<number>;
}
