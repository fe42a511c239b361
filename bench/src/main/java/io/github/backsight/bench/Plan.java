package io.github.backsight.bench;

import java.util.List;

/// A row before it is measured.
///
/// @param contenders ours first
record Plan(String name, String work, String target, List<Contender> contenders, List<String> remarks) {
    Plan {
        contenders = List.copyOf(contenders);
        remarks = List.copyOf(remarks);
    }
}
