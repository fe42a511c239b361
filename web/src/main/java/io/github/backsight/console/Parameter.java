package io.github.backsight.console;

import java.util.List;
import java.util.regex.Pattern;

/// One parameter of a request: what is held against a request is what users are told.
///
/// @param form what its whole value must match
/// @param example a value that does
record Parameter(String name, Place place, Pattern form, String example, String description) {
    enum Place {
        PATH,
        QUERY
    }

    Parameter {
        if (!form.matcher(example).matches()) {
            throw new IllegalArgumentException("the example '" + example + "' of '" + name + "' is not of its form");
        }
    }

    static Parameter inPath(String name, Pattern form, String example, String description) {
        return new Parameter(name, Place.PATH, form, example, description);
    }

    static Parameter inQuery(String name, Pattern form, String example, String description) {
        return new Parameter(name, Place.QUERY, form, example, description);
    }

    /// {@return whether there is exactly one value, and it is of the form}
    boolean accepts(List<String> values) {
        return values.size() == 1 && form.matcher(values.getFirst()).matches();
    }
}
