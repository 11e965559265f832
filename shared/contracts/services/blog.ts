import type { GhostImportReportDto, PostDto, PostPageDto } from '../dtos/blog.js';
import type { MaybeViewer } from '../viewer.js';

export interface BlogService {
  /** Published public posts, newest first; featured ones keep their place in time. `perPage` at most 100. */
  listPosts(viewer: MaybeViewer, query: { page: number; perPage: number }): Promise<PostPageDto>;

  /** The published post or page under this slug, or null where there is none that the viewer may read. */
  findPost(viewer: MaybeViewer, slug: string): Promise<PostDto | null>;

  /**
   * Takes one saved answer of a Ghost Admin API (posts, pages, tags or users) of the given site, keyed by
   * (site, Ghost id): a second import of the same answer changes nothing.
   *
   * @throws AppError `ghost-answer` when the value is none of these answers.
   */
  importGhost(site: string, answer: unknown): Promise<GhostImportReportDto>;
}
