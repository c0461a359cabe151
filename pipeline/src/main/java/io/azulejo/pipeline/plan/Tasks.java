package io.azulejo.pipeline.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Cuts pictures into commits and commits into tasks, by the pixels that they will become. */
public final class Tasks {
    /** A commit of tiny pictures still ends: its rows are what a kill can cost. */
    static final int MOST_PICTURES = 20_000;

    /** Tasks a slot: enough that the last ones are small, few enough that starting them costs nothing. */
    private static final int TASKS_PER_SLOT = 8;

    private static final long LEAST_PIXELS = 2_000_000;

    private Tasks() {}

    /** Groups of about {@code pixels} output each, in the order given. */
    public static List<List<PlannedPicture>> commits(List<PlannedPicture> units, long pixels) {
        List<List<PlannedPicture>> commits = new ArrayList<>();
        List<PlannedPicture> current = new ArrayList<>();
        long sum = 0;
        for (PlannedPicture unit : units) {
            boolean full = !current.isEmpty() && sum + unit.outputPixels() > pixels;
            if (full || current.size() == MOST_PICTURES) {
                commits.add(current);
                current = new ArrayList<>();
                sum = 0;
            }
            current.add(unit);
            sum += unit.outputPixels();
        }
        if (!current.isEmpty()) {
            commits.add(current);
        }
        return commits;
    }

    /** The tasks of one commit, largest pictures first: one huge picture last would be the whole commit's tail. */
    public static List<List<PlannedPicture>> of(List<PlannedPicture> commit, int slots) {
        long total = commit.stream().mapToLong(PlannedPicture::outputPixels).sum();
        long share = Math.max(LEAST_PIXELS, total / ((long) slots * TASKS_PER_SLOT));
        int most = Math.max(1, commit.size() / (slots * TASKS_PER_SLOT) + 1);
        List<PlannedPicture> sorted = new ArrayList<>(commit);
        sorted.sort(Comparator.comparingLong(PlannedPicture::outputPixels)
                .reversed()
                .thenComparing(unit -> unit.entry().path()));
        List<List<PlannedPicture>> tasks = new ArrayList<>();
        List<PlannedPicture> task = new ArrayList<>();
        long sum = 0;
        for (PlannedPicture unit : sorted) {
            boolean full = sum + unit.outputPixels() > share || task.size() >= Math.max(most, 64);
            if (!task.isEmpty() && full) {
                tasks.add(task);
                task = new ArrayList<>();
                sum = 0;
            }
            task.add(unit);
            sum += unit.outputPixels();
        }
        if (!task.isEmpty()) {
            tasks.add(task);
        }
        return tasks;
    }
}
