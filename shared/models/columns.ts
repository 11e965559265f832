import { Column, ForeignKey, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

type OnDelete = 'CASCADE' | 'RESTRICT' | 'SET NULL';

/** UUIDv7, made by `lib/ids` before the row is written. */
export const Id = () => PrimaryColumn({ type: 'uuid' });

/** A number that PostgreSQL gives, for logs: a bigint, and so a decimal string here. */
export const LogId = () => PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' });

/** A half of a composite key that points at another row. */
export const KeyTo = () => PrimaryColumn({ type: 'uuid' });

/**
 * An id of a row of `entity`, named by its class. Within a domain and across: it is a column and a foreign key, and no
 * relation to be loaded, so nobody reads a peer's tables by accident.
 */
export const PointsTo = (entity: string, options: { onDelete: 'CASCADE' | 'RESTRICT' }) =>
  pointer(entity, { ...options, nullable: false });

export const MayPointTo = (entity: string, options: { onDelete: 'CASCADE' | 'RESTRICT' | 'SET NULL' }) =>
  pointer(entity, { ...options, nullable: true });

function pointer(entity: string, { nullable, onDelete }: { nullable: boolean; onDelete: OnDelete }): PropertyDecorator {
  return (target, property) => {
    Column({ type: 'uuid', nullable })(target, property);
    ForeignKey(entity, { onDelete })(target, property);
  };
}

export const Text = () => Column({ type: 'text' });

export const OptionalText = () => Column({ type: 'text', nullable: true });

export const Flag = (fallback: boolean) => Column({ type: 'boolean', default: fallback });

/** What is made of something else, and empty until it is. */
export const MadeText = () => Column({ type: 'text', default: '' });

export const Texts = () => Column({ type: 'text', array: true });

/** A value of any shape, which whoever reads it must know. */
export const Json = () => Column({ type: 'jsonb' });

export const OptionalJson = () => Column({ type: 'jsonb', nullable: true });

export const Whole = () => Column({ type: 'integer' });

export const OptionalSmall = () => Column({ type: 'smallint', nullable: true });

/** Money in whole minor units: a bigint, and so a decimal string here. `toMoney` of lib/money makes an amount of it. */
export const MinorUnits = () => Column({ type: 'bigint' });

/** The three capitals of ISO 4217 that stand beside every amount. */
export const Currency = () => Column({ type: 'char', length: 3 });

/** A moment, to the microsecond, whatever zone the reader is in. */
export const Time = () => Column({ type: 'timestamptz' });

export const OptionalTime = () => Column({ type: 'timestamptz', nullable: true });
