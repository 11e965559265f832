import { Column, PrimaryColumn } from 'typeorm';

/** UUIDv7, made by `lib/ids` before the row is written. */
export const Id = () => PrimaryColumn({ type: 'uuid' });

/** A half of a composite key that points at another row. */
export const KeyTo = () => PrimaryColumn({ type: 'uuid' });

export const Text = () => Column({ type: 'text' });

export const OptionalText = () => Column({ type: 'text', nullable: true });

export const Flag = (fallback: boolean) => Column({ type: 'boolean', default: fallback });

export const Whole = () => Column({ type: 'integer' });

/** A moment, to the microsecond, whatever zone the reader is in. */
export const Time = () => Column({ type: 'timestamptz' });

export const OptionalTime = () => Column({ type: 'timestamptz', nullable: true });
