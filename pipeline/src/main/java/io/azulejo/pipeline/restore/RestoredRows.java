package io.azulejo.pipeline.restore;

import io.azulejo.pipeline.plan.PlannedPicture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;

/** The rows of one task, each computed when it is asked for, so that one encoded picture is held at a time. */
final class RestoredRows implements Iterator<Row> {
    private final Iterator<List<PlannedPicture>> groups;
    private final RestoreTask task;
    private Iterator<PlannedPicture> units = Collections.emptyIterator();

    RestoredRows(Iterator<List<PlannedPicture>> groups, RestoreTask task) {
        this.groups = groups;
        this.task = task;
        TaskCompletionListener closing = context -> close();
        TaskContext.get().addTaskCompletionListener(closing);
    }

    @Override
    public boolean hasNext() {
        while (!units.hasNext() && groups.hasNext()) {
            units = groups.next().iterator();
        }
        return units.hasNext();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        try {
            return task.restore(units.next());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void close() {
        try {
            task.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
