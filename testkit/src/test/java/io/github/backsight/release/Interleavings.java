package io.github.backsight.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;

/// Tells a story again and again, each time with another order of its calls, until every order was told in which
/// processes are interrupted at most so many times; a process that has ended interrupts nobody.
///
/// Few interruptions show most of what can go wrong, and their number grows slowly: Musuvathi and Qadeer, *Iterative
/// context bounding for systematic testing of multithreaded programs*, PLDI 2007.
final class Interleavings {
    /// So many that every order is told.
    static final int ANY = Integer.MAX_VALUE;

    /// A story that is the same whenever it is told in the same order.
    @FunctionalInterface
    interface Story {
        void tell(Interleavings order) throws Exception;
    }

    /// A place where there was a choice.
    private record Branch(int choice, int choices) {}

    private final int mostInterruptions;
    private final List<Branch> path = new ArrayList<>();
    private final List<String> turns = new ArrayList<>();
    private final Set<Integer> arrived = new HashSet<>();
    private int depth;
    private int interruptions;
    private int calls;

    private Interleavings(int mostInterruptions) {
        this.mostInterruptions = mostInterruptions;
    }

    /// {@return in how many orders `story` was told}
    static int tellAll(int mostInterruptions, Story story) throws Exception {
        var order = new Interleavings(mostInterruptions);
        int told = 0;
        do {
            order.beginAnew();
            story.tell(order);
            told++;
        } while (order.goOn());
        return told;
    }

    private void beginAnew() {
        turns.clear();
        arrived.clear();
        depth = 0;
        interruptions = 0;
        calls = 0;
    }

    /// Moves on to the next order, depth first.
    private boolean goOn() {
        assertThat(path).as("a story is told the same way each time").hasSize(depth);
        while (!path.isEmpty()) {
            var last = path.removeLast();
            if (last.choice() + 1 < last.choices()) {
                path.add(new Branch(last.choice() + 1, last.choices()));
                return true;
            }
        }
        return false;
    }

    /// As [Turns.Order].
    int next(OptionalInt running, SortedSet<Integer> ready) {
        calls++;
        var choices = new ArrayList<>(ready);
        if (running.isPresent()) {
            // Whoever comes to its first call was chosen for it just now.
            boolean first = arrived.add(running.getAsInt());
            if (first || interruptions == mostInterruptions) {
                return running.getAsInt();
            }
            choices.remove((Object) running.getAsInt());
            choices.addFirst(running.getAsInt());
        }
        int next = choices.get(chosen(choices.size()));
        if (running.isEmpty() || next != running.getAsInt()) {
            turns.add(next + " from call " + calls);
        }
        if (running.isPresent() && next != running.getAsInt()) {
            interruptions++;
        }
        return next;
    }

    private int chosen(int choices) {
        if (choices == 1) {
            return 0;
        }
        if (depth == path.size()) {
            path.add(new Branch(0, choices));
        }
        var branch = path.get(depth++);
        assertThat(branch.choices())
                .as("a story is told the same way each time")
                .isEqualTo(choices);
        return branch.choice();
    }

    /// {@return who went on from which call on}
    @Override
    public String toString() {
        return "process " + String.join(", process ", turns);
    }
}
