import type { AddressDto } from '../dtos/addresses.js';
import type {
  AuthorPageDto,
  GhostImportReportDto,
  MenuItemDto,
  PictureCopiesDto,
  PictureOutcome,
  PostDto,
  PostPageDto,
  PostsQuery,
  PostSummaryDto,
  SearchDto,
  SearchQuery,
  TagCountDto,
  TagPageDto,
  WantedPictureDto,
} from '../dtos/blog.js';
import type { GhostPreviewing } from '../ghost-preview.js';
import type { GhostWatching } from '../ghost-watch.js';
import type { GhostHearing } from '../ghost-webhooks.js';
import type {
  GhostAbsence,
  GhostCarriers,
  GhostCursor,
  GhostDeleted,
  GhostKind,
  GhostRead,
  GhostRemoval,
  GhostSide,
  GhostSideReport,
} from '../ghost.js';
import type { MediaDto, StoredFile } from '../media.js';
import type { Page, PageQuery } from '../pages.js';
import type { Refused } from '../problems.js';
import type { MaybeViewer } from '../viewer.js';

export interface BlogService extends GhostWatching, GhostPreviewing, GhostHearing {
  /** Published posts, whomever they are for, newest first; featured ones keep their place in time. */
  listPosts(viewer: MaybeViewer, query: PostsQuery): Promise<Page<PostSummaryDto>>;

  /** The newest posts that everybody may read to the end; at most 100. */
  listForEveryone(limit: number): Promise<PostSummaryDto[]>;

  /** The menu over all six sites; empty where nobody made one. */
  findMenu(): Promise<MenuItemDto[]>;

  /**
   * Puts this menu in the place of the one that is there: at most 60 entries, three deep. Records `menu.changed`, unless
   * it is the same.
   *
   * @throws Forbidden unless the viewer is an editor.
   */
  saveMenu(viewer: MaybeViewer, items: readonly MenuItemDto[]): Promise<{ kind: 'saved' } | Refused>;

  /** Published posts and pages that say this in what the viewer may read of them, the best first. */
  searchPosts(viewer: MaybeViewer, query: SearchQuery): Promise<SearchDto>;

  /** The public tag under this slug, or null where there is none. */
  findTag(slug: string): Promise<TagPageDto | null>;

  /** The author under this slug, or null where there is none of a published post. */
  findAuthor(slug: string): Promise<AuthorPageDto | null>;

  /** Public tags with the most posts, most first; never more than `limit`. */
  listTags(viewer: MaybeViewer, limit: number): Promise<TagCountDto[]>;

  /** The newest posts with what the viewer may read of their text, for feeds; at most 100. */
  listInFull(viewer: MaybeViewer, query: NewestQuery): Promise<PostDto[]>;

  /** How many pages of each kind there are for everybody; without those that name another address as the one to keep. */
  countAddresses(host: string): Promise<Record<AddressKind, number>>;

  /** Pages that there are for everybody, in an order that new ones do not disturb; at most 5000 on a page. */
  listAddresses(host: string, kind: AddressKind, query: PageQuery): Promise<AddressDto[]>;

  /** The post that leads the front page: the newest of the last 30 days that is featured, else the newest; null where none is. */
  findLead(viewer: MaybeViewer): Promise<PostSummaryDto | null>;

  /** The published post or page under this slug, as far as the viewer may read it, or null where there is none. */
  findPost(viewer: MaybeViewer, slug: string): Promise<PostPageDto | null>;

  /**
   * Where the post or page, the public tag or the author is now that had this slug before; null when none had it that the
   * viewer may see. Of a `post` where nothing is said.
   */
  findPresentSlug(viewer: MaybeViewer, slug: string, kind?: SlugOwner): Promise<string | null>;

  /**
   * The text of a post or page, hidden or not, as Ghost's editor would open it: Lexical JSON, to the letter what came when
   * nothing was changed since. Null when there is none, or it was brought in before there were documents.
   *
   * @throws Forbidden unless the viewer is an editor.
   */
  findLexical(viewer: MaybeViewer, slug: string): Promise<string | null>;

  /**
   * Makes a picture that the media store keeps part of the blog's. The same bytes are one picture: it keeps the words that
   * it came with first.
   *
   * @throws Forbidden unless the viewer is an editor.
   */
  addPicture(viewer: MaybeViewer, file: StoredFile, about: { alt: string }): Promise<PictureAdded | Refused>;

  /** Pictures of texts that lie elsewhere and of which a copy is due; at most `limit`. @throws Forbidden unless the viewer is an editor. */
  listWantedPictures(viewer: MaybeViewer, limit: number): Promise<WantedPictureDto[]>;

