import { Column, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** UUIDv7, made by `lib/ids` before the row is written. */
export const Id = () => PrimaryColumn({ type: 'uuid' });

/** A number that PostgreSQL gives, for logs: a bigint, and so a decimal string here. */
export const LogId = () => PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' });

/** A half of a composite key that points at another row. */
export const KeyTo = () => PrimaryColumn({ type: 'uuid' });

export const Text = () => Column({ type: 'text' });

export const OptionalText = () => Column({ type: 'text', nullable: true });

export const Flag = (fallback: boolean) => Column({ type: 'boolean', default: fallback });

/** A value of any shape, which whoever reads it must know. */
export const Json = () => Column({ type: 'jsonb' });

export const Whole = () => Column({ type: 'integer' });

/** A moment, to the microsecond, whatever zone the reader is in. */
export const Time = () => Column({ type: 'timestamptz' });

export const OptionalTime = () => Column({ type: 'timestamptz', nullable: true });
