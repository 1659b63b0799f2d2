package io.tidemark.core.fact;

/**
 * What a news or social feed says in one item.
 *
 * @param id the source's own; the same id with another content is a revision
 * @param title plain; empty where it has none
 * @param text plain, perhaps cut off; empty where it has none
 * @param url where it can be read; empty where the source does not say
 * @param language such as {@code en}; empty where the source does not say
 */
public record TextItem(String id, String title, String text, String url, String language) {}
