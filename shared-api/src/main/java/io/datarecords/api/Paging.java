package io.datarecords.api;

import java.util.List;

/**
 * Which part of a long answer.
 *
 * @param page     from 1
 * @param pageSize from 1 to {@value #MAX_PAGE_SIZE}
 */
public record Paging(long page, int pageSize) {

    public static final int DEFAULT_PAGE_SIZE = 50;
    public static final int MAX_PAGE_SIZE = 1000;

    /** A page number past this one is out of range: what comes before it could not be counted. */
    public static final long MAX_PAGE = Long.MAX_VALUE / MAX_PAGE_SIZE;

    public Paging {
        if (page < 1 || page > MAX_PAGE) {
            throw new IllegalArgumentException("page: " + page + " (expected: 1 to " + MAX_PAGE + ")");
        }
        if (pageSize < 1 || pageSize > MAX_PAGE_SIZE) {
            throw new IllegalArgumentException("pageSize: " + pageSize + " (expected: 1 to " + MAX_PAGE_SIZE + ")");
        }
    }

    /** How many items come before this page. */
    public long offset() {
        return (page - 1) * pageSize;
    }

    /** The items of this page among all there are. */
    public <T> List<T> of(List<T> all) {
        return all.stream().skip(offset()).limit(pageSize).toList();
    }
}
