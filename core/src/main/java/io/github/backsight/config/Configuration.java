package io.github.backsight.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// All that `backsight.yaml` says, checked, with defaults filled in. Immutable; threads may share it.
///
/// @param file where it was read from, as the user named it
/// @param inputs in the order of the file, each name once; at least one of polygons and one table
/// @param stem what the names of the combined files begin with: `usa` as in `usa-high.json`
/// @param threads how many threads a build uses at most; empty: as many as the machine has processors
/// @param cuttings who has the use of what a build keeps of its polygons
public record Configuration(
        Path file,
        StoreLocation store,
        List<InputSettings> inputs,
        MapSettings map,
        ViewerSettings viewer,
        String stem,
        PublishSettings publish,
        Limits limits,
        Checks checks,
        ConsoleSettings console,
        OptionalInt threads,
        CuttingPlace cuttings) {

    /// Where the configuration is looked for when nobody says.
    public static final Path DEFAULT_FILE = Path.of("backsight.yaml");

    public Configuration {
        inputs = List.copyOf(inputs);
        var names = new HashSet<String>();
        inputs.forEach(input -> {
            if (!names.add(input.name())) {
                throw new IllegalArgumentException("two inputs are named '" + input.name() + "'");
            }
        });
        if (inputs.stream().noneMatch(PolygonSettings.class::isInstance)
                || inputs.stream().noneMatch(TableSettings.class::isInstance)) {
            throw new IllegalArgumentException("a map needs an input with polygons and a table");
        }
    }

    /// Reads `file`.
    ///
    /// @throws ConfigurationException with all that is wrong with it, also when there is no such file
    /// @throws IOException if the file is there but cannot be read
    public static Configuration read(Path file) throws IOException {
        return ConfigurationReader.read(file);
    }

    /// As [#read(Path)], of a text that is already here.
    ///
    /// @param file what messages call it; a relative store folder is resolved against its folder
    public static Configuration parse(String text, Path file) throws ConfigurationException {
        return ConfigurationReader.parse(text, file);
    }

    /// {@return the inputs with polygons, which together are the coverage: the features of the first, then those of
    /// the next}
    public List<PolygonSettings> coverage() {
        return inputs.stream()
                .filter(PolygonSettings.class::isInstance)
                .map(PolygonSettings.class::cast)
                .toList();
    }

    /// {@return what findings about the whole coverage call it: its key, or the first of them and how many more}
    public String coverageName() {
        var parts = coverage();
        var first = parts.getFirst().key().value();
        return parts.size() == 1 ? first : first + " and " + (parts.size() - 1) + " more";
    }

    /// {@return the tables, which all join the coverage by id; the first gives the rows, their order and the score}
    public List<TableSettings> tables() {
        return inputs.stream()
                .filter(TableSettings.class::isInstance)
                .map(TableSettings.class::cast)
                .toList();
    }

    /// {@return the first of [#tables()]}
    public TableSettings mainTable() {
        return tables().getFirst();
    }

    /// {@return the input of that name}
    ///
    /// @throws IllegalArgumentException naming the nearest input, in words for the user
    public InputSettings input(String name) {
        var names = inputs.stream().map(InputSettings::name).toList();
        return inputs.stream()
                .filter(input -> input.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no input is named '" + name + "' in " + file + "; "
                        + Spelling.nearest(name, names)
                                .map(nearest -> "did you mean '" + nearest + "'?")
                                .orElseGet(() -> "there are " + names.stream().collect(Collectors.joining(", ")))));
    }
}
