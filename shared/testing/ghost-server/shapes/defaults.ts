import type { TextColumns } from '../state/rows.js';

export const textDefaults: Omit<TextColumns, 'title' | 'slug' | 'lexical' | 'html'> = {
  ...{ feature_image: null, featured: false, status: 'draft', visibility: 'public', published_at: null },
  ...{ custom_excerpt: null, codeinjection_head: null, codeinjection_foot: null, custom_template: null },
  ...{ canonical_url: null, show_title_and_feature_image: true, og_image: null, og_title: null },
  ...{ og_description: null, twitter_image: null, twitter_title: null, twitter_description: null },
  ...{ meta_title: null, meta_description: null, email_subject: null, email_only: false, frontmatter: null },
  ...{ feature_image_alt: null, feature_image_caption: null },
};

export const tierDefaults = {
  ...{ active: true, welcome_page_url: null, visibility: 'public', trial_days: 0, description: null },
  ...{ type: 'free', currency: null, monthly_price: null, yearly_price: null },
  ...{ monthly_price_id: null, yearly_price_id: null },
};

export const newsletterDefaults = {
  ...{ description: null, feedback_enabled: false, sender_name: null, sender_email: null },
  ...{ sender_reply_to: 'newsletter', status: 'active', visibility: 'members', subscribe_on_signup: true },
  ...{ sort_order: 0, header_image: null, show_header_icon: true, show_header_title: true, show_excerpt: false },
  ...{ title_font_category: 'sans_serif', title_alignment: 'center', show_feature_image: true },
  ...{ body_font_category: 'sans_serif', footer_content: null, show_badge: true, show_header_name: false },
  ...{ show_post_title_section: true, show_comment_cta: true, show_subscription_details: false },
  ...{ show_latest_posts: false, show_share_button: false, background_color: 'light', post_title_color: null },
  ...{ button_corners: 'rounded', button_style: 'fill', title_font_weight: 'bold', link_style: 'underline' },
  ...{ image_corners: 'square', header_background_color: 'transparent', section_title_color: null },
  ...{ divider_color: null, button_color: 'accent', link_color: 'accent' },
};