  /** Null when it was copied or refused meanwhile. @throws Forbidden unless the viewer is an editor. */
  findWantedPicture(viewer: MaybeViewer, id: string): Promise<WantedPictureDto | null>;

  /**
   * Writes down what came of an attempt to copy a picture and shows the copy wherever the picture is shown. Records
   * `post.changed`, `tag.changed` and `author.changed` of what looks otherwise now. Does nothing where it is settled.
   *
   * @throws Forbidden unless the viewer is an editor.
   */
  settlePicture(viewer: MaybeViewer, id: string, outcome: PictureOutcome): Promise<void>;

  /** @throws Forbidden unless the viewer is an editor. */
  reportPictureCopies(viewer: MaybeViewer): Promise<PictureCopiesDto>;

  /**
   * Has every picture that was given up tried again from the beginning of its patience; gives how many.
   *
   * @throws Forbidden unless the viewer is an editor.
   */
  retryPictures(viewer: MaybeViewer): Promise<number>;

  /**
   * Takes one saved answer of a Ghost Admin API (posts, pages, tags or users) or a Ghost's whole export, of the given
   * site, keyed by (site, Ghost id): a second import of the same changes nothing. A slug that anything leaves leads to it.
   * Of a file what is older than here is not taken; what a `living` Ghost says now is so, whatever its clock says.
   *
   * @throws Forbidden unless the viewer is an editor. AppError `ghost-site` and `ghost-answer`, when the site is no web
   * address and when the value is none of these.
   */
  importGhost(
    viewer: MaybeViewer,
    site: string,
    answer: unknown,
    source?: 'file' | 'living',
  ): Promise<GhostImportReportDto>;

  /** How far things of a Ghost were read; null where none were. @throws Forbidden unless the viewer is an editor. */
  findGhostCursor(viewer: MaybeViewer, site: string, kind: GhostRead): Promise<GhostCursor | null>;

  /** In the unit that takes what was read. @throws Forbidden unless the viewer is an editor. */
  keepGhostCursor(viewer: MaybeViewer, site: string, kind: GhostRead, cursor: GhostCursor): Promise<void>;

  /**
   * Removes what came from a Ghost and is not among the ids that are `there`. Where more than half is gone, which is more
   * than 20, without anybody having `deleted` it, it does nothing. Records `post.retracted`, `tag.changed`, `author.changed`.
   *
   * @throws Forbidden unless the viewer is an editor.
   */
  removeGhostsGone(
    viewer: MaybeViewer,
    site: string,
    kind: GhostKind,
    there: readonly string[],
    deleted: GhostDeleted,
  ): Promise<GhostRemoval>;

  /** Texts of a Ghost that carry tags of it which are not `there` any more. @throws Forbidden unless the viewer is an editor. */
  findGhostCarriers(viewer: MaybeViewer, site: string, there: readonly string[]): Promise<GhostCarriers>;

  /**
   * Gives what came from a Ghost the address that it has there, where nobody else has that by now; one sentence for each.
   * Records `post.changed`, `tag.changed`, `author.changed`.
   *
   * @throws Forbidden unless the viewer is an editor.
   */
  settleGhostSlugs(viewer: MaybeViewer, site: string): Promise<string[]>;

  /** Of the ids that are `there`, those of which nothing is here. @throws Forbidden unless the viewer is an editor. */
  findGhostsUnknown(viewer: MaybeViewer, site: string, kind: GhostKind, there: readonly string[]): Promise<string[]>;

  /**
   * Takes an answer of a Ghost's that tells of a side, keyed by (site, Ghost id), and removes what is gone where that is
   * known: the same again changes nothing. The menu in its settings is taken over, unless one was made here.
   *
   * @throws Forbidden unless the viewer is an editor. AppError `ghost-answer` when it tells of something else.
   */
  takeGhostSide(
    viewer: MaybeViewer,
    site: string,
    side: GhostSide,
    answer: unknown,
    gone?: GhostAbsence,
  ): Promise<GhostSideReport>;
}

export interface PictureAdded {
  kind: 'added';
  picture: MediaDto;
}

export interface NewestQuery extends Pick<PostsQuery, 'tag' | 'author'> {
  limit: number;
}

/** What keeps leading from the slugs that it had before to itself; pages are among the posts. */
export type SlugOwner = 'post' | 'tag' | 'author';

/** Tags and authors count where there is something to read of them. */
export type AddressKind = 'posts' | 'pages' | 'tags' | 'authors';
