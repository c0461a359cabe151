package io.azulejo.pipeline.restore;

import io.azulejo.pipeline.plan.Unit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;

/** The rows of one task, each computed when it is asked for, so that one encoded picture is held at a time. */
final class RestoredRows implements Iterator<Row> {
    private final Iterator<ArrayList<Unit>> groups;
    private final RestoreTask task;
    private Iterator<Unit> units = Collections.emptyIterator();

    RestoredRows(Iterator<ArrayList<Unit>> groups, RestoreTask task) {
        this.groups = groups;
        this.task = task;
        TaskContext.get().addTaskCompletionListener(context -> close());
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
