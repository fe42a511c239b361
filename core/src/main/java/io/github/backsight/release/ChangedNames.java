package io.github.backsight.release;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/// What a distribution is told: the fewest names that cover what changed. Each name costs; so of a tree of which more
/// than a few files changed, the whole tree is named by one name that ends in `*`.
final class ChangedNames {
    /// So many files of one tree are named one by one.
    static final int FEW = 100;

    private ChangedNames() {}

    /// @param changed names of files below the prefix
    /// @param trees names of the trees that they may belong to
    static List<String> covering(Collection<String> changed, Collection<String> trees) {
        var names = new LinkedHashSet<String>();
        var left = new LinkedHashSet<>(changed);
        for (var tree : trees) {
            var below =
                    left.stream().filter(name -> name.startsWith(tree + "/")).toList();
            if (below.size() > FEW) {
                left.removeAll(new LinkedHashSet<>(below));
                names.add(tree + "/*");
            }
        }
        names.addAll(left.size() > FEW ? folders(left) : left);
        return List.copyOf(new ArrayList<>(names));
    }

    private static Collection<String> folders(Collection<String> names) {
        var folders = new LinkedHashSet<String>();
        names.forEach(name -> {
            int slash = name.indexOf('/');
            folders.add(slash < 0 ? name : name.substring(0, slash) + "/*");
        });
        return folders;
    }
}
