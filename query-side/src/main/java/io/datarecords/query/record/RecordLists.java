package io.datarecords.query.record;

import io.datarecords.api.Paging;
import io.datarecords.api.record.RecordQuery.ListRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes pages out of sorted lists. A list has two parts: the records with a value to be sorted by, and the others. */
@Component
final class RecordLists {

    private final RecordViews views;

    RecordLists(RecordViews views) {
        this.views = views;
    }

    /**
     * A page.
     *
     * @param next where the next one begins, or null if this is the last
     */
    record Page(
            List<ListedRow> rows,
            long total,
            long number,
            @Nullable Cursor next) {}

    /** @param total counts the records, if neither a cursor nor the page itself tells how many they are */
    Page page(
            RecordConditions conditions,
            Sorting sorting,
            ListRecords query,
            @Nullable Cursor cursor,
            LongSupplier total) {
        int size = query.paging().pageSize();
        long number = cursor == null ? query.paging().page() : cursor.page();
        // One more than is shown tells whether more follows.
        var rows = cursor == null
                ? from(query.paging().offset(), size + 1, conditions, sorting)
                : after(cursor.after(), size + 1, conditions, sorting);
        boolean isLast = rows.size() <= size;
        boolean isAll = isLast && cursor == null && query.paging().offset() == 0;
        long all = isAll ? rows.size() : cursor == null ? counted(query, total) : cursor.total();
        if (isLast) {
            return new Page(rows, all, number, null);
        }
        var shown = rows.subList(0, size);
        var next = new Cursor(
                all, Math.min(number + 1, Paging.MAX_PAGE), shown.getLast().position());
        return new Page(shown, all, number, next);
    }

    /** Zero where nobody wants to know. */
    private static long counted(ListRecords query, LongSupplier total) {
        return query.isCounted() ? total.getAsLong() : 0;
    }

    private List<ListedRow> after(Position after, int limit, RecordConditions conditions, Sorting sorting) {
        if (!after.isValued()) {
            return views.rows(conditions, sorting, false, after, limit, 0);
        }
        var rows = views.rows(conditions, sorting, true, after, limit, 0);
        return filledUp(rows, limit, 0, conditions, sorting);
    }

    private List<ListedRow> from(long offset, int limit, RecordConditions conditions, Sorting sorting) {
        var rows = views.rows(conditions, sorting, true, null, limit, offset);
        boolean isPast = rows.isEmpty() && offset > 0 && sorting.mayLackValues();
        long skipped = isPast ? offset - views.countValued(conditions, sorting) : 0;
        return filledUp(rows, limit, skipped, conditions, sorting);
    }

    private List<ListedRow> filledUp(
            List<ListedRow> rows, int limit, long offset, RecordConditions conditions, Sorting sorting) {
        if (rows.size() == limit || !sorting.mayLackValues()) {
            return rows;
        }
        var all = new ArrayList<>(rows);
        all.addAll(views.rows(conditions, sorting, false, null, limit - rows.size(), offset));
        return all;
    }
}
